package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.OperatorId;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/** That callers and operators of different front ends are not mixed without a tie. */
class FrontEndRulesTest {

  private static final String SIP_CALLERS =
      "trunks: { local: { from: [127.0.0.1] } }\nnumbers: { hotline: hotline }\n";
  private static final String NO_CALLERS = "trunks: {}\n";
  private static final String ALL_SKILLS = "skills: [access, payment, documents, complaint, other]";
  private static final String OURS = "\"1001\":\n  " + ALL_SKILLS + "\n";
  private static final String THEIRS =
      "\"1002\":\n  " + ALL_SKILLS + "\n  asterisk-endpoint: PJSIP/1002\n";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  private static String asterisk(String rest) {
    return """
        asterisk:
          ami: { password: "${env:SECRET}" }
          sounds: { seen-as: /srv/sounds }
          recordings: { seen-as: /srv/monitor }
        """
        + rest;
  }

  private static final String CALLERS = "  numbers: { hotline: hotline }\n";
  private static final String TIE = "  tie: { trunk: pbx, endpoint: liniya }\n";
  private static final String TIED =
      """
      trunks: { local: { from: [127.0.0.1] }, pbx: { out: { to: 'sip:127.0.0.1' } } }
      numbers: { hotline: hotline }
      """;

  private Problems read(String liniya, String trunks, String operators) throws IOException {
    Files.writeString(folder.resolve("liniya.yaml"), liniya);
    Files.writeString(folder.resolve("trunks.yaml"), trunks);
    Files.writeString(folder.resolve("operators.yaml"), operators);
    Problems problems = new Problems();
    var _ = Configuration.read(folder, Map.of(), Map.of("SECRET", "s"), problems);
    return problems;
  }

  private String found(String liniya, String trunks, String operators) throws IOException {
    return read(liniya, trunks, operators).list().stream()
        .map(Problem::toString)
        .map(text -> text.substring(folder.toString().length() + 1))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void oneSideAloneIsRight() throws IOException {
    assertThat(found("limits: { calls: 7 }\n", SIP_CALLERS, OURS)).isEmpty();
    assertThat(found(asterisk(""), SIP_CALLERS, OURS)).isEmpty();
    assertThat(found(asterisk(CALLERS), NO_CALLERS, THEIRS)).isEmpty();
  }

  @Test
  void anEndpointWithoutAnAsteriskIsRefused() throws IOException {
    assertThat(found("limits: { calls: 7 }\n", SIP_CALLERS, OURS + THEIRS))
        .isEqualTo(
            "operators.yaml:5:22: operator '1002' has an endpoint of Asterisk, but there is no"
                + " Asterisk. Add 'asterisk:' to liniya.yaml, or take 'asterisk-endpoint' out");
  }

  @Test
  void callersOfOurSipAndAnOperatorOfAsteriskAreRefused() throws IOException {
    assertThat(found(asterisk(""), SIP_CALLERS, OURS + THEIRS))
        .isEqualTo(
            "operators.yaml:5:22: operator '1002' is rung by Asterisk, and callers come in by our"
                + " own SIP (trunks.yaml): the two cannot be joined. Add 'tie' under 'asterisk:' in"
                + " liniya.yaml; or let all callers come by Asterisk: 'numbers: {}' in"
                + " trunks.yaml");
  }

  @Test
  void callersOfAsteriskAndAnOperatorOfOurSipAreRefused() throws IOException {
    assertThat(found(asterisk(CALLERS), NO_CALLERS, OURS + THEIRS))
        .isEqualTo(
            "operators.yaml:1:1: operator '1001' is rung by our own SIP, and callers come in by"
                + " Asterisk (asterisk.numbers of liniya.yaml): the two cannot be joined. Add"
                + " 'asterisk-endpoint: PJSIP/1001', or 'tie' under 'asterisk:'");
  }

  @Test
  void aTieJoinsBoth() throws IOException {
    assertThat(found(asterisk(CALLERS + TIE), TIED, OURS + THEIRS)).isEmpty();
  }

  @Test
  void aTieNeedsItsTrunk() throws IOException {
    assertThat(found(asterisk(CALLERS + TIE), SIP_CALLERS, OURS))
        .isEqualTo("liniya.yaml:6:17: there is no trunk 'pbx'. Trunks of trunks.yaml: local");
  }

  @Test
  void theTrunkOfATieSaysWhereAsteriskIsCalled() throws IOException {
    assertThat(found(asterisk(CALLERS + TIE.replace("pbx", "local")), SIP_CALLERS, OURS))
        .isEqualTo(
            "liniya.yaml:6:17: the trunk 'local' does not say where Asterisk takes calls. Add 'out:"
                + " { to: \"sip:127.0.0.1:5060\" }' to it in trunks.yaml");
  }

  @Test
  void noOtherTrunkGoesOutWithoutANumber() throws IOException {
    assertThat(found(asterisk(CALLERS), TIED, THEIRS))
        .contains("nothing can be dialled over this trunk: 'out' lists no number");
  }

  @Test
  void aFaultOfTheSectionIsNotTakenForItsAbsence() throws IOException {
    assertThat(found("asterisk: {}\n", SIP_CALLERS, OURS + THEIRS))
        .doesNotContain("there is no Asterisk");
  }

  @Test
  void withoutCallersOfAsteriskSomebodyMustBeAbleToCall() throws IOException {
    assertThat(found(asterisk(""), NO_CALLERS, OURS))
        .contains("trunks.yaml:1:1: no number can be called", "nobody may call in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1001",
        "PJSIP/",
        "PJSIP/10&PJSIP/11",
        "PJSIP/a b",
        "Local/1@x",
        "PJSIP/1001@liniya",
        "PJSIP/1001,60",
        "PJSIP/${X}",
        "PJSIP/1\\r\\nAction"
      })
  void aHostileEndpointIsRefused(String endpoint) throws IOException {
    String operators = THEIRS.replace("PJSIP/1002", '"' + endpoint + '"');

    assertThat(found(asterisk(CALLERS), NO_CALLERS, operators))
        .startsWith("operators.yaml:3:22: '")
        .contains("is no endpoint of Asterisk. Write it like PJSIP/1001");
  }

  @Test
  void anEndpointBelongsToOneOperator() throws IOException {
    String second = THEIRS.replace("\"1002\"", "\"1003\"");

    assertThat(found(asterisk(CALLERS), NO_CALLERS, THEIRS + second))
        .startsWith("operators.yaml:6:22: the endpoint 'PJSIP/1002' is that of operator '1002'");
  }

  @Test
  void anEndpointHasItsPasswordInAsterisk() throws IOException {
    assertThat(found(asterisk(CALLERS), NO_CALLERS, THEIRS + "  password: ${env:SECRET}\n"))
        .startsWith(
            "operators.yaml:4:13: the telephone of operator '1002' registers with Asterisk");
  }

  @Test
  void noTelephoneRegistersWithUsInTheNameOfAnEndpoint(@TempDir Path data) throws IOException {
    Problems none = read(asterisk(CALLERS + TIE), TIED, OURS + THEIRS);
    Configuration configuration =
        Configuration.load(folder, Map.of(), Map.of("SECRET", "s"), none).orElseThrow();
    OperatorPasswords passwords = OperatorPasswords.ensure(data, configuration.operators());

    assertThat(passwords.password(new OperatorId("1001"))).isPresent();
    assertThat(passwords.password(new OperatorId("1002"))).isEmpty();
    assertThat(configuration.asteriskTelephones())
        .isEqualTo(Map.of(new OperatorId("1002"), "PJSIP/1002"));
  }
}
