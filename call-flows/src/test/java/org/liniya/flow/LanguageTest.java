package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.port.WaitingRoom.Figures;
import org.liniya.ticket.TicketNumber;

/** What the shipped hotline does not use of the flow language: targets, digits, expressions. */
class LanguageTest {

  private static final String HEAD =
      """
      flow: test
      languages: [ru, en]
      trouble: person
      variables:
        category: { one-of: skill-groups, default: other }
        rating: { whole: 1-9, default: 3 }
        patience: { type: span, default: 10m }
        known: yes-no
      steps:
      """;

  private static final String TAIL =
      """
        person:
          queue: { skill-group: =category, nobody: nobody, served: end }
        nobody:
          say: [sorry]
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow(String steps) {
    return Config.read("test.yaml", HEAD + steps.indent(2) + TAIL);
  }

  private static final String QUESTIONS =
      """
      first:
        menu: { prompt: choose-category, keys: { 1: { go: said } }, otherwise: person }
      said:
        say: [connecting]
      second:
        menu: { prompt: enter-ticket, keys: { 7: { go: third }, 9: { go: back }, 8: { go: top } }, otherwise: person }
      third:
        menu: { prompt: rate-the-operator, keys: { 9: { go: back }, 8: { go: top } }, otherwise: person }
      """;

  @Test
  void backIsTheQuestionBefore() {
    caller
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .presses("7")
        .hears("rate-the-operator")
        .presses("9")
        .hears("enter-ticket")
        .presses("9")
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .hangsUp()
        .run(flow(QUESTIONS));

    assertThat(caller.steps())
        .containsExactly("first", "said", "second", "third", "second", "first", "said", "second");
  }

  @Test
  void backInTheFirstQuestionIsTheTop() {
    caller
        .hears("choose-category")
        .presses("9")
        .hears("choose-category")
        .presses("1")
        .hears("music")
        .hangsUp()
        .run(
            flow(
                """
                first:
                  menu: { prompt: choose-category, keys: { 1: { go: person }, 9: { go: back } }, otherwise: person }
                """));

    assertThat(caller.steps()).containsExactly("first", "first", "person");
  }

  @Test
  void topIsTheStart() {
    caller
        .hears("choose-category")
        .presses("1")
        .hears("enter-ticket")
        .presses("7")
        .hears("rate-the-operator")
        .presses("8")
        .hears("choose-category")
        .hangsUp()
        .run(flow(QUESTIONS));

    assertThat(caller.steps()).containsExactly("first", "said", "second", "third", "first");
  }

  private static final String DIGITS =
      """
      number:
        ask: { kind: digits, length: 4-6, prompt: enter-ticket, failed: nobody }
      again:
        say: [{ digits: =caller.digits }]
      """;

  @ParameterizedTest
  @CsvSource({"123456,123456", "1234#,1234", "1234,1234", "12#123456,123456", "12*98765#,98765"})
  void digitsAreTakenAtTheirLengthOrAtHashOrWhenTheyStop(String keys, String taken) {
    caller.hears("enter-ticket").presses(keys).hears("music").hangsUp().run(flow(DIGITS));

    assertThat(caller.events(DigitsEntered.class).getLast().masked())
        .hasSameSizeAs(taken)
        .endsWith(taken.substring(taken.length() - 2))
        .satisfies(shown -> assertThat(shown.equals(taken)).isEqualTo(taken.length() <= 4));
    assertThat(caller.digitsHeard()).startsWith(taken);
  }

  @Test
  void hashAloneMeansThatThereIsNoNumber() {
    caller.hears("enter-ticket").presses("#").hears("sorry").run(flow(DIGITS));

    assertThat(caller.steps()).containsExactly("number", "nobody", "end");
  }

  @Test
  void withNobodyLoggedInTheCallerIsToldAtOnce() {
    caller.room.figures("other", new Figures(0, Duration.ZERO, 0, 0));

    caller.hears("your-ticket-number-is", "sorry").run(flow("begin:\n  say: [connecting]\n"));

    assertThat(caller.room.requests()).isEmpty();
    assertThat(caller.ticket().category()).isEqualTo("other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "waiting('access') == 7 && ready(category) == 2 ; yes",
        "estimate('access') > span('10m') ; yes",
        "estimate(category) <= patience && !(estimate('access') <= patience) ; yes",
        "estimate('payment') > span('300d') ; yes",
        "caller.identity < level('stated') ; yes",
        "rating + 4 == 7 && rating * 2 - 1 == 5 && 7 / 2 == rating && 7 % 2 == 1 ; yes",
        "(known ? 'ja' : 'nein') == 'nein' ; yes",
        "call.language == 'ru' && call.called == 'hotline' && ticket.number == '' ; yes",
        "waiting('access') < 7 || ready(category) > 2 ; no",
        "patience == span('600s') && patience != span('601s') ; yes",
      })
  void expressionsHoldOrNot(String expression, String expected) {
    caller.room.figures("access", new Figures(7, Duration.ofMinutes(5), 0, 1));
    caller.room.figures("other", new Figures(0, Duration.ZERO, 2, 2));
    caller.room.figures("payment", new Figures(0, Duration.ZERO, 0, 0));

    caller
        .hears(expected.equals("yes") ? "goodbye-end" : "connecting")
        .hangsUp()
        .run(
            flow(
                """
                ask:
                  choose:
                    - if: "%s"
                      go: holds
                not:
                  say: [connecting]
                  next: person
                holds:
                  say: [goodbye-end]
                """
                    .formatted(expression)));
  }

  @Test
  void aVariableBeyondItsLimitsLeadsToTrouble() {
    caller
        .hears("music")
        .hangsUp()
        .run(
            flow(
                """
                count:
                  set: { rating: "=rating * 4" }
                never:
                  say: [connecting]
                """));

    assertThat(caller.steps()).containsExactly("count", "person");
  }

  @Test
  void aDivisionByNothingLeadsToTrouble() {
    caller
        .hears("music")
        .hangsUp()
        .run(
            flow(
                """
                count:
                  set: { rating: "=1 / (rating - 3)" }
                never:
                  say: [connecting]
                """));

    assertThat(caller.steps()).containsExactly("count", "person");
  }

  @ParameterizedTest
  @CsvSource({"0, ask find many person", "1, ask find many connected person"})
  void aFlowKnowsHowManyCallsThereWereBefore(int further, String steps) {
    TicketNumber earlier =
        caller.tickets.open(
            CallId.create(caller.time.now(), new Random(7)),
            "access",
            Identity.NONE,
            Language.RU,
            caller.time.now());
    for (int i = 0; i < further; i++) {
      CallId call = CallId.create(caller.time.now(), new Random(8));
      caller.tickets.link(earlier, call, caller.time.now());
    }

    caller
        .hears("enter-ticket")
        .presses(earlier.digits())
        .hears("music")
        .hangsUp()
        .run(
            flow(
                """
                ask:
                  ask: { kind: ticket, prompt: enter-ticket, save: caller.ticket, failed: nobody }
                find:
                  ticket: { find: =caller.ticket, not-found: nobody }
                many:
                  choose:
                    - { if: "ticket.calls > 1", go: connected }
                    - { go: person }
                connected:
                  say: [connecting]
                """));

    assertThat(caller.steps()).containsExactly(steps.split(" "));
  }
}
