package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.rtp.MediaAddress;
import org.liniya.sip.wire.Advertised;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.sip.wire.Transport;
import org.liniya.testkit.tls.Certificates;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** Addresses, transports and certificates in {@code liniya.yaml}. */
class SipSectionTest {

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  private Optional<Configuration> load(String sip, Problems problems) throws IOException {
    Files.writeString(folder.resolve("liniya.yaml"), sip);
    return Configuration.load(folder, Map.of(), Map.of(), problems);
  }

  private String problems(String sip) throws IOException {
    Problems problems = new Problems();
    assertThat(load(sip, problems)).isEmpty();
    return String.join("\n", problems.list().stream().map(Problem::toString).toList());
  }

  private SipSettings settings(String sip) throws IOException {
    Problems problems = new Problems();
    Optional<Configuration> read = load(sip, problems);
    assertThat(problems.list()).isEmpty();
    return read.orElseThrow().settings().sip();
  }

  @Test
  void severalAddressesAreListenedOn() throws Exception {
    issue("line");
    SipSettings sip =
        settings(
            """
            sip:
              bind: 127.0.0.1
              advertised: 203.0.113.5:6060
              listen:
                - { address: "::1", port: 5070, transports: [udp, tcp] }
                - { address: 127.0.0.1, transports: [tls], advertised: sip.example.org }
              tls:
                certificate: line.pem
                key: line-key.pem
                client-certificates: asked
                trusted: line.pem
                reload: 5s
            rtp: { bind-ipv6: "::1" }
            """);
    assertThat(sip.advertised()).contains(new Advertised("203.0.113.5", 6060));
    assertThat(sip.listen())
        .containsExactly(
            new ListenPoint(
                InetAddress.ofLiteral("::1"),
                5070,
                EnumSet.of(Transport.UDP, Transport.TCP),
                Optional.empty()),
            new ListenPoint(
                InetAddress.ofLiteral("127.0.0.1"),
                5061,
                Set.of(Transport.TLS),
                Optional.of(new Advertised("sip.example.org", 0))));
    assertThat(sip.tls().orElseThrow().clientCertificates()).isEqualTo(ClientCertificates.ASKED);
    assertThat(sip.tls().orElseThrow().reload()).isEqualTo(Duration.ofSeconds(5));
    assertThat(sip.tls().orElseThrow().key()).isEqualTo(folder.resolve("line-key.pem"));
  }

  @Test
  void aWildcardNeedsAnAdvertisedAddress() throws Exception {
    Files.writeString(
        folder.resolve("trunks.yaml"),
        "trunks: { sbc: { from: [192.0.2.10] } }\nnumbers: { hotline: hotline }\n");
    assertThat(settings("sip: { bind: 0.0.0.0, advertised: 203.0.113.5 }\n").bind())
        .isEqualTo("0.0.0.0");
    assertThat(problems("sip: { bind: 0.0.0.0 }\n")).contains("nobody can send to 0.0.0.0");
  }

  @Test
  void soundMayBeAdvertisedToo() throws Exception {
    Problems problems = new Problems();
    Configuration read =
        load("rtp: { bind: 0.0.0.0, advertised: 203.0.113.5 }\n", problems).orElseThrow();
    InetAddress told = InetAddress.ofLiteral("203.0.113.5");
    assertThat(read.settings().rtp().addresses())
        .containsExactly(new MediaAddress(InetAddress.ofLiteral("0.0.0.0"), told));
    assertThat(problems("rtp: { advertised: sip.example.org }\n"))
        .contains("1:20: 'advertised' is an IP address");
  }

