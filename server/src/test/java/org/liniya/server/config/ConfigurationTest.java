package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.acd.SkillGroup;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.console.Role;
import org.liniya.console.User;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class ConfigurationTest {

  private static final String TOKEN = "0123456789abcdef0123";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  @Test
  void theExampleIsRightAndSaysTheDefaults() {
    Configuration example = load(Map.of(), Map.of());

    assertThat(example.settings()).isEqualTo(ServerSettings.DEFAULT);
    assertThat(example.skillGroups())
        .extracting(SkillGroup::name)
        .containsExactly("access", "payment", "documents", "complaint", "other");
    assertThat(example.operatorProfiles())
        .extracting(operator -> operator.id().value())
        .containsExactly("1001", "1002", "1003", "1004");
    assertThat(example.trunks().flowOf("hotline")).contains("hotline");
    assertThat(example.trunks().trunkOf(InetAddress.ofLiteral("127.0.0.9"))).isPresent();
    assertThat(example.trunks().trunkOf(InetAddress.ofLiteral("::1"))).isPresent();
    assertThat(example.trunks().trunkOf(InetAddress.ofLiteral("192.0.2.1"))).isEmpty();
    assertThat(example.prompts().get(Language.EN)).containsKey("welcome");
  }

  @Test
  void aFileWithoutKeysMeansTheDefaults() throws IOException {
    write("liniya.yaml", "limits: { calls: 7 }\n");

    Configuration configuration = load(Map.of(), Map.of());

    assertThat(configuration.settings().limits().calls()).isEqualTo(7);
    assertThat(configuration.settings().limits().wholeCall()).isEqualTo(Duration.ofHours(2));
    assertThat(configuration.settings().sip()).isEqualTo(SipSettings.DEFAULT);
  }

  @Test
  void theCommandLineOverrulesTheFile() {
    Configuration configuration = load(Map.of("sip.port", "5062", "storage.user", "x"), Map.of());

    assertThat(configuration.settings().sip().port()).isEqualTo(5062);
    assertThat(configuration.settings().storage().user()).isEqualTo("x");
  }

  @Test
  void aWrongKeyOnTheCommandLineIsReportedLikeOneInTheFile() {
    assertThat(problems(Map.of("sip.prot", "5062"), Map.of()))
        .contains("--set sip.prot:1:1: the key 'prot' is not known here. Did you mean 'port'?");
  }

  /** Each row: file, what is replaced, by what, and the problem after the folder's path. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          liniya.yaml       | port: 5060 | port: 70000 | 7:9: 'port' is a whole number
          liniya.yaml       | port: 5060 | prot: 5060 | 7:3: the key 'prot' is not known
          liniya.yaml       | whole-call: 2h | whole-call: 2x | :15: 'whole-call' is a length
          liniya.yaml       | late-sound: 60ms | late-sound: 6ms | 'late-sound' is too short. Give at least 20ms
          liniya.yaml       | last-port: 29999 | last-port: 20001 | too few for one call
          liniya.yaml       | bind: 127.0.0.1 | bind: localhost | 6:9: 'bind' is an IP address
          liniya.yaml       | bind: 127.0.0.1 | bind: 192.0.2.1 | no trunk names who may call in
          operators.yaml    | [access, other] | [acess, other] | Did you mean 'access'?
          operators.yaml    | languages: [ru] | languages: [Ru] | 'Ru' is no language
          operators.yaml    | name: Operator 1003 | role: boss | Write operator or supervisor
          operators.yaml    | name: Operator 1003 | rule: supervisor | Did you mean 'role'?
          trunks.yaml       | 127.0.0.0/8 | 0.0.0.0/0 | lets in the whole world
          trunks.yaml       | 127.0.0.0/8 | 127.0.0.0/33 | 5:12: '127.0.0.0/33' is no IP
          skill-groups.yaml | other: | billing: | no skill group 'other'
          users.yaml        | users: {} | users: { x: { role: boss, token: y } } | no role 'boss'
          """)
  void aFaultIsReportedWithItsPlaceAndACure(
      String file, String old, String replacement, String problem) throws IOException {
    write(file, read(file).replaceFirst(Pattern.quote(old), replacement));

    assertThat(problems(Map.of(), Map.of())).contains(problem);
  }

  @Test
  void allFilesAreReportedAtOnce() throws IOException {
    write("liniya.yaml", "sip: { port: x }\n");
    write("trunks.yaml", "numbers: [\n");
    Files.delete(folder.resolve("users.yaml"));
    Files.delete(folder.resolve("prompts/ru.yaml"));
    Files.delete(folder.resolve("prompts/en.yaml"));

    assertThat(problems(Map.of(), Map.of()))
        .contains("liniya.yaml:1:14:")
        .contains("trunks.yaml:")
        .contains("users.yaml:1:1: the file is missing.")
        .contains("prompts:1:1: there are no prompts here.");
  }

  @Test
  void aSupervisorNeedsNoSkill() throws IOException {
    write(
        "operators.yaml",
        read("operators.yaml")
            + "\n\"1009\": { role: supervisor }\n\"1010\": { role: operator }\n");
    assertThat(problems(Map.of(), Map.of()))
        .contains("the operator has no skill")
        .containsOnlyOnce("operators.yaml:");

    write("operators.yaml", read("operators.yaml").replaceFirst("\"1010\".*", ""));
    Configuration configuration = load(Map.of(), Map.of());
    assertThat(configuration.isSupervisor(new OperatorId("1009"))).isTrue();
    assertThat(configuration.isSupervisor(new OperatorId("1001"))).isFalse();
    assertThat(configuration.isSupervisor(new OperatorId("7777"))).isFalse();
  }

  @Test
  void aTokenComesFromTheEnvironmentOrAFile() throws IOException {
    write("token", TOKEN + "\n");
    write(
        "users.yaml",
        """
        users:
          olga: { role: supervisor, token: "${env:OLGA}" }
          kira: { role: quality, token: "${file:token}" }
        """);

    assertThat(load(Map.of(), Map.of("OLGA", TOKEN)).users())
        .extracting(User::role)
        .containsExactly(Role.SUPERVISOR, Role.QUALITY);
    assertThat(problems(Map.of(), Map.of()))
        .contains("2:36: the environment variable OLGA is not set.");
  }

  @Test
  void aLiteralSecretIsRefusedAndNotRepeated() throws IOException {
    write("users.yaml", "users: { olga: { role: supervisor, token: " + TOKEN + " } }\n");
    write(
        "operators.yaml",
        read("operators.yaml").replace("name: Operator 1001", "password: hunter2"));

    assertThat(problems(Map.of(), Map.of()))
        .contains("users.yaml:1:43: 'token' is a secret and must not stand in a file.")
        .contains("operators.yaml:11:13: 'password' is a secret")
        .doesNotContain(TOKEN)
        .doesNotContain("hunter2");
  }

  @Test
  void aMissingFolderIsOneProblem() {
    Problems problems = new Problems();

    assertThat(Configuration.load(folder.resolve("nowhere"), Map.of(), Map.of(), problems))
        .isEmpty();
    assertThat(problems.list()).hasSize(1);
  }

  @Test
  void anAddressThatTelephonesCannotSendToIsRefused() throws IOException {
    write("liniya.yaml", "sip:\n  bind: 0.0.0.0\nrtp:\n  bind: \"::\"\n");
    Problems problems = new Problems();

    assertThat(Configuration.load(folder, Map.of(), Map.of(), problems)).isEmpty();
    assertThat(problems.list().toString())
        .contains("liniya.yaml:2:9: 'bind' is told to telephones")
        .contains("liniya.yaml:4:9: 'bind' is told to telephones");
  }

  private Configuration load(Map<String, String> sets, Map<String, String> environment) {
    Problems problems = new Problems();
    Optional<Configuration> configuration = Configuration.load(folder, sets, environment, problems);
    assertThat(problems.list()).isEmpty();
    return configuration.orElseThrow();
  }

  private String problems(Map<String, String> sets, Map<String, String> environment) {
    Problems problems = new Problems();
    assertThat(Configuration.load(folder, sets, environment, problems)).isEmpty();
    return String.join("\n", problems.list().stream().map(Problem::toString).toList());
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }
}
