package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.port.StoreException;
import org.liniya.port.TicketStore;
import org.liniya.ticket.CheckDigit;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;

/** What every {@link TicketStore} keeps to. */
public abstract class TicketStoreContract {
  private static final Instant AT = Samples.NOON;
  private static final Identity STATED =
      new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95");

  /** The store of this test, new and empty; the same at every call within a test. */
  protected abstract TicketStore tickets();

  private TicketNumber open(CallId call, Instant at) {
    return tickets().open(call, "access", STATED, Language.RU, at);
  }

  private Ticket found(TicketNumber number) {
    return tickets().find(number).orElseThrow();
  }

  @Test
  void anOpenTicketHasADeadlineAndAnUnknownOneHasNone() {
    TicketNumber number = open(Samples.call(0), AT);

    assertThat(tickets().deadline(number))
        .hasValueSatisfying(deadline -> assertThat(deadline.at()).isAfter(AT));
    assertThat(tickets().deadline(new TicketNumber("5555555" + CheckDigit.of("5555555"))))
        .isEmpty();
  }

  @Test
  void anOpenedTicketIsFoundByNumberAndByCall() {
    CallId call = Samples.call(0);

    TicketNumber number = open(call, AT);

    assertThat(tickets().ofCall(call)).contains(number);
    assertThat(found(number))
        .isEqualTo(
            new Ticket(
                number,
                "access",
                STATED,
                Language.RU,
                TicketState.NEW,
                AT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(call),
                List.of()));
  }

  @Test
  void aNumberIsEightDigitsWithACheckDigit() {
    TicketNumber number = open(Samples.call(0), AT);

    assertThat(number.digits()).matches("[1-9]\\d{7}");
    assertThat(CheckDigit.valid(number.digits())).isTrue();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(tickets().find(new TicketNumber("99999999"))).isEmpty();
    assertThat(tickets().ofCall(Samples.call(0))).isEmpty();
  }

  @Test
  void openingAgainGivesTheSameTicketUnchanged() {
    CallId call = Samples.call(0);
    TicketNumber number = open(call, AT);

    TicketNumber again =
        tickets().open(call, "payment", Identity.NONE, Language.EN, AT.plusSeconds(9));

    assertThat(again).isEqualTo(number);
    assertThat(found(number).category()).isEqualTo("access");
    assertThat(found(number).openedAt()).isEqualTo(AT);
  }

  @Test
  void openingAtOnceFromManyThreadsGivesOneTicket() throws InterruptedException {
    CallId call = Samples.call(0);
    Set<TicketNumber> numbers = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(Thread.startVirtualThread(() -> numbers.add(open(call, AT))));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(numbers).hasSize(1);
    assertThat(tickets().latest(10, Optional.empty())).hasSize(1);
  }

  @Test
  void aFurtherCallIsLinkedBehindTheFirst() {
    CallId later = Samples.call(100);
    CallId earlier = Samples.call(0);
    TicketNumber number = open(later, AT);

    tickets().link(number, earlier, AT);
    tickets().link(number, earlier, AT);

    assertThat(found(number).calls()).containsExactly(later, earlier);
    assertThat(tickets().ofCall(earlier)).contains(number);
    assertThat(open(earlier, AT)).isEqualTo(number);
  }

  @Test
  void aCallHasOneTicketOnly() {
    CallId call = Samples.call(0);
    TicketNumber own = open(call, AT);
    TicketNumber other = open(Samples.call(1), AT);

    assertThatThrownBy(() -> tickets().link(other, call, AT)).isInstanceOf(StoreException.class);

    assertThat(tickets().ofCall(call)).contains(own);
    assertThat(found(other).calls()).doesNotContain(call);
  }

  @Test
  void updateChangesWhatItIsAbout() {
    TicketNumber number = open(Samples.call(0), AT);

    tickets().update(number, "payment", Identity.NONE, Language.EN);

    Ticket ticket = found(number);
    assertThat(ticket.category()).isEqualTo("payment");
    assertThat(ticket.identity()).isEqualTo(Identity.NONE);
    assertThat(ticket.language()).isEqualTo(Language.EN);
  }

  @Test
  void servedPutsTheTicketInProgressWithItsOperator() {
    TicketNumber number = open(Samples.call(0), AT);

    tickets().served(number, new OperatorId("1001"), AT.plusSeconds(60));

    assertThat(found(number).state()).isEqualTo(TicketState.IN_PROGRESS);
    assertThat(found(number).operator()).contains(new OperatorId("1001"));
  }

