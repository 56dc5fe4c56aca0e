package org.liniya.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.Applicant;
import org.liniya.person.Belongings;
import org.liniya.person.LookUp;
import org.liniya.port.Callbacks.Task;
import org.liniya.port.Persons.Outcome;
import org.liniya.port.StoreException;
import org.liniya.ticket.Author;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketVerb;

/** What is kept about a person, and that nothing of it is left when it is erased. */
@OnEachDatabase
final class PersonsTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final String NUMBER = "+79161234567";
  private static final String SNILS = "11223344595";
  private static final String NAME = "Иванов Иван Иванович";
  private static final String NOTE = "течёт крыша на Лесной";
  private static final CallId FIRST = call(1);
  private static final CallId LATER = call(2);
  private static final CallId NEIGHBOUR = call(3);
  private static final Author OLGA = new Author("1001");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private Handle handle;
  private TicketNumber ticket;
  private TicketNumber neighbours;

  private static CallId call(int last) {
    return CallId.parse("0193aaaa-0000-7000-8000-00000000000" + last);
  }

  @BeforeEach
  void twoOfOneHousehold() {
    handle = Jdbi.open(fresh.database()::connect);
    ticket = called(FIRST);
    fresh.store().tickets().known(ticket, lookUp(LookUp.Kind.SNILS, SNILS));
    fresh
        .store()
        .applicants()
        .set(
            ticket,
            new Applicant(
                Optional.of(new Secret(NAME)),
                Optional.of(new Secret("+79035557788")),
                Optional.of(new Secret("ivanov@example.org"))),
            AT);
    fresh.store().ticketDesk().apply(ticket, new TicketVerb.Note(new Secret(NOTE)), OLGA, AT);
    fresh.store().calls().ended(FIRST, Ending.COMPLETED, AT);
    arrived(LATER, new CallerNumber.Network(PhoneNumber.of("+79269998877")));
    fresh.store().tickets().link(ticket, LATER, AT);
    fresh.store().calls().ended(LATER, Ending.COMPLETED, AT);
    fresh.store().tickets().recorded(ticket, FIRST);
    fresh.store().tickets().recorded(ticket, LATER);
    owe(FIRST);
    neighbours = called(NEIGHBOUR);
    owe(NEIGHBOUR);
  }

  @AfterEach
  void disconnect() {
    handle.close();
  }

  private static LookUp lookUp(LookUp.Kind kind, String written) {
    return LookUp.of(kind, new Secret(written)).orElseThrow();
  }

  private void arrived(CallId call, CallerNumber from) {
    fresh.store().calls().arrived(call, from, "hotline", "hotline", "1", AT);
  }

  private TicketNumber called(CallId call) {
    arrived(call, new CallerNumber.Network(PhoneNumber.of(NUMBER)));
    return fresh
        .store()
        .tickets()
        .open(
            call,
            "access",
            new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
            Language.RU,
            AT);
  }

  private void owe(CallId call) {
    fresh
        .store()
        .callbacks()
        .owe(
            new Task(
                call,
                Optional.empty(),
                PhoneNumber.of(NUMBER),
                Language.RU,
                "access",
                AT,
                AT,
                "cut-off"));
  }

  private void solve() {
    fresh.store().ticketDesk().apply(ticket, new TicketVerb.Take(new OperatorId("1001")), OLGA, AT);
    fresh
        .store()
        .ticketDesk()
        .apply(ticket, new TicketVerb.Solve(new Secret("починили крышу")), OLGA, AT);
  }

  private Belongings erase() {
    solve();
    return ((Outcome.Erased) fresh.store().persons().erase(ticket, false, AT).orElseThrow()).what();
  }

  private List<TicketNumber> found(LookUp by) {
    return fresh.store().tickets().search(by, AT, AT.plusSeconds(1), 10).stream()
        .map(Ticket::number)
        .toList();
  }

  @Test
  void whatIsKeptIsFoundByTheTicketAndNotWhatIsTheNeighbours() {
    Belongings kept = fresh.store().persons().of(ticket).orElseThrow();

    assertThat(kept.tickets()).containsExactly(ticket);
    assertThat(kept.open()).containsExactly(ticket);
    assertThat(kept.calls()).containsExactly(FIRST, LATER);
    assertThat(kept.others()).containsExactly(LATER);
    assertThat(kept.goingOn()).isEmpty();
    assertThat(kept.callbacks()).containsExactly(FIRST);
    assertThat(kept.recordings()).containsExactlyInAnyOrder(FIRST, LATER);
    assertThat(kept.erased()).isFalse();
    assertThat(fresh.store().persons().of(new TicketNumber("99999999"))).isEmpty();
  }

  @Test
  void anOpenTicketOrACallIsARefusalThatChangesNothing() {
    assertThat(fresh.store().persons().erase(ticket, false, AT).orElseThrow())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, no -> assertThat(no.why()).contains("not answered yet"));
    solve();
    CallId going = call(4);
    arrived(going, new CallerNumber.Withheld());
    fresh.store().tickets().link(ticket, going, AT);
    assertThat(fresh.store().persons().erase(ticket, true, AT).orElseThrow())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, no -> assertThat(no.why()).contains("a call"));

    assertThat(found(lookUp(LookUp.Kind.SNILS, SNILS))).containsExactly(ticket);
    assertThat(fresh.store().applicants().of(ticket).orElseThrow().name())
        .contains(new Secret(NAME));
  }

  @Test
  void anOpenTicketIsErasedWhenThatIsWanted() {
    assertThat(fresh.store().persons().erase(ticket, true, AT).orElseThrow())
        .isInstanceOf(Outcome.Erased.class);
    assertThat(fresh.store().applicants().of(ticket)).contains(Applicant.UNKNOWN);
  }

  @Test
  void whatIsHeldIsSeenAndNotErasedUntilItIsReleased() {
    Author anna = new Author("anna");
    fresh.store().ticketHolds().hold(ticket, new Secret("a court's wish"), anna, AT);
    solve();

    assertThat(new BelongingsQuery().of(handle, ticket).orElseThrow().held())
        .containsExactly(ticket);
    assertThat(fresh.store().persons().erase(ticket, true, AT).orElseThrow())
        .isInstanceOfSatisfying(Outcome.Refused.class, no -> assertThat(no.why()).contains("held"));

    fresh.store().ticketHolds().release(ticket, anna, AT);
    assertThat(fresh.store().persons().erase(ticket, false, AT).orElseThrow())
        .isInstanceOf(Outcome.Erased.class);
    assertThat(fresh.store().ticketHolds().of(ticket)).isEmpty();
  }

  @Test
  void afterItNothingIsFoundAndAllThatRefersToThePersonReadsAsErased() {
    erase();

    for (int restarts = 0; restarts < 2; restarts++) {
      Store store = fresh.store();
      for (LookUp by :
          List.of(
              lookUp(LookUp.Kind.SNILS, SNILS),
              lookUp(LookUp.Kind.SURNAME, "Иванов"),
              lookUp(LookUp.Kind.PHONE, "+79035557788"),
              lookUp(LookUp.Kind.PHONE, "+79269998877"))) {
        assertThat(found(by)).isEmpty();
      }
      assertThat(store.calls().find(FIRST).orElseThrow().from())
          .isEqualTo(new CallerNumber.Erased());
      assertThat(store.calls().find(LATER).orElseThrow().from())
          .isEqualTo(new CallerNumber.Erased());
      assertThat(store.applicants().of(ticket)).contains(Applicant.UNKNOWN);
      assertThat(store.tickets().find(ticket).orElseThrow().identity().masked())
          .isEqualTo("erased");
      assertThat(store.ticketDesk().history(ticket).orElseThrow().entries())
          .filteredOn(entry -> entry.event() instanceof TicketEvent.Noted)
          .allMatch(entry -> entry.event().equals(new TicketEvent.Noted(TicketEntries.ERASED)));
      assertThat(store.calls().latest(10, Optional.empty())).hasSize(3);
      assertThat(store.persons().of(ticket).orElseThrow().erased()).isTrue();
      fresh.restart();
    }
  }

  @Test
  void theNeighbourUnderTheSameTelephoneKeepsEverything() {
    erase();
    fresh.restart();

    assertThat(found(lookUp(LookUp.Kind.PHONE, NUMBER))).containsExactly(neighbours);
    assertThat(fresh.store().callbacks().open()).extracting(Task::call).containsExactly(NEIGHBOUR);
    assertThat(fresh.store().calls().find(NEIGHBOUR).orElseThrow().from())
        .isEqualTo(new CallerNumber.Network(PhoneNumber.of(NUMBER)));
  }

  @Test
  void workOnAnErasedTicketGoesOnUnderANewKey() {
    erase();
    Store store = fresh.store();
    Secret again = new Secret("позвонили ещё раз");
    store.tickets().known(ticket, lookUp(LookUp.Kind.SNILS, SNILS));
    store.ticketDesk().apply(ticket, new TicketVerb.Note(again), OLGA, AT);
    assertThat(store.tickets().open(FIRST, "a", Identity.NONE, Language.RU, AT)).isEqualTo(ticket);
    owe(FIRST);

    store = fresh.restart();

    assertThat(store.ticketDesk().history(ticket).orElseThrow().entries().getLast().event())
        .isEqualTo(new TicketEvent.Noted(again));
    assertThat(found(lookUp(LookUp.Kind.SNILS, SNILS))).containsExactly(ticket);
    assertThat(store.callbacks().open()).hasSize(2);
    assertThat(store.persons().of(ticket).orElseThrow().erased()).isFalse();
  }

  @Test
  void doingItAgainFindsNothingToDo() {
    erase();
    Belongings again =
        ((Outcome.Erased) fresh.store().persons().erase(ticket, false, AT).orElseThrow()).what();
    assertThat(again.erased()).isTrue();
    assertThat(again.callbacks()).isEmpty();
  }

  @Test
  void theRecordingsAreNamedUntilTheyAreDeleted() {
    assertThat(fresh.store().persons().recordingsLeft()).isEmpty();
    erase();
    fresh.restart(); // as after a crash between the two
    assertThat(fresh.store().persons().recordingsLeft()).containsExactly(FIRST, LATER);

    fresh.store().persons().recordingsDeleted(List.of(FIRST));
    assertThat(fresh.store().persons().recordingsLeft()).containsExactly(LATER);
    fresh.store().persons().recordingsDeleted(List.of(LATER));
    assertThat(fresh.store().persons().recordingsLeft()).isEmpty();
  }

  /**
   * What somebody finds who has the data folder and the database, with and without the key file.
   * The file of the embedded database keeps old pages: in them are the sealed values, and the
   * person's key sealed with the master key. That opens with the key file of then, and no more once
   * the master key was changed.
   */
  @Test
  void theFilesHoldNothingInClearAndNothingThatTheKeysOfAfterwardsOpen() throws IOException {
    String place = "persons.key:" + text("select person from tickets where number = ?", ticket);
    String wrapped =
        text(
            "select p.sealed_key from persons p join tickets t on t.person = p.id"
                + " where t.number = ?",
            ticket);
    String sealed = text("select name_sealed from tickets where number = ?", ticket);
    assertThat(SealedSample.whereIs(handle, wrapped)).containsExactly("persons.sealed_key");

    erase();

    assertThat(SealedSample.whereIs(handle, wrapped)).isEmpty();
    String keyOfPerson = sealed.split(":", -1)[1];
    assertThat(SealedSample.whereIs(handle, "v1:" + keyOfPerson + ":")).isEmpty();
    for (String clear :
        List.of(SNILS, NAME, "Иванов", NOTE, "ivanov@", "9035557788", "9269998877")) {
      assertThat(SealedSample.whereIs(handle, clear)).as(clear).isEmpty();
    }
    boolean done = false;
    while (!done) {
      done = fresh.store().keyRotation().advance().done();
    }
    MasterKeys left = new MasterKeys(new KeyFile(fresh.folder().resolve("field.key")).read());
    assertThatThrownBy(() -> left.open(wrapped, place)).isInstanceOf(StoreException.class);
    fresh.store().close();
    fresh.gone();
    for (String clear :
        List.of(SNILS, NAME, "Иванов", NOTE, "ivanov@", NUMBER, "9035557788", "9269998877")) {
      assertThat(filesWith(clear)).as(clear).isEmpty();
    }
  }

  private String text(String query, TicketNumber number) {
    return handle.createQuery(query).bind(0, number.digits()).mapTo(String.class).one();
  }

  /** Of the data folder, in bytes, as UTF-8. */
  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(fresh.folder())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> holds(file, new String(text.getBytes(UTF_8), ISO_8859_1)))
          .toList();
    }
  }

  private static boolean holds(Path file, String latin) {
    try {
      return Files.readString(file, ISO_8859_1).contains(latin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
