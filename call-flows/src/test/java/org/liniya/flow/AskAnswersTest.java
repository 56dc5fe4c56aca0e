package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.yaml.Problems;

/** {@code ask} for yes or no and for a number: what counts as an answer, and where it is kept. */
class AskAnswersTest {

  private static final String FLOW =
      """
      flow: answers
      languages: [ru, en]
      trouble: person
      variables:
        known: yes-no
        many: { whole: 2-40, default: 2 }
        free: whole
        words: text
      steps:
        ask:
          ask: { @ASK@, prompt: enter-ticket, failed: person }
        chosen:
          choose:
            - { if: "known && many == 2 || many == 17 || free == 123456", go: yes }
            - { go: person }
        yes:
          say: [connecting]
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static String flow(String ask) {
    return FLOW.replace("@ASK@", ask);
  }

  private static List<String> problems(String ask) {
    Problems problems = new Problems();
    FlowReader.read("f", flow(ask), Config.known(), problems);
    return problems.list().stream().map(Object::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, connecting", "2, music", "#, music", "31, connecting", "33*2#, music"})
  void oneIsYesAndTwoIsNo(String keys, String heard) {
    caller
        .hears("enter-ticket")
        .presses(keys)
        .hears(heard)
        .hangsUp()
        .run(Config.read("f", flow("kind: yes-no, save: known")));

    assertThat(caller.steps().contains("yes")).isEqualTo(heard.equals("connecting"));
  }

  @Test
  void anythingElseIsAskedForAgainAndThenGivenUp() {
    caller
        .hears("enter-ticket")
        .presses("3")
        .hears("no-match", "enter-ticket")
        .presses("0")
        .hears("no-match", "enter-ticket")
        .presses("9")
        .hears("music")
        .hangsUp()
        .run(Config.read("f", flow("kind: yes-no, save: known")));

    assertThat(caller.steps()).containsExactly("ask", "person");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17#", "3*17"})
  void aNumberIsTakenWithinTheLimitsOfItsVariable(String keys) {
    caller
        .hears("enter-ticket")
        .presses(keys)
        .hears("music")
        .hangsUp()
        .run(Config.read("f", flow("kind: number, save: many")));

    assertThat(caller.steps()).contains("yes");
    assertThat(caller.events(DigitsEntered.class).getLast().masked()).isEqualTo("17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1#", "41", "00"})
  void aNumberBeyondThemIsAskedForAgain(String keys) {
    caller
        .hears("enter-ticket")
        .presses(keys)
        .hears("number-wrong", "enter-ticket")
        .presses("17")
        .hears("connecting")
        .hangsUp()
        .run(Config.read("f", flow("kind: number, save: many")));
  }

  @Test
  void aLongNumberIsMaskedInTheJournal() {
    caller
        .hears("enter-ticket")
        .presses("123456#")
        .hears("connecting")
        .hangsUp()
        .run(Config.read("f", flow("kind: number, save: free")));

    assertThat(caller.events(DigitsEntered.class).getLast().masked()).isEqualTo("****56");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "kind: yes-no ; 11:10: the key 'save' is missing. Add 'save: …'",
        "kind: number ; 11:10: the key 'save' is missing. Add 'save: …'",
        "kind: yes-no, save: words ; 11:32: it is yes or no, and 'words' is a text. Declare it as yes-no",
        "kind: number, save: known ; 11:32: it is a whole number from 0 to 999999999, and 'known' is yes or no."
            + " Declare it as { whole: 0-999999999 }, or set 'least' and 'most'",
        "kind: number, save: many, most: 50 ; 11:32: it is a whole number from 2 to 50, and 'many' is a whole number"
            + " from 2 to 40. Declare it as { whole: 2-50 }, or set 'least' and 'most'",
        "kind: number, save: free, least: 9, most: 5 ; 11:45: 'least' is more than 'most'. Exchange the two",
        "kind: yes-no, save: known, confirm: last-digits ; 11:48: 'yes-no' is not read back. Remove 'confirm'",
      })
  void whatDoesNotFitIsRefused(String ask, String problem) {
    assertThat(problems(ask)).containsExactly("f:" + problem);
  }
}
