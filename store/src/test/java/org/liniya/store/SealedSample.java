package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.port.Callbacks.Task;
import org.liniya.port.DialogStore;
import org.liniya.ticket.Author;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketVerb;

/**
 * A little of everything that is sealed, written by a store, and whether it can all be read.
 *
 * @param ticket of the first call
 */
record SealedSample(TicketNumber ticket) {
  static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  static final PhoneNumber NUMBER = PhoneNumber.of("+79161234567");
  static final CallId FIRST = CallId.parse("0193aaaa-0000-7000-8000-000000000001");

  /** Its number, and that of its callback, are under the master key itself. */
  static final CallId OLD = CallId.parse("0193aaaa-0000-7000-8000-000000000002");

  static final DialogStore.Entry DIALOG =
      new DialogStore.Entry("dialog-1@host", FIRST, "sip", "state of it", AT);

  static LookUp snils() {
    return LookUp.of(LookUp.Kind.SNILS, new Secret("112-233-445 95")).orElseThrow();
  }

  /** Writes it; {@code handle} is a connection of the test's own. */
  static SealedSample write(Store store, Handle handle, FieldCipher master) {
    for (CallId call : List.of(FIRST, OLD)) {
      store.calls().arrived(call, new CallerNumber.Network(NUMBER), "hotline", "hotline", "1", AT);
      store
          .callbacks()
          .owe(new Task(call, Optional.empty(), NUMBER, Language.RU, "a", AT, AT, "cut-off"));
    }
    handle.execute(
        "update calls set person = null, from_sealed = ? where id = ?",
        master.seal(NUMBER.full(), "calls.from:" + OLD),
        OLD.value());
    handle.execute(
        "update callbacks set person = null, number_sealed = ? where call_id = ?",
        master.seal(NUMBER.full(), "callbacks.number:" + OLD),
        OLD.value());
    TicketNumber ticket =
        store
            .tickets()
            .open(
                FIRST,
                "access",
                new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
                Language.RU,
                AT);
    store.tickets().known(ticket, snils());
    store
        .ticketDesk()
        .apply(ticket, new TicketVerb.Note(new Secret("сломан замок")), new Author("1001"), AT);
    store.dialogs().opened(DIALOG);
    assertThat(Eventually.holds(() -> !store.dialogs().all().isEmpty())).isTrue();
    return new SealedSample(ticket);
  }

  /** Fails when something is not as it was written. */
  void mustBeReadable(Store store) {
    for (CallId call : List.of(FIRST, OLD)) {
      assertThat(store.calls().find(call).orElseThrow().from())
          .isEqualTo(new CallerNumber.Network(NUMBER));
    }
    assertThat(store.callbacks().open()).hasSize(2).allMatch(task -> task.number().equals(NUMBER));
    assertThat(store.tickets().search(snils(), AT, AT.plusSeconds(1), 9))
        .extracting(Ticket::number)
        .containsExactly(ticket);
    assertThat(store.ticketDesk().history(ticket).orElseThrow().entries().getFirst().event())
        .isEqualTo(new TicketEvent.Noted(new Secret("сломан замок")));
    assertThat(store.dialogs().all()).containsExactly(DIALOG);
  }

  /** Where in the database a text occurs, as {@code table.column}: every column of characters. */
  static Set<String> whereIs(Handle handle, String text) {
    List<String> columns = new ArrayList<>();
    handle
        .createQuery(
            "select table_name || '.' || column_name from information_schema.columns where"
                + " table_schema = current_schema and data_type in ('CHARACTER VARYING',"
                + " 'character varying', 'text', 'CHARACTER LARGE OBJECT')")
        .mapTo(String.class)
        .forEach(columns::add);
    assertThat(columns).hasSizeGreaterThan(40);
    Set<String> found = new TreeSet<>();
    for (String column : columns) {
      String[] name = column.split("\\.", -1);
      int rows =
          handle
              .createQuery(
                  "select count(*) from \"%s\" where \"%s\" like :text".formatted(name[0], name[1]))
              .bind("text", "%" + text + "%")
              .mapTo(Integer.class)
              .one();
      if (rows > 0) {
        found.add(column.toLowerCase(java.util.Locale.ROOT));
      }
    }
    return found;
  }
}
