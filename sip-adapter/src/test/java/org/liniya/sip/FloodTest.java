package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** Thousands of messages a second from strangers, and what those inside notice of it: nothing. */
@Tag("slow")
class FloodTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** As a server is configured. */
  private static final int BACKLOG = 500;

  private static final AdmissionLimits LIMITS =
      new AdmissionLimits(200, 50, 40, 10, 200, 50, Duration.ofDays(1), 100, BACKLOG);
  private static final int PACKETS_HEARD = 150; // three seconds of sound

  /** A tone of a minute. */
  private static final class Hum implements PromptCatalogue {
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
      return Optional.of(G711.A_LAW.encode(Tone.sine(700, 60 * G711.RATE)));
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

  /** UDP loses; a telephone repeats until it is answered (RFC 3261 section 17.1). */
  private static String ask(RawPhone phone, String request, String answer) throws IOException {
    for (int i = 0; i < 30; i++) {
      phone.send(request);
      Optional<String> message = phone.receive(500);
      while (message.isPresent()) {
        if (message.get().startsWith(answer)) {
          return message.get();
        }
        message = phone.receive(500);
      }
    }
    throw new AssertionError("no '" + answer + "' for\n" + request);
  }

  private static String call(RawPhone phone, String sdp) throws IOException {
    String ok =
        ask(
            phone,
            phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", sdp),
            "SIP/2.0 200");
    phone.learn(ok);
    phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
    return ok;
  }

  /**
   * Within one registration a telephone asks ever more rarely; when none of it came through it
   * begins anew, as telephones do after a 408 (RFC 5626 section 4.5).
   */
  private static int register(SipPhone phone) throws InterruptedException {
    int status = Response.REQUEST_TIMEOUT;
    for (int i = 0; i < 20 && status == Response.REQUEST_TIMEOUT; i++) {
      status = phone.register(Duration.ofSeconds(60), Duration.ofSeconds(4));
    }
    return status;
  }

  /** Numbers of the packets that come; gives up when nothing comes any more. */
  private static BitSet listen(DatagramSocket ear) throws IOException {
    BitSet numbers = new BitSet();
    ear.setSoTimeout(2_000);
    DatagramPacket packet = new DatagramPacket(new byte[500], 500);
    int first = -1;
    while (numbers.cardinality() < PACKETS_HEARD) {
      try {
        ear.receive(packet);
      } catch (SocketTimeoutException e) {
        return numbers;
      }
      int number = (packet.getData()[2] & 0xFF) << 8 | (packet.getData()[3] & 0xFF);
      first = first < 0 ? number : first;
      numbers.set(number - first & 0xFFFF);
    }
    return numbers;
  }

  private static Signal awaitSignal(Bench bench, Class<? extends Signal> kind)
      throws InterruptedException {
    Signal signal = bench.desk.next();
    while (!kind.isInstance(signal)) {
      signal = bench.desk.next();
    }
    return signal;
  }

  /** What the server's watch does. */
  private static void observe(Bench bench) {
    bench.admission.observe(new Strain(Duration.ZERO, 0, bench.endpoint.backlog()));
  }

  @ParameterizedTest
  @EnumSource
  void callsAndOperatorsGoOnAndHonestCallersGetThrough(Flood.Kind kind) throws Exception {
    BlockingQueue<Dialer.Result> results = new LinkedBlockingQueue<>();
    try (MediaEngine engine =
            new MediaEngine(Bench.LOOPBACK, new PortRange(20_000, 29_999), 1, new Hum());
        Bench bench = Bench.with(FakeDesk.answering(), engine::open, LIMITS);
        DatagramSocket ear = new DatagramSocket(0, Bench.LOOPBACK);
        RawPhone caller = new RawPhone(bench.endpoint.port());
        RawPhone honest = new RawPhone(bench.endpoint.port(), InetAddress.ofLiteral("127.0.0.9"));
        SipPhone operator =
            new SipPhone(
                Bench.LOOPBACK,
                "1001",
                new Secret("secret-1001"),
                new Target("udp", "127.0.0.1", bench.endpoint.port()),
                new FakeStreams(),
                () -> new Ear(1))) {
      assertThat(operator.register(Duration.ofSeconds(60), SOON)).isEqualTo(200);
      call(caller, RawPhone.SDP.replace("audio 40000", "audio " + ear.getLocalPort()));
      awaitSignal(bench, Signal.LegAnswered.class);
      bench.desk.nextArrival().leg().play(Utterance.of(new Clip.Music("hum")));

      try (Flood flood = new Flood(bench.endpoint.port(), kind);
          ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
        ScheduledFuture<?> watching =
            watch.scheduleAtFixedRate(() -> observe(bench), 0, 50, TimeUnit.MILLISECONDS);
        BitSet heard = listen(ear);
        assertThat(heard.cardinality()).isEqualTo(PACKETS_HEARD);
        assertThat(heard.length()).as("none is missing").isEqualTo(PACKETS_HEARD);

        ask(
            caller,
            caller.request(
                "INFO",
                "hotline",
                2,
                RawPhone.branch(),
                "Content-Type: application/dtmf-relay",
                "Signal=5\nDuration=100\n"),
            "SIP/2.0 200");
        Signal.KeyPressed key = (Signal.KeyPressed) awaitSignal(bench, Signal.KeyPressed.class);
        assertThat(key.key()).isEqualTo(new Key('5'));

        call(honest, RawPhone.SDP);
        ask(honest, honest.request("BYE", "hotline", 2, RawPhone.branch(), "", ""), "SIP/2.0 200");

        assertThat(register(operator)).isEqualTo(200);
        bench.endpoint.dial(
            new Dialer.Request(
                new Dialer.Destination.Operator(new OperatorId("1001")),
                FakeDesk.CALL,
                Optional.empty(),
                "flood",
                Map.of(),
                _ -> {}),
            results::add);
        PhoneCall ringing = operator.awaitCall(SOON).orElseThrow();
        ringing.answer();
        Dialer.Result result = results.poll(20, TimeUnit.SECONDS);
        while (result instanceof Dialer.Result.Ringing) {
          result = results.poll(20, TimeUnit.SECONDS);
        }
        assertThat(result).isInstanceOf(Dialer.Result.Answered.class);

        ask(caller, caller.request("BYE", "hotline", 3, RawPhone.branch(), "", ""), "SIP/2.0 200");
        assertThat(flood.sent()).isGreaterThan(10_000);
        assertThat(bench.endpoint.backlog()).isLessThanOrEqualTo(Door.FULL);
        assertThat(watching.cancel(false)).isTrue();
        if (kind == Flood.Kind.TAGGED) { // not taken for calls in progress
          assertThat(bench.admission.ignoredRequests()).isGreaterThan(1_000);
        }
        if (kind != Flood.Kind.MIXED) { // its callers come from many addresses
          assertThat(bench.admission.refused(Refusal.BACKLOG)).isZero();
        }
      }
    }
  }
}
