package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.sip.RawStream;
import org.liniya.sip.TlsFiles;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.testkit.tls.Certificates;

/** Connections over TCP and TLS, with clients made of sockets and text. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class StreamsTest {

  private static final Duration SHORT = Duration.ofMillis(600);
  private static final ConnectionLimits TIGHT =
      new ConnectionLimits(
          40, 20, 10, SHORT, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(4));

  /** The counts of {@link ConnectionLimits#STANDARD}; nobody is closed for being silent. */
  private static final ConnectionLimits PATIENT =
      new ConnectionLimits(
          ConnectionLimits.STANDARD.total(),
          ConnectionLimits.STANDARD.unproven(),
          ConnectionLimits.STANDARD.unprovenOfSource(),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          ConnectionLimits.STANDARD.handshake());

  @TempDir static Path folder;
  private static Certificates certificates;
  private static Certificates strangers;

  private final BlockingQueue<Incoming> received = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void issue() throws Exception {
    certificates = new Certificates(folder.resolve("ours"));
    certificates.issue("line", "CN=line", "ip:127.0.0.1");
    certificates.issue(
        "trunk", "CN=unused", "uri:sip:Trunk.example.org,dns:sbc.example.org,ip:192.0.2.9");
    certificates.issue("plain", "CN=plain.example.org", "");
    strangers = new Certificates(folder.resolve("strangers"));
    strangers.issue("fake", "CN=fake", "dns:sbc.example.org");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private StackWire wire(ConnectionLimits limits, ClientCertificates asked) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    StackWire wire =
        StackWire.open(
            new WireSettings(
                List.of(
                    ListenPoint.usual(loopback, 0),
                    new ListenPoint(loopback, 0, EnumSet.of(Transport.TLS), Optional.empty())),
                Optional.of(TlsFiles.of(certificates, "line", asked)),
                limits,
                "test"));
    open.add(wire);
    wire.receive(
        incoming -> {
          received.add(incoming);
          wire.respond(incoming, 200);
        });
    return wire;
  }

  private RawStream keep(RawStream stream) {
    open.add(stream);
    return stream;
  }

  private static InetSocketAddress at(StackWire wire, Transport transport) {
    Place place = wire.messages().places().first(transport.token());
    return new InetSocketAddress(place.bound(), place.port());
  }

  private Incoming next() throws InterruptedException {
    return Optional.ofNullable(received.poll(10, TimeUnit.SECONDS)).orElseThrow();
  }

  private List<String> namesShown(SSLContext client, String protocol) throws Exception {
    StackWire wire = wire(ConnectionLimits.STANDARD, ClientCertificates.ASKED);
    RawStream stream = keep(RawStream.tls(client, at(wire, Transport.TLS), protocol));
    stream.send(RawStream.options("TLS"));
    assertThat(stream.readUntil("\r\n\r\n")).startsWith("SIP/2.0 200");
    Incoming incoming = next();
    assertThat(incoming.transport()).isEqualTo("tls");
    assertThat(incoming.source().getPort()).isEqualTo(stream.port());
    return incoming.peerNames();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aClientsCertificateSaysWhoItIs(String protocol) throws Exception {
    assertThat(namesShown(certificates.client(Optional.of("trunk")), protocol))
        .containsExactlyInAnyOrder("trunk.example.org", "sbc.example.org", "192.0.2.9");
  }

  @Test
  void withoutOtherNamesTheCommonNameCounts() throws Exception {
    assertThat(namesShown(certificates.client(Optional.of("plain")), "TLSv1.3"))
        .containsExactly("plain.example.org");
  }

  @Test
  void aClientWithoutACertificateIsNobody() throws Exception {
    assertThat(namesShown(certificates.client(Optional.empty()), "TLSv1.3")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aCertificateOfAStrangerKeepsItsClientOut(String protocol) throws Exception {
    StackWire wire = wire(ConnectionLimits.STANDARD, ClientCertificates.ASKED);
    SSLContext client = strangers.client(Optional.of("fake"), certificates);
    assertThatThrownBy(
            () -> {
              RawStream stream = keep(RawStream.tls(client, at(wire, Transport.TLS), protocol));
              stream.send(RawStream.options("TLS"));
              if (stream.readUntil("\r\n\r\n").isEmpty()) {
                throw new IOException("closed");
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(received).isEmpty();
  }

  @Test
  void oldTlsIsRefused() throws Exception {
    StackWire wire = wire(ConnectionLimits.STANDARD, ClientCertificates.NONE);
    assertThatThrownBy(
            () ->
                keep(
                    RawStream.tls(
                        certificates.client(Optional.empty()), at(wire, Transport.TLS), "TLSv1.1")))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TCP", "TLS"})
  void aPingGetsItsPong(String transport) throws Exception {
    StackWire wire = wire(ConnectionLimits.STANDARD, ClientCertificates.NONE);
    InetSocketAddress to = at(wire, Transport.valueOf(transport));
    RawStream stream =
        keep(
            transport.equals("TLS")
                ? RawStream.tls(certificates.client(Optional.empty()), to)
                : RawStream.tcp("127.0.0.1", to));
    stream.send("\r\n\r\n");
    assertThat(stream.readUntil("\r\n")).isEqualTo("\r\n"); // RFC 5626 section 4.4.1
    stream.send(RawStream.options(transport));
    assertThat(stream.readUntil("\r\n\r\n")).startsWith("SIP/2.0 200");
    stream.send("\r\n\r\n");
    assertThat(stream.readUntil("\r\n")).isEqualTo("\r\n");
  }

  @Test
  @Tag("slow") // it takes its time to open so many
  void aThousandSilentConnectionsHarmNobody() throws Exception {
    StackWire wire = wire(PATIENT, ClientCertificates.NONE);
    InetSocketAddress to = at(wire, Transport.TCP);
    for (int i = 0; i < 1_000; i++) {
      keep(RawStream.tcp("127.0.0.2", to));
    }
    RawStream honest = keep(RawStream.tcp("127.0.0.1", to));
    honest.send(RawStream.options("TCP"));
    assertThat(honest.readUntil("\r\n\r\n")).startsWith("SIP/2.0 200");
    assertThat(wire.connections()).isEqualTo(PATIENT.unprovenOfSource() + 1);
  }

  @Test
  void theLongestSilentMakesRoomForANewcomer() throws Exception {
    StackWire wire = wire(TIGHT, ClientCertificates.NONE);
    InetSocketAddress to = at(wire, Transport.TCP);
    RawStream first = keep(RawStream.tcp("127.0.0.2", to));
    for (int i = 1; i < TIGHT.unproven(); i++) {
      keep(RawStream.tcp("127.0.0." + (2 + i / 5), to));
    }
    RawStream honest = keep(RawStream.tcp("127.0.0.1", to));
    honest.send(RawStream.options("TCP"));
    assertThat(honest.readUntil("\r\n\r\n")).startsWith("SIP/2.0 200");
    assertThat(first.isClosedWithin(5_000)).isTrue();
  }

  @Test
  void whoSaysNothingOrAByteNowAndThenIsClosed() throws Exception {
    StackWire wire = wire(TIGHT, ClientCertificates.NONE);
    InetSocketAddress to = at(wire, Transport.TCP);
    RawStream silent = keep(RawStream.tcp("127.0.0.2", to));
    RawStream slow = keep(RawStream.tcp("127.0.0.3", to));
    RawStream half = keep(RawStream.tcp("127.0.0.4", to));
    half.send(RawStream.options("TCP"));
    assertThat(half.readUntil("\r\n\r\n")).startsWith("SIP/2.0 200");
    half.send("OPTIONS sip:");
    String message = RawStream.options("TCP");
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              try {
                slow.send(message.substring(0, 1));
                half.send("x");
                return wire.connections() == 0;
              } catch (IOException closed) {
                return wire.connections() == 0;
              }
            });
    assertThat(silent.isClosedWithin(5_000)).isTrue();
    assertThat(slow.isClosedWithin(5_000)).isTrue();
    assertThat(half.isClosedWithin(5_000)).isTrue();
  }

  @Test
  void whoseTlsNeverBeginsIsClosed() throws Exception {
    StackWire wire = wire(TIGHT, ClientCertificates.NONE);
    RawStream silent = keep(RawStream.tcp("127.0.0.2", at(wire, Transport.TLS)));
    silent.send("\u0016\u0003\u0001");
    assertThat(silent.isClosedWithin(5_000)).isTrue();
  }

  @Test
  void anAnswerToAConnectionThatIsGoneBlocksNobody() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    StackWire wire = StackWire.open(loopback, 0, "test");
    open.add(wire);
    wire.receive(received::add);
    RawStream stream = keep(RawStream.tcp("127.0.0.1", at(wire, Transport.TCP)));
    stream.send(RawStream.options("TCP"));
    Incoming incoming = next();
    stream.reset();
    await().until(() -> wire.connections() == 0);
    // Where the caller was now somebody else listens: a Via can name anyone.
    try (ServerSocket victim = new ServerSocket()) {
      victim.setReuseAddress(true);
      victim.bind(new InetSocketAddress(loopback, stream.port()));
      long before = System.nanoTime();
      wire.respond(incoming, 200);
      wire.repeat(wire.messages().answer(incoming, 200));
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
      victim.setSoTimeout(300);
      assertThatThrownBy(victim::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }
}
