package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a reload takes of {@code liniya.yaml}, and what it does not. */
class MainFileTest {

  private static final String FILE =
      """
      sip: { port: 5060 }
      asterisk:
        agi: { port: 4573 }
        numbers: { hotline: hotline }
      """;

  @Test
  void otherNumbersAreTakenAndNothingElseChanges() {
    MainFile before = MainFile.of(FILE);
    MainFile after = MainFile.of(FILE.replace("{ hotline: hotline }", "{ hotline: short }"));

    assertThat(after.fixed()).isEqualTo(before.fixed());
    assertThat(after.numbers()).isPresent().isNotEqualTo(before.numbers());
  }

  @Test
  void anyOtherKeyHoldsFromTheStart() {
    assertThat(MainFile.of(FILE.replace("4573", "4574")).fixed())
        .isNotEqualTo(MainFile.of(FILE).fixed());
    assertThat(MainFile.of(FILE.replace("5060", "5062")).fixed())
        .isNotEqualTo(MainFile.of(FILE).fixed());
    assertThat(MainFile.of(FILE.replace("sip:", "numbers: { a: b }\nsip:")).fixed())
        .as("numbers of another place")
        .isNotEqualTo(MainFile.of(FILE).fixed());
  }

  @Test
  void commentsAreNoChange() {
    assertThat(MainFile.of("# a word\n" + FILE)).isEqualTo(MainFile.of(FILE));
  }

  @Test
  void whatOnlyLooksAlikeIsAChange() {
    assertThat(MainFile.of("a: [\"b,c\"]\n").fixed())
        .isNotEqualTo(MainFile.of("a: [b, c]\n").fixed());
    assertThat(MainFile.of("a: 'b\":\"c'\n").fixed())
        .isNotEqualTo(MainFile.of("a: { b: c }\n").fixed());
  }

  @Test
  void aTextThatIsNoYamlHoldsAsAWhole() {
    assertThat(MainFile.of("a: [").fixed()).isEqualTo("a: [");
  }
}
