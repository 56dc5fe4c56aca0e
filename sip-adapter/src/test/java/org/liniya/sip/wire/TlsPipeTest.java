package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.sip.TlsFiles;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.testkit.tls.Certificates;

/** TLS without a network: a pipe and its other end. */
class TlsPipeTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static Certificates certificates;

  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();

  @BeforeAll
  static void issue() throws Exception {
    certificates = new Certificates(folder);
    certificates.issue("line", "CN=line", "dns:line.example");
  }

  private static TlsPipe server() throws IOException {
    return new TlsPipe(
        Tls.open(TlsFiles.of(certificates, "line", ClientCertificates.NONE)).server());
  }

  private static void write(ByteArrayOutputStream to, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    to.writeBytes(copy);
  }

  private static byte[] take(ByteArrayOutputStream from) {
    byte[] bytes = from.toByteArray();
    from.reset();
    return bytes;
  }

  private static String text(Iterable<byte[]> pieces) {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
    return text.toString();
  }

  /** As a network would, but a few bytes at a time. */
  private void shakeHands(TlsPipe client, TlsPipe server) throws IOException {
    client.start(bytes -> write(toServer, bytes));
    while (toServer.size() + toClient.size() > 0) {
      for (byte octet : take(toServer)) {
        server.received(new byte[] {octet}, bytes -> write(toClient, bytes));
      }
      for (byte octet : take(toClient)) {
        client.received(new byte[] {octet}, bytes -> write(toServer, bytes));
      }
    }
  }

  private static TlsPipe client(String host) throws IOException {
    return new TlsPipe(
        Tls.open(TlsFiles.of(certificates, "line", ClientCertificates.NONE)).client(host, 5061));
  }

  @Test
  void textComesThroughWholeHoweverItIsCut() throws Exception {
    TlsPipe client = client("line.example");
    TlsPipe server = server();
    shakeHands(client, server);
    assertThat(client.names()).containsExactly("line.example");
    assertThat(server.names()).isEmpty();
    String message = "x".repeat(40_000); // three records
    client.send(message.getBytes(StandardCharsets.UTF_8), 1_000, bytes -> write(toServer, bytes));
    StringBuilder read = new StringBuilder();
    for (byte octet : take(toServer)) {
      read.append(text(server.received(new byte[] {octet}, bytes -> write(toClient, bytes))));
    }
    assertThat(read.toString()).isEqualTo(message);
  }

  @Test
  void aServerWithAnotherNameIsRefusedBeforeAnythingIsSaid() throws Exception {
    TlsPipe client = client("other.example");
    assertThatThrownBy(() -> shakeHands(client, server())).isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> client.send(new byte[1], 1_000, bytes -> write(toServer, bytes)))
        .isInstanceOf(IOException.class);
  }

  /** jain-sip's own TLS spins for ever on it. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whoGoesOnAfterHisGoodbyeIsCutOff(String protocol) throws Exception {
    SSLEngine engine = certificates.client(Optional.empty()).createSSLEngine("line.example", 5061);
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {protocol});
    TlsPipe server = server();
    shakeHands(new TlsPipe(engine), server);
    engine.closeOutbound();
    ByteBuffer goodbye = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), goodbye);
    goodbye.put("more".getBytes(StandardCharsets.UTF_8)).flip();
    write(toServer, goodbye);
    byte[] last = take(toServer);
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> server.received(last, bytes -> write(toClient, bytes)))
                .isInstanceOf(SSLException.class));
  }

  @Test
  void rubbishIsCutOffWhereverItComes() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      TlsPipe server = server();
      TlsPipe client = client("line.example");
      client.start(bytes -> write(toServer, bytes));
      byte[] hello = take(toServer);
      for (int j = 0; j < 3; j++) {
        hello[random.nextInt(hello.length)] ^= (byte) (1 << random.nextInt(8));
      }
      assertTimeoutPreemptively(
          SOON,
          () -> {
            try {
              server.received(hello, bytes -> write(toClient, bytes));
            } catch (IOException | RuntimeException e) {
              return; // refused
            }
          });
    }
  }
}
