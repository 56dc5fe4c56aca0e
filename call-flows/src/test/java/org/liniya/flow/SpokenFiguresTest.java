package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.OpenSpan;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.estimate.PastWait;
import org.liniya.port.WaitingRoom.Figures;
import org.liniya.speak.Clip;
import org.liniya.speak.Grammar;

/** What a {@code say} speaks of numbers, dates, times and sums. */
class SpokenFiguresTest {

  private static final String FLOW =
      """
      flow: figures
      languages: [ru, en]
      trouble: trouble
      variables:
        days: { type: whole, default: 2 }
        told: { type: text, default: "2026-11-23" }
      start: figures
      steps:
        figures:
          say: [welcome, @ITEM@]
          next: end
        trouble:
          say: [trouble]
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  /** The words of an item in Russian. */
  private String said(String item) {
    caller.run(Config.read("figures.yaml", FLOW.replace("@ITEM@", item)));
    assertThat(caller.events(JournalEvent.StepFailed.class)).isEmpty();
    List<String> heard = caller.leg.heardNames();
    List<Clip> clips =
        heard.subList(heard.indexOf("welcome") + 1, heard.size()).stream()
            .<Clip>map(name -> new Clip.Prompt(Language.RU, name))
            .toList();
    return Grammar.of(Language.RU).text(clips);
  }

  @Test
  void aNumberOfSomethingInItsCase() {
    assertThat(said("{ number: =days, noun: working-days, case: genitive }"))
        .isEqualTo("двух рабочих дней");
  }

  @Test
  void aNounAloneIsNominative() {
    assertThat(said("{ number: 21, noun: minutes }")).isEqualTo("двадцать одна минута");
  }

  @Test
  void aRange() {
    assertThat(said("{ number: =days, to: 4, noun: minutes }"))
        .isEqualTo("от двух до четырёх минут");
  }

  @Test
  void aDateThatAServiceHasTold() {
    assertThat(said("{ date: =told }")).isEqualTo("двадцать третьего ноября");
  }

  @Test
  void aDateWithItsYear() {
    assertThat(said("{ date: 2026-11-23, year: yes }"))
        .isEqualTo("двадцать третьего ноября две тысячи двадцать шестого года");
  }

  @Test
  void aMomentWhereACalendarIsAtHome() {
    DayHours hours = new DayHours(List.of(new OpenSpan(LocalTime.of(9, 0), LocalTime.of(18, 0))));
    WorkingCalendar office =
        new WorkingCalendar(ZoneId.of("Europe/Moscow"), Map.of(DayOfWeek.MONDAY, hours), Map.of());
    caller.calendars = _ -> office;
    caller.time.advance(Duration.between(caller.time.now(), Instant.parse("2026-11-29T21:30:00Z")));

    assertThat(said("{ date: =call.arrived, in: support }")).isEqualTo("тридцатого ноября");
  }

  @Test
  void aTimeThatIsWrittenAndOneThatIsComputed() {
    assertThat(said("{ time: \"18:00\", case: genitive }, { time: \"=time('21:01')\" }"))
        .isEqualTo("восемнадцати часов двадцать один час одна минута");
  }

  @Test
  void aLengthOfTime() {
    assertThat(said("{ span: 125m, case: accusative }")).isEqualTo("два часа пять минут");
  }

  @Test
  void aSumWhichTheJournalDoesNotShow() {
    assertThat(said("{ money: 250050 }")).isEqualTo("две тысячи пятьсот рублей пятьдесят копеек");
    assertThat(caller.events(JournalEvent.PromptPlayed.class).getFirst().prompts())
        .containsExactly("welcome", "money");
  }

  @Test
  void whatIsNoDateIsTrouble() {
    caller.run(
        Config.read(
            "figures.yaml",
            FLOW.replace("default: \"2026-11-23\"", "default: \"tomorrow\"")
                .replace("@ITEM@", "{ date: =told }")));
    assertThat(caller.leg.heardNames()).startsWith("trouble");
  }

  @Test
  void aNegativeNumberIsTrouble() {
    caller.run(
        Config.read(
            "figures.yaml",
            FLOW.replace("default: 2", "default: -2").replace("@ITEM@", "{ money: =days }")));
    assertThat(caller.leg.heardNames()).startsWith("trouble");
  }

  @Test
  void whatIsNoTimeOfDayIsTrouble() {
    caller.run(Config.read("figures.yaml", FLOW.replace("@ITEM@", "{ time: \"=span('25h')\" }")));
    assertThat(caller.leg.heardNames()).startsWith("trouble");
  }

  @Test
  void theEndOfTheDayIsItsBeginning() {
    assertThat(said("{ time: \"24:00\" }")).isEqualTo("ноль часов");
  }

  @Test
  void theLikelyWaitIsSpokenWhereItIsKnown() {
    for (int i = 0; i < 20; i++) {
      caller.estimates.learn(
          "access", new PastWait(4, 2, Duration.ofMinutes(3), caller.time.now()));
    }
    caller.room.figures("access", new Figures(3, Duration.ZERO, 0, 2));
    caller.run(
        Config.read("figures.yaml", FLOW.replace("@ITEM@", "{ estimate: access }, goodbye-end")));
    assertThat(caller.leg.heardNames()).containsExactly("welcome", "estimate-3-5", "goodbye-end");
  }

  @Test
  void nothingIsSaidOfAWaitThatIsNotKnown() {
    caller.run(
        Config.read("figures.yaml", FLOW.replace("@ITEM@", "{ estimate: access }, goodbye-end")));
    assertThat(caller.leg.heardNames()).containsExactly("welcome", "goodbye-end");
  }
}
