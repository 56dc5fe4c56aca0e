package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketNumber;
import org.liniya.yaml.Problems;

/** {@code ticket}: a note of the flow's on the call's ticket, and its state spoken. */
class TicketStepsTest {

  private static final String FLOW =
      """
      flow: tickets
      languages: [ru, en]
      trouble: person
      variables:
        wish: { one-of: [call, letter], default: letter }
      always:
        keys: { "*": repeat, "0": person }
      steps:
        first:
          menu: { prompt: choose-category, keys: { 1: { go: open }, 2: { go: number } }, otherwise: person }
        open:
          ticket: { open: { category: access } }
        told:
          say: [connecting]
        note:
          ticket: { note: "='wants a ' + wish" }
        again:
          ticket: { note: "='wants a ' + wish" }
          next: person
        number:
          ask: { kind: ticket, prompt: enter-ticket, failed: person }
        find:
          ticket: { find: =caller.ticket, not-found: status }
        status:
          ticket: { speak: status }
          pause: 2s
          next: end
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow() {
    return Config.read("f", FLOW);
  }

  private static List<String> problems(String right, String wrong) {
    Problems problems = new Problems();
    FlowReader.read("f", FLOW.replace(right, wrong), Config.known(), problems);
    return problems.list().stream().map(Object::toString).toList();
  }

  private List<String> notes() {
    return caller.tickets.history(caller.ticket().number()).orElseThrow().entries().stream()
        .filter(entry -> entry.by().equals(Author.SERVER))
        .map(TicketEntry::event)
        .filter(TicketEvent.Noted.class::isInstance)
        .map(event -> ((TicketEvent.Noted) event).text().reveal())
        .toList();
  }

  @Test
  void aNoteIsWrittenOnTheTicketOnceThoughItIsPassedTwice() {
    caller.hears("choose-category").presses("1").hears("music").hangsUp().run(flow());

    assertThat(notes()).containsExactly("wants a letter");
  }

  @Test
  void aNoteThatCannotBeStoredNowIsStoredLaterAndTheCallerHearsNothingOfIt() {
    caller
        .hears("choose-category")
        .presses("1")
        .hears("connecting")
        .then(s -> s.tickets.failing(true))
        .hears("music")
        .waits(Duration.ofSeconds(10))
        .then(s -> s.tickets.failing(false))
        .hangsUp()
        .run(flow());

    assertThat(caller.steps()).containsExactly("first", "open", "told", "note", "again", "person");
    assertThat(notes()).containsExactly("wants a letter");
  }

  private TicketNumber earlier() {
    return caller.tickets.open(
        CallId.create(caller.time.now(), new Random(2)),
        "access",
        Identity.NONE,
        Language.RU,
        caller.time.now());
  }

  @Test
  void numberStateAndDeadlineAreSpokenInOneStep() {
    TicketNumber number = earlier();
    caller
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses(number.digits())
        .hears("ticket-status", "status-new", "deadline")
        .run(flow());

    assertThat(caller.digitsHeard()).isEqualTo(number.digits());
  }

  @Test
  void theAlwaysKeysActWhileItIsSpoken() {
    TicketNumber number = earlier();
    caller
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses(number.digits())
        .hears("ticket-status", "status-new")
        .presses("*")
        .hears("ticket-status")
        .presses("0")
        .hears("music")
        .hangsUp()
        .run(flow());

    assertThat(caller.steps()).endsWith("status", "status", "person");
  }

  @Test
  void withoutATicketNothingIsSpoken() {
    caller
        .hears("choose-category")
        .presses("2")
        .hears("enter-ticket")
        .presses("55555550")
        .run(
            Config.read(
                "f", FLOW.replace("kind: ticket", "kind: digits, length: 8, save: caller.ticket")));

    assertThat(caller.steps()).endsWith("find", "status", "end");
    assertThat(caller.leg.heardNames()).doesNotContain("ticket-status", "status-new");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "note: \"='wants a ' + wish\" | note: =caller.snils | 16:21: 'note' would give away a secret."
            + " Secret values (snils) are never spoken, stored in clear or sent",
        "note: \"='wants a ' + wish\" | note: ' ' | 16:21: a note is a text of at most 4000 characters."
            + " Write what whoever works on the ticket is to know",
        "speak: status | speak: number | 25:22: 'speak' takes status, not 'number'. Anything else is spoken by 'say'",
        "speak: status | speak: status, note: x | 25:30: a step does one thing, and 'speak' is it already."
            + " Make 'note' a step of its own",
        "1: { go: open } | 1: { go: note } | 15:3: the step 'note' can be reached without a ticket."
            + " Lead every way to it through 'ticket: open' or 'ticket: find'",
        "not-found: status | not-found: note | 15:3: the step 'note' can be reached without a ticket."
            + " Lead every way to it through 'ticket: open' or 'ticket: find'",
      })
  void whatCannotBeIsRefused(String right, String wrong, String problem) {
    assertThat(problems(right, wrong)).contains("f:" + problem);
  }
}
