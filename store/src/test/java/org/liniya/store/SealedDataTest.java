package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.person.PersonId;
import org.liniya.port.Callbacks.Task;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/** Whose key what is sealed with, what of it can be found, and what is left without the key. */
@OnEachDatabase
final class SealedDataTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final String NUMBER = "+79161234567";
  private static final CallId FIRST = CallId.parse("0193aaaa-0000-7000-8000-000000000001");
  private static final CallId SECOND = CallId.parse("0193aaaa-0000-7000-8000-000000000002");
  private static final LookUp PHONE = lookUp(LookUp.Kind.PHONE, NUMBER);
  private static final LookUp SNILS = lookUp(LookUp.Kind.SNILS, "112-233-445 95");

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private Handle handle;

  @BeforeEach
  void connect() {
    handle = Jdbi.open(fresh.database()::connect);
  }

  @AfterEach
  void disconnect() {
    handle.close();
  }

  private static LookUp lookUp(LookUp.Kind kind, String written) {
    return LookUp.of(kind, new Secret(written)).orElseThrow();
  }

  private static CallerNumber network() {
    return new CallerNumber.Network(PhoneNumber.of(NUMBER));
  }

  private TicketNumber called(CallId call, CallerNumber from) {
    fresh.store().calls().arrived(call, from, "hotline", "hotline", "1", AT);
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

  private List<TicketNumber> found(LookUp by) {
    return fresh.store().tickets().search(by, AT, AT.plusSeconds(1), 10).stream()
        .map(Ticket::number)
        .toList();
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

  private String text(String query) {
    return handle.createQuery(query).mapTo(String.class).one();
  }

  private void forgetTheKeys() {
    handle.execute("update persons set sealed_key = null, erased_at = created_at");
    fresh.restart();
  }

  @Test
  void theIdentityIsSealedAndOpensWithThePersonsKey() {
    TicketNumber number = called(FIRST, network());
    fresh.store().tickets().known(number, SNILS);

    String sealed = text("select identity_sealed from tickets");
    assertThat(sealed).startsWith("v1:").doesNotContain("11223344595");
    assertThat(text("select hash from ticket_lookups where kind = 'snils'"))
        .matches("[0-9a-f]{64}");
    PersonId person = PersonId.parse(text("select person from tickets"));
    PersonKeys keys =
        new PersonKeys(new MasterKeys(new KeyFile(fresh.folder().resolve("field.key")).read()));
    assertThat(keys.open(handle, person, sealed, "tickets.identity:" + number.digits()))
        .contains(SNILS.normal());
  }

  @Test
  void aCallAndItsTicketAreTheSamePersonsButTwoCallsAreNot() {
    called(FIRST, network());
    called(SECOND, network());

    assertThat(
            handle
                .createQuery("select count(*) from calls c join tickets t on t.person = c.person")
                .mapTo(Integer.class)
                .one())
        .isEqualTo(2);
    assertThat(handle.createQuery("select count(*) from persons").mapTo(Integer.class).one())
        .isEqualTo(2);
  }

  @Test
  void aCallWithoutANumberBecomesThePersonsWithItsTicket() {
    called(FIRST, new CallerNumber.Withheld());

    assertThat(text("select c.person from calls c join tickets t on t.person = c.person"))
        .isNotBlank();
  }

  @Test
  void ticketsAreFoundByTheNumberThatTheNetworkVouchesFor() {
    TicketNumber one = called(FIRST, network());
    called(SECOND, new CallerNumber.Claimed(PhoneNumber.of(NUMBER)));

    assertThat(found(PHONE)).containsExactly(one);
    assertThat(found(lookUp(LookUp.Kind.PHONE, "8 (916) 123-45-67"))).containsExactly(one);
  }

  @Test
  void aTicketIsFoundByTheNumberOfALaterCallToo() {
    TicketNumber number = called(FIRST, new CallerNumber.Withheld());
    fresh.store().calls().arrived(SECOND, network(), "hotline", "hotline", "1", AT);
    fresh.store().tickets().link(number, SECOND, AT);

    assertThat(found(PHONE)).containsExactly(number);
  }

  @Test
  void lookUpsOutliveARestart() {
    TicketNumber number = called(FIRST, network());
    fresh.store().tickets().known(number, SNILS);
    fresh.restart();

    assertThat(found(SNILS)).containsExactly(number);
    assertThat(found(PHONE)).containsExactly(number);
  }

  @Test
  void withoutThePersonsKeyNobodyIsCalledBackAndTheNumberIsErased() {
    called(FIRST, network());
    owe(FIRST);
    assertThat(fresh.store().callbacks().open()).hasSize(1);
    assertThat(fresh.store().calls().find(FIRST).orElseThrow().from()).isEqualTo(network());

    forgetTheKeys();

    assertThat(fresh.store().callbacks().open()).isEmpty();
    assertThat(fresh.store().calls().find(FIRST).orElseThrow().from())
        .isEqualTo(new CallerNumber.Erased());
  }

  @Test
  void whatTheMasterKeySealedBeforeIsStillRead() {
    fresh.store().calls().arrived(FIRST, network(), "hotline", "hotline", "1", AT);
    owe(FIRST);
    FieldCipher master = new KeyFile(fresh.folder().resolve("field.key")).read().getFirst();
    handle.execute(
        "update calls set person = null, from_hash = null, from_sealed = ?",
        master.seal(new Secret(NUMBER), "calls.from:" + FIRST));
    handle.execute(
        "update callbacks set person = null, number_sealed = ?",
        master.seal(new Secret(NUMBER), "callbacks.number:" + FIRST));

    assertThat(fresh.store().calls().find(FIRST).orElseThrow().from()).isEqualTo(network());
    called(FIRST, network());
    assertThat(text("select person from calls")).isNotBlank();
    assertThat(fresh.store().calls().find(FIRST).orElseThrow().from()).isEqualTo(network());
    assertThat(fresh.store().callbacks().open()).hasSize(1);
  }
}
