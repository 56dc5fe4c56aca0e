package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.rtp.KeyRules;
import org.liniya.server.config.Trunks.Lead;
import org.liniya.sip.AdmissionLimits.Share;
import org.liniya.sip.Trunk;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.testkit.tls.Certificates;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** {@code trunks.yaml}: every key, every fault with its place. */
class TrunksFileTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("SECRET", "open sesame");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  private String problems(String trunks) throws IOException {
    Files.writeString(folder.resolve("trunks.yaml"), trunks);
    Problems problems = new Problems();
    Configuration.load(folder, Map.of(), ENVIRONMENT, problems);
    return String.join("\n", problems.list().stream().map(Problem::toString).toList());
  }

  private List<Trunk> trunks(String text) throws IOException {
    return read(text).trunks();
  }

  private Trunks read(String text) throws IOException {
    Files.writeString(folder.resolve("trunks.yaml"), text);
    Problems problems = new Problems();
    Optional<Configuration> read = Configuration.load(folder, Map.of(), ENVIRONMENT, problems);
    assertThat(problems.list()).isEmpty();
    return read.orElseThrow().trunks();
  }

  /** Trunks over TLS need it in the other file. */
  private void withTls(String clients) throws Exception {
    new Certificates(folder.resolve("tls-" + clients)).issue("line", "CN=line", "");
    Files.writeString(
        folder.resolve("liniya.yaml"),
        """
        sip:
          listen: [{ address: 127.0.0.1, port: 5061, transports: [tls] }]
          tls:
            certificate: tls-%1$s/line.pem
            key: tls-%1$s/line-key.pem
            trusted: tls-%1$s/authority.pem
            client-certificates: %1$s
        """
            .formatted(clients));
  }

  @Test
  void aTrunkOverTlsNeedsOurTls() throws Exception {
    String certified =
        "trunks: { t: { certificate: sbc.example } }\nnumbers: { hotline: hotline }\n";
    String dialled =
        "trunks: { t: { from: [127.0.0.1], out: { to: \"sips:sbc.example\", prefixes: [\"+7\"],"
            + " at-once: 1, an-hour: 1, longest: 1h } } }\nnumbers: { hotline: hotline }\n";
    assertThat(problems(certified)).contains("'t' is known by a certificate, but nobody is asked");
    assertThat(problems(dialled)).contains("'t' is dialled over TLS, but we have no TLS");
    withTls("none");
    assertThat(problems(certified)).contains("'t' is known by a certificate, but nobody is asked");
    assertThat(problems(dialled)).isEmpty();
    withTls("asked");
    assertThat(problems(certified)).isEmpty();
  }

  @Test
  void everyKeyIsRead() throws Exception {
    withTls("asked");
    List<Trunk> trunks =
        trunks(
            """
            trunks:
              carrier:
                from: [192.0.2.0/24]
                digest: { user: sbc, password: "${env:SECRET}" }
                certificate: sbc.example
                trusted: yes
                country: "49"
                national-prefix: "0"
                international-prefix: "00"
                national-length: 10
                dtmf: both
                relay-keys: yes
                limits: { calls: 30, new-calls-a-second: 3 }
                numbers: { "030 1234567": hotline }
                out:
                  to: "sip:provider.example:5070;transport=tcp"
                  prefixes: ["+49"]
                  any: no
                  numbers-out: ["112"]
                  at-once: 3
                  an-hour: 30
                  longest: 10m
                  caller-id: "+49301234567"
                  user: line-7
                  password: ${env:SECRET}
                  options: 0s
                register:
                  registrar: "sip:192.0.2.1"
                  user: line-7
                  password: ${env:SECRET}
                  expires: 5m
                  contact-user: us
            numbers: { hotline: hotline }
            """);

    TrunkLogin line = new TrunkLogin("line-7", new Secret("open sesame"));
    Trunk carrier = trunks.getFirst();
    assertThat(carrier.login()).contains(new TrunkLogin("sbc", new Secret("open sesame")));
    assertThat(carrier.certificates()).containsExactly("sbc.example");
    assertThat(carrier.trusted()).isTrue();
    assertThat(carrier.plan()).isEqualTo(new NumberPlan("49", Optional.of("0"), List.of("00"), 10));
    assertThat(carrier.keys()).isEqualTo(new KeyRules(true, KeyRules.Tones.ALWAYS));
    assertThat(carrier.share()).contains(new Share("carrier", 30, 3));
    assertThat(carrier.numbers()).containsEntry("030 1234567", "hotline");
    assertThat(carrier.out())
        .contains(
            new OutRules(
                new TrunkPlace("provider.example", 5070, "tcp"),
                List.of("+49"),
                List.of("112"),
                3,
                30,
                Duration.ofMinutes(10),
                Optional.of(PhoneNumber.of("+49301234567")),
                Optional.of(line),
                Duration.ZERO));
    assertThat(carrier.register())
        .contains(
            new RegisterRules(
                new TrunkPlace("192.0.2.1", 5060, "udp"), line, Duration.ofMinutes(5), "us"));
  }

  @Test
  void theDefaultsAreThoseOfTheReference() throws IOException {
    Trunk local = trunks(Files.readString(folder.resolve("trunks.yaml"))).getFirst();
    assertThat(local.login()).isEmpty();
    assertThat(local.certificates()).isEmpty();
    assertThat(local.plan()).isEqualTo(NumberPlan.russian());
    assertThat(local.keys()).isEqualTo(KeyRules.USUAL);
    assertThat(local.share()).isEmpty();
    assertThat(local.out()).isEmpty();
    assertThat(local.register()).isEmpty();

    OutRules out = out("prefixes: [\"+7495\"]");
    assertThat(out.atOnce()).isEqualTo(2);
    assertThat(out.anHour()).isEqualTo(20);
    assertThat(out.longest()).isEqualTo(Duration.ofMinutes(30));
    assertThat(out.options()).isEqualTo(Duration.ofSeconds(30));
    assertThat(out.callerId()).isEmpty();
    assertThat(out("any: yes").prefixes()).containsExactly("+");
  }

  /** What stands commented out in the reference is right too, once it is taken in. */
  @Test
  void theCommentedReferenceIsRightAndSaysTheDefaults() throws Exception {
    withTls("asked");
    String reference =
        Files.readString(folder.resolve("trunks.yaml"))
            .replaceAll("(?m)^( +)# ( *(?:[a-z-]+|\"[^\"]+\"):)", "$1$2")
            .replaceAll("LINIYA_\\w+PASSWORD", "SECRET");
    List<Trunk> trunks = trunks(reference);
    assertThat(trunks).extracting(Trunk::name).containsExactly("local", "provider");
    assertThat(read(reference).leads())
        .extracting(Lead::number, Lead::flow)
        .containsExactlyInAnyOrder(
            tuple("hotline", "hotline"), tuple("8 800 123-45-67", "hotline"));
    assertThat(trunks.getFirst().plan()).isEqualTo(NumberPlan.russian());
    assertThat(trunks.getFirst().keys()).isEqualTo(KeyRules.USUAL);
    assertThat(trunks.getFirst().share()).isEqualTo(share("limits: {}"));
    OutRules out = trunks.getLast().out().orElseThrow();
    assertThat(out.atOnce()).isEqualTo(OutSection.AT_ONCE);
    assertThat(out.anHour()).isEqualTo(OutSection.AN_HOUR);
    assertThat(out.longest()).isEqualTo(OutSection.LONGEST);
    assertThat(out.options()).isEqualTo(OutSection.OPTIONS);
    assertThat(trunks.getLast().register().orElseThrow().expires())
        .isEqualTo(RegisterSection.EXPIRES);
  }

  @Test
  void theExampleOfTheDocumentIsRight() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("liniya.root", ".."), "docs", "trunks.md"));
    String example = page.substring(page.indexOf("```yaml\n") + 8);
    example = example.substring(0, example.indexOf("```"));

    List<Trunk> trunks = trunks(example.replace("LINIYA_PROVIDER_PASSWORD", "SECRET"));

    assertThat(trunks).extracting(Trunk::name).containsExactly("provider", "exchange");
    assertThat(trunks.getFirst().out().orElseThrow().prefixes()).hasSize(3);
    assertThat(trunks.getLast().out().orElseThrow().exact()).containsExactly("112");
  }

  private OutRules out(String keys) throws IOException {
    return trunks(
            "trunks: { t: { out: { to: \"sip:192.0.2.1\", "
                + keys
                + " } } }\nnumbers: { hotline: hotline }\n")
        .getFirst()
        .out()
        .orElseThrow();
  }

  private Optional<Share> share(String key) throws IOException {
    Trunk trunk =
        trunks(
                "trunks: { local: { from: [192.0.2.1], "
                    + key
                    + " } }\nnumbers: { hotline: hotline }\n")
            .getFirst();
    return trunk.share();
  }

  /** What is written is meant for this trunk; the other half is as much as one address may. */
  @Test
  void halfOfTheLimitsIsEnough() throws IOException {
    Limits.Intake usual = Limits.Intake.DEFAULT;
    assertThat(share("limits: { calls: 7 }"))
        .contains(new Share("local", 7, usual.newCallsPerSource()));
    assertThat(share("limits: { new-calls-a-second: 7 }"))
        .contains(new Share("local", usual.callsPerSource(), 7));
    assertThat(share("trusted: yes")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"auto, WITHOUT_EVENTS", "both, ALWAYS", "rfc4733, NEVER"})
  void whereKeysAre(String written, KeyRules.Tones tones) throws IOException {
    String trunk = "trunks: { t: { from: [192.0.2.1], dtmf: " + written + " } }\n";
    assertThat(trunks(trunk + "numbers: { hotline: hotline }\n").getFirst().keys())
        .isEqualTo(new KeyRules(false, tones));
  }

  /** Each row: what stands under the trunk {@code t}, and the problem with its place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          trusted: yes | 3:5: the trunk has no addresses
          from: [192.0.2.1/99] | 3:12: '192.0.2.1/99' is no IP address
          from: [127.0.0.1, 10.0.0.5/8] | 3:23: '10.0.0.5/8' means all of 10.0.0.0/8. Write 10.0.0.0/8, or 10.0.0.5 for this one address
          from: ["2001:db8::5/32"] | 3:12: '2001:db8::5/32' means all of 2001:db8:0:0:0:0:0:0/32
          digest: { user: x } | 3:13: the key 'password' is missing
          digest: { user: x, password: hunter2 } | 3:34: 'password' is a secret
          digest: { user: x, password: "${env:NONE}" } | 3:34: the environment variable NONE is not set
          digest: { user: "a b", password: "${env:SECRET}" } | 3:21: 'user' is not of the form
          digest: { user: x, password: "${env:SECRET}", realm: y } | 3:51: the key 'realm' is not known
          country: "07" | 3:14: 'country' is not '07'. Write 1 to 3 figures
          national-prefix: "x" | 3:22: 'national-prefix' is not 'x'
          international-prefix: [a] | 3:28: 'international-prefix' is 1 to 5 figures
          national-length: 99 | 3:22: 'national-length' is a whole number from 0 to 13
          dtmf: inband | 3:11: 'dtmf' is not 'inband'. Write auto, both or rfc4733
          dtmf: [both] | 3:11: 'dtmf' takes a text
          relay-keys: maybe | 3:17: 'relay-keys' is yes or no
          limits: 30 | 3:13: 'limits' takes a table of keys
          limits: { calls: 0 } | 3:22: 'calls' is a whole number from 1 to 100000
          limits: { new-calls-a-second: many } | 3:35: 'new-calls-a-second' is a whole number from 1 to 100000
          limits: { new-calls: 3 } | 3:15: the key 'new-calls' is not known here. Known here: calls, new-calls-a-second
          numbers: { "88001234567": hotline, "+7 800 1234567": hotline } | 3:40: '+7 800 1234567' is the same number as '88001234567'
          out: { prefixes: ["+7495"] } | 3:10: the key 'to' is missing
          out: { to: provider, prefixes: ["+7495"] } | 3:16: 'to' is no place that can be called: 'provider'
          out: { to: "sip:a;transport=sctp", any: yes } | 3:16: 'to' is no place
          out: { to: "sip:a" } | 3:10: nothing can be dialled over this trunk
          out: { to: "sip:a", prefixes: ["+"] } | 3:36: the prefix '+' allows every number of the world. Name countries
          out: { to: "sip:a", prefixes: [""] } | 3:36: the prefix '' allows every number of the world
          out: { to: "sip:a", prefixes: ["8495"] } | 3:36: a prefix is + and figures, not '8495'
          out: { to: "sip:a", prefixes: ["112"] } | short numbers such as 112 go under 'numbers-out'
          out: { to: "sip:a", numbers-out: ["help"] } | 3:39: 'help' is no number that can be dialled
          out: { to: "sip:a", any: maybe } | 3:30: 'any' is yes or no
          out: { to: "sip:a", any: yes, at-once: 0 } | 3:44: 'at-once' is a whole number from 1 to 1000
          out: { to: "sip:a", any: yes, an-hour: x } | 3:44: 'an-hour' is a whole number
          out: { to: "sip:a", any: yes, longest: 0s } | 3:44: 'longest' is too short
          out: { to: "sip:a", any: yes, caller-id: "123" } | 3:46: 'caller-id' is no whole telephone number
          out: { to: "sip:a", any: yes, options: 1s } | 3:44: 'options' asks the provider too often
          out: { to: "sip:a", any: yes, user: x } | 3:10: the key 'password' is missing
          out: { to: "sip:a", any: yes, prefix: x } | 3:35: the key 'prefix' is not known here. Did you mean 'prefixes'?
          register: { user: x, password: "${env:SECRET}" } | 3:15: the key 'registrar' is missing
          register: { registrar: "sip:a" } | 3:15: the key 'user' is missing
          register: { registrar: "sip:a", user: x, password: "${env:SECRET}", expires: 1s } | 3:82: 'expires' is from 1m to 1d
          register: { registrar: "sip:a", user: x, password: "${env:SECRET}", contact-user: "a@b" } | 3:87: 'contact-user' is not of the form
          """)
  void aFaultIsReportedWithItsPlaceAndACure(String keys, String problem) throws IOException {
    String found = problems("trunks:\n  t:\n    " + keys + "\nnumbers: { hotline: hotline }\n");
    assertThat(found).contains(problem).contains("trunks.yaml:3:");
    assertThat(found).doesNotContain("hunter2");
  }

  @Test
  void whatWouldNotTellTwoTrunksApartIsRefused() throws IOException {
    String twice =
        """
        trunks:
          a: { digest: { user: x, password: "${env:SECRET}" } }
          b: { digest: { user: x, password: "${env:SECRET}" } }
          c: { register: { registrar: "sip:p", user: u, password: "${env:SECRET}" } }
          d: { register: { registrar: "sip:p", user: u, password: "${env:SECRET}" } }
        numbers: { hotline: hotline }
        """;
    assertThat(problems(twice))
        .contains("the digest user 'x' belongs to two trunks")
        .contains("the contact-user 'u at p' belongs to two trunks");
  }
}
