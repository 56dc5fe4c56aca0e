package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.call.CallId;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Encoding;
import org.liniya.port.OutsideRecorder;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.Recording;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.MediaSettings;
import org.liniya.rtp.MediaStream;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** Sound that really flows: a caller, the endpoint, an operator, each with its own media engine. */
class MediaTest {

  private static final int CALLERS_TONE = 500;
  private static final int OPERATORS_TONE = 900;

  /** Knows one piece of music, a tone of 60 s. */
  private record Hum(int hertz) implements PromptCatalogue {
    @Override
    public Optional<String> text(Language language, String name) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> music(String name, Encoding encoding) {
      G711 law = encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW;
      return Optional.of(law.encode(Tone.sine(hertz, 60 * G711.RATE)));
    }

    @Override
    public Set<String> names(Language language) {
      return Set.of();
    }

    @Override
    public Set<Language> languages() {
      return Set.of();
    }
  }

  private record Tap(Ear left, Ear right) implements Recording {
    @Override
    public void fromCaller(long at, Encoding encoding, byte[] sound, int offset, int length) {
      left.heard(at, encoding, sound, offset, length);
    }

    @Override
    public void toCaller(long at, Encoding encoding, byte[] sound, int offset, int length) {
      right.heard(at, encoding, sound, offset, length);
    }

    @Override
    public CallId call() {
      throw new UnsupportedOperationException("of no call");
    }

    @Override
    public void takeFrom(OutsideRecorder recorder) {}

    @Override
    public void silence(boolean silent) {}

    @Override
    public Closed close() {
      return new Closed(Duration.ZERO, 0, true);
    }
  }

  private static MediaEngine engine(int hertz) throws java.io.IOException {
    return new MediaEngine(Bench.LOOPBACK, new PortRange(20_000, 29_999), 1, new Hum(hertz));
  }

  private static MediaSettings towards(String sdp) {
    Matcher port = Pattern.compile("m=audio (\\d+) ").matcher(sdp);
    assertThat(port.find()).isTrue();
    return new MediaSettings(
        new InetSocketAddress(Bench.LOOPBACK, Integer.parseInt(port.group(1))),
        Encoding.PCMU,
        OptionalInt.of(96),
        OptionalInt.of(96),
        20,
        true,
        true);
  }

  private static String muLawOnly(MediaStream stream) {
    return RawPhone.SDP
        .replace(
            "m=audio 40000 RTP/AVP 8 0 96", "m=audio " + stream.local().getPort() + " RTP/AVP 0 96")
        .replace("a=rtpmap:8 PCMA/8000\n", "");
  }

  @Test
  void aMuLawCallerAndAnALawOperatorHearEachOther() throws Exception {
    BlockingQueue<Dialer.Result> results = new LinkedBlockingQueue<>();
    Ear callersEar = new Ear(OPERATORS_TONE);
    Ear operatorsEar = new Ear(CALLERS_TONE);
    Ear left = new Ear(CALLERS_TONE);
    Ear right = new Ear(OPERATORS_TONE);
    try (MediaEngine ours = engine(1_500);
        MediaEngine callers = engine(CALLERS_TONE);
        MediaEngine operators = engine(OPERATORS_TONE);
        Bench bench = Bench.with(FakeDesk.answering(), ours::open);
        RawPhone caller = new RawPhone(bench.endpoint.port());
        SipPhone operator =
            new SipPhone(
                Bench.LOOPBACK,
                "1001",
                new Secret("secret-1001"),
                new Target("udp", "127.0.0.1", bench.endpoint.port()),
                operators::open,
                () -> operatorsEar)) {
      assertThat(operator.register(Duration.ofSeconds(60), Duration.ofSeconds(10))).isEqualTo(200);
      MediaStream mouth = callers.open(callersEar);
      caller.send(caller.request("INVITE", "hotline", 1, RawPhone.branch(), "", muLawOnly(mouth)));
      String ok = caller.await("SIP/2.0 200");
      caller.learn(ok);
      caller.send(caller.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
      mouth.apply(towards(ok));
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      var leg = bench.desk.nextArrival().leg();
      leg.record(new Tap(left, right));

      bench.endpoint.dial(
          new Dialer.Request(
              new Dialer.Destination.Operator(new OperatorId("1001")),
              FakeDesk.CALL,
              Optional.empty(),
              "x",
              Map.of(),
              _ -> {}),
          results::add);
      PhoneCall call = operator.awaitCall(Duration.ofSeconds(10)).orElseThrow();
      call.answer();
      Dialer.Result result = results.poll(10, TimeUnit.SECONDS);
      while (result instanceof Dialer.Result.Ringing) {
        result = results.poll(10, TimeUnit.SECONDS);
      }
      assertThat(call.encoding()).isEqualTo(Encoding.PCMA);
      assertThat(result).isInstanceOf(Dialer.Result.Answered.class);
      leg.bridge(((Dialer.Result.Answered) java.util.Objects.requireNonNull(result)).leg());
      mouth.play(Utterance.of(new Clip.Music("hum")));
      call.stream().play(Utterance.of(new Clip.Music("hum")));

      assertThat(callersEar.awaitTone()).isEqualTo(Encoding.PCMU);
      assertThat(operatorsEar.awaitTone()).isEqualTo(Encoding.PCMA);
      left.awaitTone();
      right.awaitTone();

      mouth.sendKey(new Key('7'));
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.KeyPressed.class, press -> assertThat(press.key()).isEqualTo(new Key('7')));

      Ear moved = new Ear(OPERATORS_TONE);
      MediaStream second = callers.open(moved);
      caller.send(caller.request("INVITE", "hotline", 2, RawPhone.branch(), "", muLawOnly(second)));
      second.apply(towards(caller.await("SIP/2.0 200")));
      caller.send(caller.request("ACK", "hotline", 2, RawPhone.branch(), "", ""));
      mouth.close();
      moved.awaitTone();

      caller.send(
          caller.request(
              "INVITE", "hotline", 3, RawPhone.branch(), "", muLawOnly(second) + "a=sendonly\n"));
      assertThat(caller.await("SIP/2.0 200")).contains("a=recvonly");
      caller.send(caller.request("ACK", "hotline", 3, RawPhone.branch(), "", ""));
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.HoldChanged.class, change -> assertThat(change.held()).isTrue());
      caller.send(caller.request("INVITE", "hotline", 4, RawPhone.branch(), "", muLawOnly(second)));
      caller.await("SIP/2.0 200");
      caller.send(caller.request("ACK", "hotline", 4, RawPhone.branch(), "", ""));
      assertThat(bench.desk.next())
          .isInstanceOfSatisfying(
              Signal.HoldChanged.class, change -> assertThat(change.held()).isFalse());
    }
  }
}
