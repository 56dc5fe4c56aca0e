package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.asterisk.SharedFolder;
import org.liniya.call.Secret;
import org.liniya.sip.AddressRange;
import org.liniya.testkit.tls.Certificates;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** {@code asterisk:} of {@code liniya.yaml}: every key, every fault with its place. */
class AsteriskSectionTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("SECRET", "open sesame");

  /** What each fault is put into. */
  private static final Map<String, String> RIGHT =
      Map.of(
          "agi", "{ port: 4573 }",
          "ami", "{ password: '${env:SECRET}' }",
          "numbers", "{ hotline: hotline }",
          "sounds", "{ seen-as: /srv/sounds }",
          "recordings", "{ seen-as: /srv/monitor }");

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
    Files.writeString(folder.resolve("trunks.yaml"), "trunks: {}\n");
    Files.writeString(folder.resolve("empty.pem"), "nothing\n");
  }

  private Optional<AsteriskSettings> read(Map<String, String> keys) throws IOException {
    String section =
        keys.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> "  " + entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    return read("asterisk:\n" + section);
  }

  private Optional<AsteriskSettings> read(String liniya) throws IOException {
    Files.writeString(folder.resolve("liniya.yaml"), liniya);
    return Configuration.read(folder, Map.of(), ENVIRONMENT, problems)
        .orElseThrow()
        .settings()
        .asterisk();
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> keys = new java.util.HashMap<>(RIGHT);
    keys.put(key, value);
    return keys;
  }

  private String found() {
    return problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void withoutTheSectionThereIsNoAsterisk() {
    assertThat(ServerSettings.DEFAULT.asterisk()).isEmpty();
  }

  @Test
  void whatIsNotWrittenIsThisMachine() throws IOException {
    AsteriskSettings settings =
        read("""
                asterisk:
                  ami: { password: "${env:SECRET}" }
                  sounds: { seen-as: /srv/sounds }
                  recordings: { seen-as: /srv/monitor }
                """)
            .orElseThrow();

    assertThat(settings.agi().door().address()).isEqualTo("127.0.0.1");
    assertThat(settings.agi().door().port()).isEqualTo(4573);
    assertThat(settings.agi().door().allow())
        .containsExactly(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));
    assertThat(settings.agi().sessions()).isEqualTo(500);
    assertThat(settings.ami())
        .isEqualTo(
            new AsteriskSettings.Ami(
                "127.0.0.1", 5038, "liniya", new Secret("open sesame"), Optional.empty()));
    assertThat(settings.numbers()).isEmpty();
    assertThat(settings.sounds())
        .isEqualTo(new SharedFolder(Path.of("asterisk-sounds"), "/srv/sounds"));
    assertThat(settings.recordings())
        .isEqualTo(new SharedFolder(Path.of("asterisk-monitor"), "/srv/monitor"));
    assertThat(settings.ear()).isEmpty();
    assertThat(settings.tie()).isEmpty();
  }

  /** Taken out of its comment it is right, and says the defaults. */
  @Test
  void theSectionOfTheExampleIsRight() throws IOException {
    String example = Files.readString(Example.folder().resolve("liniya.yaml"));
    Matcher section = Pattern.compile("(?m)^# asterisk:(.*\\n)(^#.*\\n)+").matcher(example);
    assertThat(section.find()).isTrue();
    Files.writeString(
        folder.resolve("trunks.yaml"),
        "trunks: { asterisk: { from: [127.0.0.1], out: { to: \"sip:127.0.0.1:5080\" } } }\n");

    AsteriskSettings settings =
        read(section.group().replaceAll("(?m)^# ?", "").replace("LINIYA_AMI_PASSWORD", "SECRET"))
            .orElseThrow();

    assertThat(problems.list()).isEmpty();
    assertThat(settings.numbers()).isEqualTo(Map.of("hotline", "hotline"));
    assertThat(settings.agi().door().allow()).containsExactly(AddressRange.parse("127.0.0.1"));
    assertThat(settings.ear().orElseThrow().door().port()).isEqualTo(4574);
    assertThat(settings.tie().orElseThrow())
        .extracting(AsteriskSettings.Tie::trunk, AsteriskSettings.Tie::endpoint)
        .containsExactly("asterisk", "liniya");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          agi        | { port: 70000 }                                   | 2:16: 'port' is a whole number
          agi        | { bind: localhost }                               | 2:16: 'bind' is an IP address
          agi        | { bind: 0.0.0.0 }                                 | 2:16: 0.0.0.0 is open to others
          agi        | { bind: 192.0.2.5, allow: [] }                    | 2:16: 192.0.2.5 is open to others
          agi        | { allow: [0.0.0.0/0] }                            | 2:18: '0.0.0.0/0' lets in the whole world
          agi        | { allow: [pbx] }                                  | 2:18: 'pbx' is no IP address or block
          agi        | { sessions: 0 }                                   | 2:20: 'sessions' is a whole number
          agi        | { prot: 1 }                                       | Did you mean 'port'?
          ami        | {}                                                | 3:8: the key 'password' is missing
          ami        | { password: open }                                | 3:20: 'password' is a secret
          ami        | { password: '${env:NOT}' }                        | variable NOT is not set
          ami        | { password: '${env:SECRET}', host: pbx.example }  | would go to 'pbx.example' in the clear
          ami        | { password: '${env:SECRET}', host: 192.0.2.20 }   | would go to '192.0.2.20' in the clear
          ami        | { password: '${env:SECRET}', host: 'a b' }        | 'host' is no name or address
          ami        | { password: '${env:SECRET}', host: 0.0.0.0 }      | 'host' is no name or address
          ami        | { password: '${env:SECRET}', user: 'a&b' }        | 'user' takes only letters
          ami        | { password: '${env:SECRET}', tls: yes }           | 'tls' does not say whom to believe
          ami        | { password: '${env:SECRET}', tls: {} }            | the key 'trusted' is missing
          ami        | { password: '${env:SECRET}', tls: { trusted: no.pem } }    | the certificates in no.pem
          ami        | { password: '${env:SECRET}', tls: { trusted: empty.pem } } | the certificates in empty.pem
          ami        | { password: '${env:SECRET}', plan: yes }          | Did you mean 'plain'?
          numbers    | { '8 800': hotline }                              | '8 800' is no extension
          numbers    | { hotline: [] }                                   | 'hotline' takes a text
          sounds     | {}                                                | 6:11: the key 'seen-as' is missing
          sounds     | { seen-as: sounds }                               | 6:22: 'sounds' is no folder that Asterisk
          sounds     | { seen-as: '/srv/a b' }                           | '/srv/a b' is no folder
          sounds     | { seen-as: '/srv/a&b' }                           | '/srv/a&b' is no folder
          sounds     | { seen-as: /srv/ }                                | '/srv/' is no folder
          recordings | { seen-as: /srv/sounds }                          | 'sounds' and 'recordings' are one folder
          recordings | { seen-as: /srv/m, folder: asterisk-sounds }      | 'sounds' and 'recordings' are one folder
          ear        | { bind: 0.0.0.0, allow: [192.0.2.20] }            | nobody can to 0.0.0.0
          ear        | { bind: 192.0.2.5 }                               | 192.0.2.5 is open to others
          ear        | { told: 'pbx' }                                   | 'pbx' is nothing that Asterisk can connect to
          ear        | { told: 'pbx:99999' }                             | 'pbx:99999' is nothing
          ear        | { port: 4573 }                                    | TCP port 4573 is also that of 'agi'
          tie        | {}                                                | the key 'trunk' is missing
          tie        | { trunk: a, endpoint: 'b/c' }                     | 'endpoint' takes only letters
          """)
  void aFaultIsReportedWhereItStands(String key, String value, String problem) throws IOException {
    var _ = read(with(key, value));

    assertThat(found()).contains("liniya.yaml:").contains(problem);
  }

  @Test
  void whatMustBeThereIsNamed() throws IOException {
    assertThat(read("asterisk: { agi: { port: 0 } }\n")).isEmpty();

    assertThat(found())
        .contains("liniya.yaml:1:11: the key 'ami' is missing")
        .contains("the key 'sounds' is missing")
        .contains("the key 'recordings' is missing");
  }

  @Test
  void anotherMachineIsReachedOverTlsOrWhereTheAdministratorSaysPlain() throws Exception {
    new Certificates(folder.resolve("tls"));
    AsteriskSettings.Ami encrypted =
        read(with(
                "ami",
                "{ password: '${env:SECRET}', host: pbx.example, tls: { trusted:"
                    + " tls/authority.pem } }"))
            .orElseThrow()
            .ami();
    AsteriskSettings.Ami plain =
        read(with("ami", "{ password: '${env:SECRET}', host: pbx.example, plain: yes }"))
            .orElseThrow()
            .ami();

    assertThat(encrypted.tls()).isPresent();
    assertThat(encrypted.port()).isEqualTo(5039);
    assertThat(plain.tls()).isEmpty();
    assertThat(plain.port()).isEqualTo(5038);
  }

  @Test
  @Timeout(30)
  void onlyTheCertificatesOfTheFileAreBelieved() throws Exception {
    Certificates ours = new Certificates(folder.resolve("ours"));
    Certificates others = new Certificates(folder.resolve("others"));
    ours.issue("pbx", "CN=pbx", "ip:127.0.0.1");

    shake(ours, TrustedPem.read(ours.authority()));
    shake(ours, TrustedPem.read(ours.certificate("pbx")));
    Assertions.assertThatThrownBy(() -> shake(ours, TrustedPem.read(others.authority())))
        .isInstanceOf(SSLHandshakeException.class);
  }

  /** A handshake with a server that shows the certificate {@code pbx}. */
  private static void shake(Certificates server, javax.net.ssl.SSLContext client) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listening =
        (SSLServerSocket)
            server
                .client(Optional.of("pbx"))
                .getServerSocketFactory()
                .createServerSocket(0, 1, here)) {
      Thread accepting =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                      accepted.startHandshake();
                    } catch (IOException refused) {
                      // the client says so too
                    }
                  });
      try (SSLSocket socket =
          (SSLSocket) client.getSocketFactory().createSocket(here, listening.getLocalPort())) {
        socket.startHandshake();
      } finally {
        accepting.join();
      }
    }
  }
}
