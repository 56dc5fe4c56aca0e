package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.rtp.MediaListener;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.sip.wire.ConnectionLimits;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.Place;
import org.liniya.sip.wire.Target;
import org.liniya.sip.wire.TlsSettings;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.sip.wire.Transport;
import org.liniya.sip.wire.WireSettings;
import org.liniya.testkit.tls.Certificates;

/** Trunks over TLS, in both directions, each side proving its name (RFC 5922). */
@Execution(ExecutionMode.CONCURRENT)
class TrunkTlsTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir static Path folder;
  private static Certificates certificates;

  private final FakeStreams phoneStreams = new FakeStreams();

  @BeforeAll
  static void issue() throws Exception {
    certificates = new Certificates(folder.resolve("ca"));
    certificates.issue("line", "CN=line", "dns:line.example,ip:127.0.0.1");
    certificates.issue("provider", "CN=provider", "dns:provider.example,dns:localhost");
    certificates.issue("somebody", "CN=somebody", "dns:somebody.example");
  }

  private static Trunk trunk(List<String> names, Optional<OutRules> out) {
    return new Trunk(
        "provider",
        List.of(),
        Optional.empty(),
        names,
        true,
        NumberPlan.russian(),
        Map.of(),
        out,
        Optional.empty());
  }

  private static Bench bench(Trunk trunk) throws Exception {
    SipSettings plain = Bench.settings(SipLimits.standard());
    ListenPoint tls =
        new ListenPoint(
            InetAddress.ofLiteral("127.0.0.1"), 0, EnumSet.of(Transport.TLS), Optional.empty());
    return new Bench(
        FakeDesk.answering(),
        new SipSettings(
            plain.bind(),
            plain.port(),
            plain.realm(),
            plain.userAgent(),
            plain.numbers(),
            List.of(trunk),
            plain.limits(),
            new Listening(
                Optional.empty(),
                List.of(tls),
                Optional.of(TlsFiles.of(certificates, "line", ClientCertificates.ASKED)),
                ConnectionLimits.STANDARD)),
        new Bench.Dialogs(),
        new Bench.Registrations());
  }

  private SipPhone party(TlsSettings tls, Target server) throws Exception {
    return new SipPhone(
        new WireSettings(
            List.of(
                new ListenPoint(
                    InetAddress.ofLiteral("127.0.0.1"),
                    0,
                    EnumSet.of(Transport.TLS),
                    Optional.empty())),
            Optional.of(tls),
            ConnectionLimits.STANDARD,
            "Provider"),
        "+79005550101",
        new Secret("unused"),
        server,
        phoneStreams,
        TrunkTlsTest::deaf);
  }

  private static MediaListener deaf() {
    return new MediaListener() {
      @Override
      public void keyPressed(Key key) {}

      @Override
      public void playingEnded(long number, boolean completed) {}

      @Override
      public void silentFor(Duration gap) {}
    };
  }

  @ParameterizedTest
  @CsvSource({"provider, 200", "somebody, 403"})
  void onlyWhoProvesTheNameBringsCallers(String certificate, int status) throws Exception {
    try (Bench bench = bench(trunk(List.of("provider.example"), Optional.empty()))) {
      Place place = bench.endpoint.places().all().getLast();
      Target server = new Target("tls", "127.0.0.1", place.port());
      try (SipPhone caller =
          party(TlsFiles.of(certificates, certificate, ClientCertificates.NONE), server)) {
        PhoneCall call = caller.dial("sips:hotline@127.0.0.1:" + place.port(), deaf());
        assertThat(call.awaitAnswer(SOON)).contains(status);
        call.hangUp();
      }
    }
  }

  @Test
  void aCallGoesOutToAProviderWhoProvesItsName() throws Exception {
    try (SipPhone provider =
        party(
            TlsFiles.of(certificates, "provider", ClientCertificates.ASKED),
            new Target("tls", "127.0.0.1", 9))) {
      try (Bench bench = bench(trunk(List.of(), Optional.of(out(provider.port()))))) {
        BlockingQueue<Result> results = dial(bench);
        PhoneCall call = provider.awaitCall(SOON).orElseThrow();
        assertThat(result(results)).isInstanceOf(Result.Ringing.class);
        call.answer();
        Result answered = result(results);
        assertThat(answered).isInstanceOf(Result.Answered.class);
        ((Result.Answered) answered).leg().hangUp(EndCause.NORMAL);
        assertThat(call.awaitEnd(SOON)).isTrue();
      }
    }
  }

  @Test
  void aProviderWithAnotherNameIsNotSpokenTo() throws Exception {
    try (SipPhone other =
        party(
            TlsFiles.of(certificates, "somebody", ClientCertificates.NONE),
            new Target("tls", "127.0.0.1", 9))) {
      try (Bench bench = bench(trunk(List.of(), Optional.of(out(other.port()))))) {
        BlockingQueue<Result> results = dial(bench);
        assertThat(result(results)).isInstanceOf(Result.Failed.class);
        assertThat(other.awaitCall(Duration.ofMillis(1))).isEmpty();
      }
    }
  }

  private static OutRules out(int port) {
    return new OutRules(
        new TrunkPlace("localhost", port, "tls"),
        List.of("+7495"),
        List.of(),
        2,
        3,
        Duration.ofMinutes(30),
        Optional.of(PhoneNumber.of("+78001234567")),
        Optional.empty(),
        Duration.ZERO);
  }

  private static BlockingQueue<Result> dial(Bench bench) {
    BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Outside(PhoneNumber.of("+74951234567")),
            CallId.create(Instant.EPOCH, new Random(1)),
            Optional.empty(),
            "",
            Map.of(),
            _ -> {}),
        results::add);
    return results;
  }

  private static Result result(BlockingQueue<Result> results) throws InterruptedException {
    return Optional.ofNullable(results.poll(10, TimeUnit.SECONDS)).orElseThrow();
  }
}
