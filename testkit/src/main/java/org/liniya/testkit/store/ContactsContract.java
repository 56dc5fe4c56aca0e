package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.port.CallStore;
import org.liniya.port.Contacts;
import org.liniya.port.TicketStore;
import org.liniya.ticket.CallHistory;
import org.liniya.ticket.CallHistory.Contact;
import org.liniya.ticket.TicketNumber;

/** What every {@link Contacts} keeps to. */
public abstract class ContactsContract {
  private static final Instant AT = Samples.NOON;

  /** Where calls arrive; of this test, new and empty. */
  protected abstract CallStore calls();

  /** Where tickets are opened, of the same test. */
  protected abstract TicketStore tickets();

  /** What reads both. */
  protected abstract Contacts contacts();

  private CallId arrived(int second) {
    CallId call = Samples.call(second);
    calls().arrived(call, Samples.caller(), "hotline", "hotline", "v1", AT.plusSeconds(second));
    return call;
  }

  private TicketNumber opened(CallId call, String category) {
    TicketNumber number = tickets().open(call, category, Identity.NONE, Language.RU, AT);
    calls().ticketed(call, number);
    return number;
  }

  private static Contact contact(CallId call, int second, boolean handled) {
    return new Contact(call, AT.plusSeconds(second), handled);
  }

  private List<CallHistory> between(int from, int to) {
    return contacts().between(AT.plusSeconds(from), AT.plusSeconds(to), 100);
  }

  @Test
  void callsAreGivenByTicketWithWhetherTheyWereHandled() {
    CallId answered = arrived(1);
    CallId givenUp = arrived(2);
    CallId again = arrived(3);
    TicketNumber first = opened(answered, "access");
    TicketNumber second = opened(givenUp, "payment");
    tickets().link(first, again, AT);
    calls().ticketed(again, first);
    calls().bridged(answered, new OperatorId("1001"), AT.plusSeconds(2), 900);
    calls().served(again);

    List<CallHistory> histories = between(0, 60);

    assertThat(histories).extracting(CallHistory::ticket).containsExactly(first, second);
    assertThat(histories).extracting(CallHistory::category).containsExactly("access", "payment");
    assertThat(histories.getFirst().contacts())
        .containsExactly(contact(answered, 1, true), contact(again, 3, true));
    assertThat(histories.getLast().contacts()).containsExactly(contact(givenUp, 2, false));
  }

  @Test
  void theBeginningOfTheSpanBelongsToItAndItsEndDoesNot() {
    CallId early = arrived(1);
    CallId late = arrived(2);
    opened(early, "access");
    opened(late, "access");

    assertThat(between(1, 2))
        .singleElement()
        .satisfies(
            history -> assertThat(history.contacts()).containsExactly(contact(early, 1, false)));
    assertThat(between(3, 9)).isEmpty();
  }

  @Test
  void aCallWithoutATicketIsAboutNoMatter() {
    arrived(1);

    assertThat(between(0, 60)).isEmpty();
  }

  @Test
  void noMoreCallsThanTheLimitTheOldestFirst() {
    CallId oldest = arrived(1);
    opened(oldest, "access");
    opened(arrived(2), "access");

    assertThat(contacts().between(AT, AT.plusSeconds(60), 1))
        .singleElement()
        .satisfies(
            history -> assertThat(history.contacts()).containsExactly(contact(oldest, 1, false)));
  }
}
