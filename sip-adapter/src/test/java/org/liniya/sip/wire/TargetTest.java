package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests go, and from which place of ours. */
class TargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "udp:127.0.0.1:5070",
        "tcp:sbc.example.org:5060",
        "tls:[0:0:0:0:0:0:0:1]:5061",
        "udp:192.0.2.1:5070/2"
      })
  void whatWasStoredIsReadBack(String text) {
    assertThat(Target.parse(text)).hasToString(text);
  }

  @Test
  void ipv6HasOneForm() {
    Target target = Target.parse("udp:[::1]:5060");
    assertThat(target).isEqualTo(new Target("udp", "0:0:0:0:0:0:0:1", 5060));
    assertThat(target)
        .isEqualTo(Target.of("udp", new InetSocketAddress(InetAddress.ofLiteral("::1"), 5060)));
    assertThat(Target.parse("udp:0:0:0:0:0:0:0:1:5060")).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "udp", "udp:", "udp:5060", "udp:host:port", "udp:host:5060/x"})
  void rubbishIsRefused(String text) {
    assertThatThrownBy(() -> Target.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "sip:1001@127.0.0.1, udp:127.0.0.1:5060",
    "sip:1001@127.0.0.1:5070;ob, udp:127.0.0.1:5070",
    "sip:host.example;transport=TCP, tcp:host.example:5060",
    "sip:host.example;transport=tls, tls:host.example:5061",
    "sips:a@host.example, tls:host.example:5061",
    "sips:a@host.example:443;transport=tcp, tls:host.example:443",
    "sip:a;b=c?d@[::1]:5062;transport=tcp, tcp:[0:0:0:0:0:0:0:1]:5062",
    "sip:transport=tcp@host.example, udp:host.example:5060"
  })
  void aUriLeadsSomewhere(String uri, String target) {
    assertThat(Target.ofUri(uri)).map(Target::toString).contains(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tel:+79005550101", "sip:", "http://x", "sip:a@b@c d", "sip:[::1"})
  void otherUrisLeadNowhere(String uri) {
    assertThat(Target.ofUri(uri)).isEmpty();
  }

  @Test
  void theRightPlaceIsChosen() {
    Place main = place("127.0.0.1", 5060, EnumSet.of(Transport.UDP, Transport.TCP));
    Place tls = place("127.0.0.1", 5061, Set.of(Transport.TLS));
    Place six = place("::1", 5060, EnumSet.of(Transport.UDP, Transport.TCP));
    Place outside = place("192.0.2.8", 5060, Set.of(Transport.UDP));
    Place second = place("192.0.2.8", 5080, Set.of(Transport.UDP));
    Places places = new Places(List.of(main, tls, six, outside, second));
    assertThat(places.toward(Target.parse("udp:127.0.0.1:5070"))).isEqualTo(main);
    assertThat(places.toward(Target.parse("tls:127.0.0.1:5070"))).isEqualTo(tls);
    assertThat(places.toward(Target.parse("udp:[::1]:5070"))).isEqualTo(six);
    assertThat(places.toward(Target.parse("udp:192.0.2.1:5060"))).isEqualTo(outside);
    assertThat(places.toward(Target.parse("udp:sbc.example.org:5060"))).isEqualTo(outside);
    assertThat(places.toward(Target.parse("udp:192.0.2.1:5060/4"))).isEqualTo(second);
    assertThat(places.toward(Target.parse("tcp:192.0.2.1:5060/4"))).isEqualTo(main); // no UDP
    assertThat(places.toward(Target.parse("udp:192.0.2.1:5060/99"))).isEqualTo(outside);
  }

  private static Place place(String address, int port, Set<Transport> transports) {
    return Place.of(
        new ListenPoint(InetAddress.ofLiteral(address), port, transports, Optional.empty()), port);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.5, 203.0.113.5, 0",
    "203.0.113.5:5080, 203.0.113.5, 5080",
    "2001:db8::5, 2001:db8::5, 0",
    "[2001:db8::5]:5080, 2001:db8::5, 5080",
    "sip.example.org, sip.example.org, 0",
    "sip.example.org:5080, sip.example.org, 5080"
  })
  void anAdvertisedAddressIsRead(String text, String host, int port) {
    assertThat(Advertised.parse(text)).contains(new Advertised(host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "a b", "-x", "x:99999", "[1.2.3.4]", "x:"})
  void anythingElseIsNotAdvertised(String text) {
    assertThat(Advertised.parse(text)).isEmpty();
  }
}
