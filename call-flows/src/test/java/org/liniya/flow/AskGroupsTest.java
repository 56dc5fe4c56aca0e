package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.flow.ask.AskKind;
import org.liniya.flow.ask.AskKinds;

/** Where only one group of an entry is wrong, only that is asked again. */
class AskGroupsTest {

  private final Scenario caller = new Scenario();

  private static Flow flow(String kind, String prompt) {
    return Config.read(
        "test.yaml",
        """
        flow: test
        languages: [ru]
        trouble: person
        steps:
          number:
            ask: { kind: %s, prompt: %s, failed: person }
          right:
            say: [thank-you]
          end:
            hangup: normal
          person:
            queue: { skill-group: other, served: end }
        """
            .formatted(kind, prompt));
  }

  /** In this order: what is keyed in first, what is asked then, what is keyed in then. */
  @ParameterizedTest
  @CsvSource({
    "passport, 0010123456, enter-passport-series, 4510",
    "passport, 4510000000, enter-passport-number, 123456",
    "birth-date, 32011984, enter-birth-day, 3101",
    "birth-date, 31021984, enter-birth-day, 2902",
    "birth-date, 31018484, enter-birth-year, 1984"
  })
  void onlyTheWrongGroupIsAskedAgain(String kind, String first, String asked, String then) {
    caller.hears("enter-" + kind).presses(first);
    caller.hears("number-wrong", asked).presses(then).hears("thank-you");
    caller.run(flow(kind, "enter-" + kind));

    assertThat(caller.steps()).containsExactly("number", "right", "end");
    assertThat(caller.events(InputMissed.class)).hasSize(1);
    assertThat(caller.events(DigitsEntered.class)).hasSize(2);
    assertThat(caller.events().toString()).doesNotContain(first, then);
  }

  /** Both groups, or how they go together. */
  @ParameterizedTest
  @CsvSource({"passport, 0010000000", "birth-date, 32019984", "birth-date, 29021983"})
  void elseAllOfItIsAskedAgain(String kind, String first) {
    caller.hears("enter-" + kind).presses(first);
    caller.hears("number-wrong", "enter-" + kind).hangsUp();
    caller.run(flow(kind, "enter-" + kind));

    assertThat(caller.leg.heardNames()).doesNotContain("enter-passport-series", "enter-birth-year");
  }

  /** After a silence nobody knows what the caller has in mind. */
  @Test
  void afterASilenceAllOfItIsAskedAgain() {
    caller.hears("enter-passport").presses("4510000000").hears("enter-passport-number");
    caller.hears("no-input", "enter-passport").presses("4510123456").hears("thank-you");
    caller.run(flow("passport", "enter-passport"));

    assertThat(caller.steps()).containsExactly("number", "right", "end");
  }

  @ParameterizedTest
  @CsvSource({"770001, ", "000000, all-zeros", "774001, implausible", "001001, implausible"})
  void theCodeOfAnOffice(String digits, String fault) {
    AskKind kind = AskKinds.of("unit-code", new AskKinds.Length(1, 32)).orElseThrow();

    assertThat(kind.fault(digits, LocalDate.EPOCH).orElse(null)).isEqualTo(fault);
    assertThat(kind.masked(digits)).isEqualTo("******");
    assertThat(kind.secret()).isTrue();
  }
}
