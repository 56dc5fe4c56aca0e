package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.Secret;
import org.liniya.flow.ask.AskKind;
import org.liniya.flow.ask.AskKinds;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.ticket.Ticket;

/** Kinds of ask that the shipped hotline does not use: what fits, what is kept, what is shown. */
class AskKindsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private final Scenario caller = new Scenario();

  @ParameterizedTest
  @CsvSource({
    "inn,        7707083893,   ,             ******3893",
    "inn,        500100732259, ,             ********2259",
    "inn,        7707083894,   check-digits, **********",
    "inn,        50010073225,  wrong-length, ***********",
    "inn,        0000000000,   all-zeros,    **********",
    "passport,   4510123456,   ,             ******3456",
    "passport,   4527123456,   ,             ******3456",
    "passport,   4528123456,   implausible,  ******3456",
    "passport,   0000000000,   all-zeros,    ******0000",
    "birth-date, 29021984,     ,             ********",
    "birth-date, 29021983,     no-such-date, ********",
    "birth-date, 26112026,     ,             ********",
    "birth-date, 27112026,     implausible,  ********",
    "phone,      9161234567,   ,             ********67",
    "phone,      89161234567,  ,             *********67",
    "phone,      69161234567,  wrong-length, *********67",
    "phone,      1161234567,   implausible,  ********67",
  })
  void aKindKnowsWhatFitsAndHowItIsShown(String word, String digits, String fault, String masked) {
    AskKind kind = kind(word);

    assertThat(kind.fault(digits, TODAY).orElse(null)).isEqualTo(fault);
    assertThat(kind.masked(digits)).isEqualTo(masked);
    assertThat(kind.secret()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "9161234567, +79161234567",
    "89161234567, +79161234567",
    "79161234567, +79161234567",
    "8123456789, +78123456789"
  })
  void aTelephoneIsKeptWithTheCountrysCode(String digits, String kept) {
    assertThat(kind("phone").kept(digits)).isEqualTo(kept);
  }

  private static AskKind kind(String word) {
    return AskKinds.of(word, new AskKinds.Length(1, 32)).orElseThrow();
  }

  private static Flow flow(String kind, String prompt) {
    return Config.read(
        "test.yaml",
        """
        flow: test
        languages: [ru, en]
        start: notice
        trouble: person
        steps:
          notice:
            say: [recording-notice]
            always: no
          number:
            ask: { kind: %s, prompt: %s, confirm: last-digits, failed: person }
          open:
            ticket: { open: { category: other, identity: =caller.identity } }
          person:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """
            .formatted(kind, prompt));
  }

  @ParameterizedTest
  @CsvSource({
    "inn,      enter-inn,      7707083893#,  7707083893,   INN",
    "inn,      enter-inn,      500100732259, 500100732259, INN",
    "passport, enter-passport, 4510123456,   4510123456,   PASSPORT"
  })
  void aConfirmedDocumentIsStatedAndItsTicketIsFoundByIt(
      String kind, String prompt, String keys, String digits, LookUp.Kind by) {
    caller
        .hears(prompt)
        .presses(keys)
        .hears("confirm-number", "confirm-number-keys")
        .presses("1")
        .hears("music")
        .hangsUp()
        .run(flow(kind, prompt));

    Ticket ticket = caller.ticket();
    assertThat(ticket.identity().level()).isEqualTo(IdentityLevel.STATED);
    assertThat(ticket.identity().kind()).isEqualTo(kind);
    LookUp datum = LookUp.of(by, new Secret(digits)).orElseThrow();
    assertThat(caller.tickets.search(datum, Instant.MIN, Instant.MAX, 10))
        .extracting(Ticket::number)
        .containsExactly(ticket.number());
    assertThat(caller.events(DigitsEntered.class))
        .allSatisfy(event -> assertThat(event.masked()).doesNotContain(digits.substring(0, 6)));
    assertThat(caller.digitsHeard()).startsWith(digits.substring(digits.length() - 4));
  }

  @ParameterizedTest
  @CsvSource({"birth-date, enter-birth-date, 29021984", "phone, enter-phone, 89161234567"})
  void whatIsNoDocumentIdentifiesNobody(String kind, String prompt, String keys) {
    caller
        .hears(prompt)
        .presses(keys)
        .hears("confirm-number", "confirm-number-keys")
        .presses("1")
        .hears("music")
        .hangsUp()
        .run(flow(kind, prompt));

    assertThat(caller.ticket().identity().level()).isEqualTo(IdentityLevel.NONE);
  }

  @Test
  void aCodeIsKeptAsASecretAndNeverReadBack() {
    caller
        .hears("enter-code")
        .presses("4711")
        .hears("welcome")
        .run(
            Config.read(
                "test.yaml",
                """
                flow: test
                languages: [ru]
                trouble: person
                steps:
                  code:
                    ask: { kind: code, prompt: enter-code, length: 4, failed: person }
                  right:
                    choose:
                      - if: caller.code == '4711'
                        go: known
                      - go: person
                  known:
                    say: [welcome]
                  end:
                    hangup: normal
                  person:
                    queue: { skill-group: other, served: end }
                """));

    assertThat(caller.steps()).containsExactly("code", "right", "known", "end");
    assertThat(caller.events(DigitsEntered.class))
        .containsExactly(new DigitsEntered("code", "****"));
    assertThat(caller.digitsHeard()).isEmpty();
    assertThat(caller.events().toString()).doesNotContain("4711");
  }

  @Test
  void aCodeHasSixDigitsUnlessTheFlowSaysOtherwise() {
    caller.hears("enter-code").presses("123456").hears("music").hangsUp();
    caller.run(
        Config.read(
            "test.yaml",
            """
            flow: test
            languages: [ru]
            trouble: person
            steps:
              code:
                ask: { kind: code, prompt: enter-code, failed: end }
              person:
                queue: { skill-group: other, served: end }
              end:
                hangup: normal
            """));

    assertThat(caller.steps()).containsExactly("code", "person");
  }

  @Test
  void aWrongNumberIsAskedForAgain() {
    caller
        .hears("enter-inn")
        .presses("7707083894#")
        .hears("number-wrong", "enter-inn")
        .presses("7707083893#")
        .hears("confirm-number")
        .hangsUp()
        .run(flow("inn", "enter-inn"));
  }
}
