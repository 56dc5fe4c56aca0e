package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.FreePorts;
import org.liniya.testkit.phone.SipMessage;
import org.liniya.testkit.tls.Certificates;

/** The real program on several addresses and transports, as {@code liniya.yaml} says. */
@ExtendWith(LogOnFailure.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ListenTest {
  @TempDir private Path config = Path.of("");

  @Test
  void itListensWhereItIsToldAndTellsWhatIsAdvertised() throws Exception {
    int six = FreePorts.one();
    int tls = FreePorts.one();
    certificate();
    ConfigCopy copy = ShortFlow.copy(config, "0s");
    copy.replace(
        "liniya.yaml",
        "(?m)^  # advertised: 203.0.113.5 # behind NAT: what telephones are told instead of bind.*$",
        """
          advertised: 203.0.113.5:6060
          listen:
            - { address: "::1", port: %d, transports: [udp, tcp] }
            - { address: 127.0.0.1, port: %d, transports: [tls] }
          tls: { certificate: line.pem, key: line-key.pem }"""
            .formatted(six, tls)
            .indent(2)
            .stripTrailing());
    copy.replace(
        "liniya.yaml",
        "(?m)^  # advertised: 203.0.113.5 # behind NAT: what telephones are told instead, an.*$",
        "  advertised: 203.0.113.6\n  bind-ipv6: \"::1\"");
    try (RunningServer server = RunningServer.start(copy.folder());
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.invite();
      SipMessage ok = caller.awaitFinal();
      assertThat(ok.status()).isEqualTo(200);
      assertThat(ok.contact()).isEqualTo("sip:203.0.113.5:6060");
      assertThat(ok.toString()).contains("c=IN IP4 203.0.113.6");
      caller.take(ok).ack("");
      caller.hangUp();

      assertThat(overUdp("::1", six)).startsWith("SIP/2.0 200");
      assertThat(overTls(tls)).startsWith("SIP/2.0 200");
      aCallOverIpv6HasItsSoundOverIpv6(six);
    }
  }

  /** Signalling, session description and sound, all between two addresses of IPv6. */
  private static void aCallOverIpv6HasItsSoundOverIpv6(int port) throws IOException {
    InetAddress six = InetAddress.ofLiteral("::1");
    try (DatagramSocket signalling = new DatagramSocket(0, six);
        DatagramSocket sound = new DatagramSocket(0, six)) {
      signalling.setSoTimeout(10_000);
      sound.setSoTimeout(10_000);
      signalling.connect(six, port);
      String sdp =
          """
          v=0
          o=- 1 1 IN IP6 ::1
          s=-
          c=IN IP6 ::1
          t=0 0
          m=audio %d RTP/AVP 8
          """
              .formatted(sound.getLocalPort());
      int from = signalling.getLocalPort();
      send(signalling, six("INVITE", "", 1, from, sdp));
      String ok = receive(signalling);
      while (ok.startsWith("SIP/2.0 1")) {
        ok = receive(signalling);
      }
      assertThat(ok).startsWith("SIP/2.0 200").contains("c=IN IP6 0:0:0:0:0:0:0:1");
      String tag = ok.replaceAll("(?s).*\nTo:[^\n]*(;tag=[^\r;]+).*", "$1");
      send(signalling, six("ACK", tag, 1, from, ""));
      DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
      sound.receive(packet);
      assertThat(packet.getLength()).isEqualTo(172); // 20 ms of G.711
      assertThat(ok).contains("m=audio " + packet.getPort() + " ");
      send(signalling, six("BYE", tag, 2, from, ""));
      assertThat(receive(signalling)).startsWith("SIP/2.0 200");
    }
  }

  private static String six(String method, String tag, int cseq, int from, String body) {
    return ("""
        %1$s sip:hotline@[::1] SIP/2.0
        Via: SIP/2.0/UDP [::1]:%4$d;rport;branch=z9hG4bKsix%1$s
        From: <sip:+79005550106@example.org>;tag=6
        To: <sip:hotline@[::1]>%2$s
        Call-ID: six
        CSeq: %3$d %1$s
        Contact: <sip:six@[::1]:%4$d>
        Max-Forwards: 70
        Content-Type: application/sdp
        Content-Length: %5$d

        """
                .formatted(method, tag, cseq, from, body.length() + body.lines().count())
            + body)
        .replace("\n", "\r\n");
  }

  private static void send(DatagramSocket socket, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length));
  }

  private static String receive(DatagramSocket socket) throws IOException {
    DatagramPacket answer = new DatagramPacket(new byte[9_000], 9_000);
    socket.receive(answer);
    return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
  }

  private static String options(String transport) {
    return """
    OPTIONS sip:hotline@127.0.0.1 SIP/2.0
    Via: SIP/2.0/%s 192.0.2.7:5060;rport;branch=z9hG4bKlisten%s
    From: <sip:+79005550101@example.org>;tag=1
    To: <sip:hotline@127.0.0.1>
    Call-ID: listen-%s
    CSeq: 1 OPTIONS
    Max-Forwards: 70
    Content-Length: 0

    """
        .formatted(transport, transport, transport)
        .replace("\n", "\r\n");
  }

  private static String overUdp(String address, int port) throws IOException {
    InetAddress there = InetAddress.ofLiteral(address);
    try (DatagramSocket socket = new DatagramSocket(0, there)) {
      socket.setSoTimeout(10_000);
      byte[] bytes = options("UDP").getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(there, port)));
      DatagramPacket answer = new DatagramPacket(new byte[9_000], 9_000);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    }
  }

  private String overTls(int port) throws Exception {
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    try (InputStream pem = Files.newInputStream(config.resolve("line.pem"))) {
      believed.setCertificateEntry(
          "line", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(options("TLS").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(11), StandardCharsets.UTF_8);
    }
  }

  private void certificate() throws Exception {
    new Certificates(config).issue("line", "CN=line", "ip:127.0.0.1");
  }
}
