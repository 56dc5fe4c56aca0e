package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.Key;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Challenge.Algorithm;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Target;

/** The small pieces, each by itself. */
class PiecesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

  @Test
  void aDigestIsTheOneOfTheStandard() {
    // RFC 7616 section 3.9.1
    Map<String, String> given =
        Map.of(
            "username", "Mufasa",
            "realm", "http-auth@example.org",
            "nonce", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            "uri", "/dir/index.html",
            "nc", "00000001",
            "cnonce", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            "qop", "auth");
    assertThat(Challenge.response(Algorithm.MD5, given, "GET", "Circle of Life"))
        .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    assertThat(Challenge.response(Algorithm.SHA_256, given, "GET", "Circle of Life"))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  @Test
  void aNonceIsGoodForAWhileAndOnlyOurs() {
    Nonces nonces = new Nonces();
    String nonce = nonces.create(NOW);
    assertThat(nonces.judge(nonce, NOW.plusSeconds(10))).isEqualTo(Nonces.Worth.GOOD);
    assertThat(nonces.judge(nonce, NOW.plus(Duration.ofHours(1)))).isEqualTo(Nonces.Worth.STALE);
    assertThat(nonces.judge(new Nonces().create(NOW), NOW)).isEqualTo(Nonces.Worth.FORGED);
    assertThat(nonces.judge("rubbish ", NOW)).isEqualTo(Nonces.Worth.FORGED);
  }

  @Test
  void aCountIsUsedOnce() {
    Nonces nonces = new Nonces();
    assertThat(nonces.use("n", 1)).isTrue();
    assertThat(nonces.use("n", 1)).isFalse();
    assertThat(nonces.use("n", 3)).isTrue();
    assertThat(nonces.use("n", 2)).isFalse();
    assertThat(nonces.use("m", 0)).isFalse();
  }

  @Test
  void aDialogSurvivesBeingStored() {
    Dialog dialog =
        new Dialog(
            "id@host",
            "ours",
            "theirs",
            "\"Доступ & co\" <sip:liniya@127.0.0.1>",
            "<sip:1001@127.0.0.1>",
            "sip:1001@127.0.0.1:5070;ob",
            List.of("<sip:a;lr>", "<sip:b;lr>"),
            3,
            4,
            Optional.of(new Target("tcp", "127.0.0.1", 5070)));
    assertThat(Dialog.decode(dialog.encode())).isEqualTo(dialog);
    assertThat(dialog.toString()).doesNotContain("1001");
    assertThatThrownBy(() -> Dialog.decode("2&x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addressRanges() {
    AddressRange range = AddressRange.parse("192.0.2.64/26");
    assertThat(range.contains(InetAddress.ofLiteral("192.0.2.127"))).isTrue();
    assertThat(range.contains(InetAddress.ofLiteral("192.0.2.128"))).isFalse();
    assertThat(range.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(AddressRange.parse("::1").contains(InetAddress.ofLiteral("::1"))).isTrue();
    assertThatThrownBy(() -> AddressRange.parse("example.org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AddressRange.parse("192.0.2.0/33"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbersAreNormalised() {
    assertThat(CallerIdentity.normalised("89005550101").full().reveal()).isEqualTo("+79005550101");
    assertThat(CallerIdentity.normalised("79005550101").full().reveal()).isEqualTo("+79005550101");
    assertThat(CallerIdentity.normalised("+7 (900) 555-01-01").full().reveal())
        .isEqualTo("+79005550101");
    assertThat(CallerIdentity.normalised("1001").full().reveal()).isEqualTo("1001");
  }

  @Test
  void keysInInfoBodies() {
    assertThat(InfoKey.parse("Signal=5\r\nDuration=160\r\n")).contains(new Key('5'));
    assertThat(InfoKey.parse("Duration=160\nSignal= *\n")).contains(Key.STAR);
    assertThat(InfoKey.parse("11")).contains(Key.HASH);
    assertThat(InfoKey.parse("Signal=ß")).isEmpty();
    assertThat(InfoKey.parse("")).isEmpty();
  }

  @Test
  void aTwinIsRecognisedOnce() {
    KeyTwins keys = new KeyTwins();
    Key one = new Key('1');
    assertThat(keys.isNew(one, KeyTwins.Way.RTP, Duration.ZERO)).isTrue();
    assertThat(keys.isNew(one, KeyTwins.Way.RTP, Duration.ofMillis(200))).isTrue();
    assertThat(keys.isNew(one, KeyTwins.Way.INFO, Duration.ofMillis(300))).isFalse();
    assertThat(keys.isNew(one, KeyTwins.Way.INFO, Duration.ofMillis(400))).isFalse();
    assertThat(keys.isNew(one, KeyTwins.Way.INFO, Duration.ofMillis(500))).isTrue();
    assertThat(keys.isNew(one, KeyTwins.Way.RTP, Duration.ofSeconds(5))).isTrue();
    assertThat(keys.isNew(one, KeyTwins.Way.TONES, Duration.ofMillis(5050))).isFalse();
    assertThat(keys.isNew(one, KeyTwins.Way.INFO, Duration.ofMillis(5100))).isFalse();
    assertThat(keys.isNew(one, KeyTwins.Way.TONES, Duration.ofMillis(5300))).isTrue();
  }

  @Test
  void displayNamesCannotBreakOut() {
    assertThat(Messages.quoted("a \"b\" \\ c\r\nX: y")).isEqualTo("\"a \\\"b\\\" \\\\ c X: y\"");
  }
}