  @Test
  void aRatingIsOneToFive() {
    TicketNumber number = open(Samples.call(0), AT);

    tickets().rated(number, 5);

    assertThat(found(number).rating()).contains(5);
    assertThatThrownBy(() -> tickets().rated(number, 6))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tickets().rated(number, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(found(number).rating()).contains(5);
  }

  @Test
  void recordingsAreAddedOnceEach() {
    CallId first = Samples.call(9);
    CallId second = Samples.call(1);
    TicketNumber number = open(first, AT);

    tickets().recorded(number, first);
    tickets().recorded(number, second);
    tickets().recorded(number, first);

    assertThat(found(number).recordings()).containsExactly(first, second);
  }

  @Test
  void theFirstEndingOfACallStands() {
    CallId call = Samples.call(0);
    TicketNumber number = open(call, AT);

    tickets().callEnded(number, call, Ending.ABANDONED, AT.plusSeconds(5));
    tickets().callEnded(number, call, Ending.CUT_OFF, AT.plusSeconds(6));

    assertThat(found(number).ending()).contains(Ending.ABANDONED);
    assertThat(found(number).endedAt()).contains(AT.plusSeconds(5));
  }

  @Test
  void theEndingOfATicketIsThatOfItsLastCall() {
    CallId first = Samples.call(0);
    CallId second = Samples.call(1);
    TicketNumber number = open(first, AT);
    tickets().callEnded(number, first, Ending.ABANDONED, AT.plusSeconds(5));

    tickets().link(number, second, AT);
    assertThat(found(number).ending()).isEmpty();

    tickets().callEnded(number, second, Ending.COMPLETED, AT.plusSeconds(50));
    assertThat(found(number).ending()).contains(Ending.COMPLETED);
  }

  @Test
  void anUnknownTicketOrCallIsRefused() {
    TicketNumber none = new TicketNumber("99999999");
    TicketNumber number = open(Samples.call(0), AT);
    CallId stranger = Samples.call(5);

    assertThatThrownBy(() -> tickets().rated(none, 3)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> tickets().link(none, stranger, AT)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> tickets().recorded(none, stranger)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> tickets().callEnded(number, stranger, Ending.COMPLETED, AT))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void latestGivesTheNewestFirstPageByPage() {
    List<TicketNumber> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // three of one moment: pages must neither repeat nor skip them
      newestFirst.addFirst(open(Samples.call(i), AT.plusSeconds(i / 3)));
    }

    List<TicketNumber> paged = new ArrayList<>();
    Optional<TicketNumber> before = Optional.empty();
    List<Ticket> page = tickets().latest(2, before);
    while (!page.isEmpty()) {
      assertThat(page.size()).isLessThanOrEqualTo(2);
      page.forEach(ticket -> paged.add(ticket.number()));
      page = tickets().latest(2, Optional.of(page.getLast().number()));
    }

    assertThat(paged).containsExactlyInAnyOrderElementsOf(newestFirst);
    assertThat(paged.subList(0, 2)).containsExactlyInAnyOrderElementsOf(newestFirst.subList(0, 2));
    assertThat(tickets().latest(5, Optional.of(new TicketNumber("99999999")))).isEmpty();
  }

  private static LookUp lookUp(LookUp.Kind kind, String written) {
    return LookUp.of(kind, new Secret(written)).orElseThrow();
  }

  private List<TicketNumber> search(LookUp by, Instant from, Instant to, int limit) {
    return tickets().search(by, from, to, limit).stream().map(Ticket::number).toList();
  }

  @Test
  void aTicketIsFoundByWhoItIsOf() {
    LookUp snils = lookUp(LookUp.Kind.SNILS, "112-233-445 95");
    TicketNumber number = open(Samples.call(0), AT);
    TicketNumber other = open(Samples.call(1), AT);
    tickets().known(number, snils);
    tickets().known(number, snils);
    tickets().known(other, lookUp(LookUp.Kind.PASSPORT, "4508123456"));

    assertThat(tickets().search(snils, AT, AT.plusSeconds(1), 10)).containsExactly(found(number));
    assertThat(search(lookUp(LookUp.Kind.PHONE, "11223344595"), AT, AT.plusSeconds(1), 10))
        .isEmpty();
  }

  @Test
  void theNewestAreFoundFirstWithinTheTimeAndTheLimit() {
    LookUp name = lookUp(LookUp.Kind.SURNAME, "Королёва");
    List<TicketNumber> numbers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      numbers.add(open(Samples.call(i), AT.plusSeconds(i)));
      tickets().known(numbers.get(i), name);
    }

    assertThat(search(name, AT, AT.plusSeconds(9), 10))
        .containsExactlyElementsOf(numbers.reversed());
    assertThat(search(name, AT, AT.plusSeconds(9), 2))
        .containsExactly(numbers.get(3), numbers.get(2));
    assertThat(search(name, AT.plusSeconds(1), AT.plusSeconds(3), 10))
        .containsExactly(numbers.get(2), numbers.get(1));
  }

  @Test
  void ticketsAreFoundByTheTimeAlone() {
    List<TicketNumber> numbers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      numbers.add(open(Samples.call(i), AT.plusSeconds(i)));
    }

    assertThat(tickets().opened(AT.plusSeconds(1), AT.plusSeconds(3), 10))
        .extracting(Ticket::number)
        .containsExactly(numbers.get(2), numbers.get(1));
    assertThat(tickets().opened(AT, AT.plusSeconds(9), 1)).containsExactly(found(numbers.get(3)));
  }

  @Test
  void nothingIsKnownOfATicketThatIsNot() {
    assertThatThrownBy(
            () ->
                tickets()
                    .known(new TicketNumber("99999999"), lookUp(LookUp.Kind.SURNAME, "Королёва")))
        .isInstanceOf(StoreException.class);
  }
}
