package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.rtp.MediaListener;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.ConnectionLimits;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.Place;
import org.liniya.sip.wire.Target;
import org.liniya.sip.wire.TlsFault;
import org.liniya.sip.wire.TlsSettings;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.sip.wire.Transport;
import org.liniya.sip.wire.WireSettings;
import org.liniya.testkit.tls.Certificates;

/** Whole calls over TLS, TCP and IPv6 with the project's own telephone. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class TlsTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir static Path folder;
  private static Certificates certificates;

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final FakeStreams phoneStreams = new FakeStreams();

  @BeforeAll
  static void issue() throws Exception {
    certificates = new Certificates(folder.resolve("ca"));
    certificates.issue("line", "CN=line", "ip:127.0.0.1,ip:::1");
    certificates.issue("phone", "CN=phone", "dns:phone.example");
    certificates.issue("elsewhere", "CN=elsewhere", "dns:elsewhere.example");
  }

  static ListenPoint point(String address, Transport... transports) {
    return new ListenPoint(
        InetAddress.ofLiteral(address), 0, EnumSet.of(transports[0], transports), Optional.empty());
  }

  static Bench bench(ListenPoint more, TlsSettings tls) throws Exception {
    SipSettings plain = Bench.settings(SipLimits.standard());
    return new Bench(
        FakeDesk.answering(),
        new SipSettings(
            plain.bind(),
            plain.port(),
            plain.realm(),
            plain.userAgent(),
            plain.numbers(),
            List.of(
                new Trunk(
                    "loopback",
                    List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")),
                    true)),
            plain.limits(),
            new Listening(
                Optional.empty(), List.of(more), Optional.of(tls), ConnectionLimits.STANDARD)),
        new Bench.Dialogs(),
        new Bench.Registrations());
  }

  private static Place more(Bench bench) {
    return bench.endpoint.places().all().getLast();
  }

  private SipPhone caller(Target server) throws Exception {
    return phone(server, "+79005550101");
  }

  private SipPhone phone(Target server) throws Exception {
    return phone(server, "1001");
  }

  private SipPhone phone(Target server, String user) throws Exception {
    ListenPoint own = point(server.host(), Transport.of(server.transport()).orElseThrow());
    return new SipPhone(
        new WireSettings(
            List.of(own),
            Optional.of(TlsFiles.of(certificates, "phone", ClientCertificates.NONE)),
            ConnectionLimits.STANDARD,
            "Liniya-robot"),
        user,
        new Secret("secret-" + user),
        server,
        phoneStreams,
        TlsTest::deaf);
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

  private void dial(Bench bench) {
    bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Operator(new OperatorId("1001")),
            CallId.create(Instant.EPOCH, new Random(1)),
            Optional.empty(),
            "Доступ",
            Map.of(),
            _ -> {}),
        results::add);
  }

  private Result result() throws InterruptedException {
    return Optional.ofNullable(results.poll(10, TimeUnit.SECONDS)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "udp, 127.0.0.1",
    "tcp, 127.0.0.1",
    "tls, 127.0.0.1",
    "udp, ::1",
    "tcp, ::1",
    "tls, ::1"
  })
  void aCallerCallsAndAnOperatorIsRung(String transport, String host) throws Exception {
    try (Bench bench =
            bench(
                point(host, Transport.of(transport).orElseThrow()),
                TlsFiles.of(certificates, "line", ClientCertificates.NONE));
        SipPhone caller = caller(new Target(transport, host, more(bench).port()));
        SipPhone phone = phone(new Target(transport, host, more(bench).port()))) {
      String uri =
          "sip:hotline@"
              + more(bench).host()
              + ":"
              + more(bench).port()
              + ";transport="
              + transport;
      PhoneCall out = caller.dial(uri, deaf());
      assertThat(out.awaitAnswer(SOON)).contains(200);
      out.hangUp();

      assertThat(phone.register(Duration.ofSeconds(60), SOON)).isEqualTo(200);
      assertThat(bench.registrations.all().getFirst().target()).startsWith(transport + ":");
      dial(bench);
      PhoneCall in = phone.awaitCall(SOON).orElseThrow();
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      in.answer();
      Result answered = result();
      assertThat(answered).isInstanceOf(Result.Answered.class);
      ((Result.Answered) answered).leg().hangUp(EndCause.NORMAL);
      assertThat(in.awaitEnd(SOON)).isTrue();
    }
  }

  @Test
  void aServerThatIsNotTheOneDialledIsNotSpokenTo() throws Exception {
    try (Bench bench =
            bench(
                point("127.0.0.1", Transport.TLS),
                TlsFiles.of(certificates, "elsewhere", ClientCertificates.NONE));
        SipPhone phone = phone(new Target("tls", "127.0.0.1", more(bench).port()))) {
      assertThat(phone.register(Duration.ofSeconds(60), SOON)).isEqualTo(408);
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  @Test
  void aNewCertificateIsTakenUpWhileACallIsUp() throws Exception {
    certificates.issue("old", "CN=old", "ip:127.0.0.1");
    certificates.issue("new", "CN=new", "dns:elsewhere.example");
    try (Bench bench =
        bench(
            point("127.0.0.1", Transport.TLS),
            TlsFiles.of(certificates, "old", ClientCertificates.NONE))) {
      Target server = new Target("tls", "127.0.0.1", more(bench).port());
      String uri = "sips:hotline@127.0.0.1:" + server.port();
      try (SipPhone first = caller(server);
          SipPhone second = caller(server);
          SipPhone third = caller(server)) {
        PhoneCall up = first.dial(uri, deaf());
        assertThat(up.awaitAnswer(SOON)).contains(200);
        Files.writeString(folder.resolve("ca/old-key.pem"), "nonsense");
        assertThat(bench.endpoint.reloadCertificates().map(TlsFault::problem).orElse(""))
            .contains("holds no private key");
        PhoneCall still = second.dial(uri, deaf());
        assertThat(still.awaitAnswer(SOON)).contains(200); // the old one goes on
        certificates.replace("new", "old");
        assertThat(bench.endpoint.reloadCertificates()).isEmpty();
        assertThat(up.isOver()).isFalse();
        up.hangUp(); // over its connection, which is still there
        assertThat(third.dial(uri, deaf()).awaitAnswer(SOON)).contains(408); // names another host
        while (!(bench.desk.next() instanceof Signal.LegEnded)) {
          // the answers of both calls come before
        }
        still.hangUp();
      }
    }
  }
}