  @Test
  void soundMayHaveAnIpv6AddressBeside() throws Exception {
    Problems problems = new Problems();
    Configuration read = load("rtp: { bind-ipv6: \"::1\" }\n", problems).orElseThrow();
    assertThat(read.settings().rtp().addresses())
        .containsExactly(
            new MediaAddress(InetAddress.ofLiteral("127.0.0.1")),
            new MediaAddress(InetAddress.ofLiteral("::1")));
    assertThat(problems("rtp: { bind-ipv6: 127.0.0.2 }\n"))
        .contains("1:19: 'bind-ipv6' stands for an IPv6 address");
    assertThat(problems("rtp: { bind: \"::1\", bind-ipv6: \"::1\" }\n"))
        .contains("beside an IPv4 address in 'bind'");
    assertThat(problems("rtp: { bind: 127.0.0.1, advertised: \"2001:db8::5\" }\n"))
        .contains("'advertised' and 'bind' are of different kinds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          advertised: 1.2.3 | 2:15: '1.2.3' is no address that telephones can be told
          listen: yes | 2:11: 'listen' takes a list
          listen: [5061] | 2:12: an address to listen on is expected here
          listen: [{ port: 5070, transports: [udp] }] | 2:12: the key 'address' is missing
          listen: [{ address: host, transports: [udp] }] | 'address' is an IP address of this
          listen: [{ address: 0.0.0.0, transports: [udp] }] | nobody can send to 0.0.0.0
          listen: [{ address: "::1" }] | the address has no transports
          listen: [{ address: "::1", transports: [sctp] }] | 2:43: 'sctp' is no transport
          listen: [{ address: "::1", transports: [tls] }] | tls needs a certificate
          listen: [{ address: 127.0.0.1, transports: [udp] }] | listened on already
          listen: [{ address: "::1", transports: [udp], prot: 5 }] | Did you mean 'port'?
          listen: [{ address: 192.0.2.8, transports: [udp] }] | sip.listen 192.0.2.8 is open
          advertised: 0.0.0.0 | 2:15: '0.0.0.0' is no address that telephones can be told
          advertised: "[::]:5060" | 2:15: '[::]:5060' is no address that telephones can be told
          advertised: "2001:db8::5" | 2:15: 'advertised' and 'bind' are of different kinds. Write two IPv4
          listen: [{ address: "::1", port: 5070, transports: [udp], advertised: 203.0.113.5 }] | 2:73: 'advertised' and 'address' are of different kinds
          listen: [{ address: 127.0.0.1, port: 5061, transports: [udp], advertised: "::" }] | 2:77: '::' is no address
          listen: [{ address: "::1", port: 5070, transports: [udp] }] | 2:23: calls to ::1 would have no sound: 'rtp' has no IPv6 address. Add 'bind-ipv6: "::1"' under 'rtp'
          bind: "::1" | 2:9: calls to ::1 would have no sound
          port: 29999 | 2:9: UDP port 29999 is also one of those for sound. Take another port, or other first-port
          listen: [{ address: 127.0.0.1, port: 20000, transports: [udp] }] | 2:40: UDP port 20000 is also one of those for sound
          port: 8080 | 2:9: TCP port 8080 is also that of 'http'. Take another port
          listen: [{ address: 127.0.0.1, port: 8080, transports: [tcp] }] | 2:40: TCP port 8080 is also that of 'http'
          tls: { certificate: line.pem } | 2:8: the key 'key' is missing
          tls: { certificate: no.pem, key: no.pem } | no.pem cannot be read. Name a file
          tls: { certificate: liniya.yaml, key: no.pem } | liniya.yaml holds no certificate
          tls: { certificate: a, key: b, client-certificates: always } | is none or asked, not
          tls: { certificate: a, key: b, client-certificates: asked } | no authority is trusted
          tls: { certificate: a, key: b, reload: 1ms } | 'reload' is too short
          """)
  void aFaultIsReportedWithItsPlaceAndACure(String keys, String problem) throws IOException {
    assertThat(problems("sip:\n  " + keys + "\n")).contains(problem);
  }

  /** Each would work by itself, and is not refused: another address, another protocol, any port. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip: { listen: [{ address: 127.0.0.1, port: 20000, transports: [tcp] }] }",
        "sip: { listen: [{ address: 127.0.0.2, port: 20000, transports: [udp] }] }",
        "sip: { listen: [{ address: 127.0.0.1, port: 8080, transports: [udp] }] }",
        "sip: { listen: [{ address: 127.0.0.2, port: 8080, transports: [tcp] }] }",
        "sip: { port: 0 }\nhttp: { port: 0 }",
        "sip: { advertised: sip.example.org }",
        "sip: { bind: \"::1\", advertised: \"2001:db8::5\" }\nrtp: { bind: \"::1\" }",
      })
  void whatCanWorkTogetherIsTaken(String text) throws IOException {
    Problems problems = new Problems();
    assertThat(load(text + "\n", problems)).isPresent();
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void soundHasTheSameRules() throws IOException {
    assertThat(problems("rtp: { advertised: 0.0.0.0 }\n"))
        .contains("1:20: 'advertised' is told to telephones, and nobody can send to 0.0.0.0");
    assertThat(problems("rtp: { bind-ipv6: \"::1\", advertised-ipv6: \"::\" }\n"))
        .contains("1:43: 'advertised-ipv6' is told to telephones");
    assertThat(problems("rtp: { advertised-ipv6: \"2001:db8::5\" }\n"))
        .contains("1:25: 'advertised-ipv6' has no 'bind-ipv6'. Add 'bind-ipv6: …'");
    assertThat(problems("rtp: { bind: \"::1\" }\n"))
        .contains("1:1: calls to 127.0.0.1 would have no sound: 'rtp' has no IPv4 address");
    assertThat(
            problems(
                "sip: { bind: 127.0.0.1, port: 21000 }\nrtp: { bind: 0.0.0.0, advertised: 203.0.113.5 }\n"))
        .contains("1:31: UDP port 21000 is also one of those for sound");
    assertThat(problems("http: { bind: 0.0.0.0, port: 5060 }\n"))
        .contains("TCP port 5060 is also that of 'http'");
  }

  @Test
  void filesThatDoNotBelongTogetherAreReported() throws Exception {
    issue("line", "other");
    assertThat(problems("sip: { tls: { certificate: line.pem, key: other-key.pem } }\n"))
        .contains("1:28: ")
        .contains("other-key.pem is not the key of ")
        .contains("Name the two files that were made together");
  }

  @Test
  void aKeyOfAnOldFormIsReportedWithTheWayToConvertIt() throws Exception {
    issue("line");
    String key = Files.readString(folder.resolve("line-key.pem"));
    Files.writeString(
        folder.resolve("line-key.pem"), key.replace("PRIVATE KEY", "RSA PRIVATE KEY"));
    assertThat(problems("sip: { tls: { certificate: line.pem, key: line-key.pem } }\n"))
        .contains("openssl pkcs8 -topk8 -nocrypt");
  }

  private void issue(String... names) throws Exception {
    Certificates certificates = new Certificates(folder);
    for (String name : names) {
      certificates.issue(name, "CN=" + name, "");
    }
  }
}
