package org.liniya.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Where sealed values are. A column that holds them has "sealed" in its name. Stateless. */
final class SealedColumns {

  /** In which the master key may have sealed something, in the order in which they are renewed. */
  static final List<SealedColumn> BY_MASTER =
      List.of(
          new SealedColumn("sealed_keys", "sealed", "name", "sealed_keys:", true),
          new SealedColumn("persons", "sealed_key", "id", "persons.key:", true),
          // from before there were keys of persons, or of a call that the table does not know
          new SealedColumn("calls", "from_sealed", "id", "calls.from:", false),
          new SealedColumn("callbacks", "number_sealed", "call_id", "callbacks.number:", false));

  /** In which only keys of persons have ever sealed anything. */
  private static final List<String> BY_PERSONS =
      List.of(
          "tickets.identity_sealed",
          "tickets.name_sealed",
          "tickets.phone_sealed",
          "tickets.email_sealed",
          "ticket_entries.text_sealed",
          "ticket_holds.why_sealed"); // comes with a later migration

  private SealedColumns() {}

  /** All that are known here, as {@code table.column}. */
  static Set<String> known() {
    Set<String> all = new TreeSet<>(BY_PERSONS);
    BY_MASTER.forEach(column -> all.add(column.table() + "." + column.column()));
    return all;
  }

  /** All that the schema has, as {@code table.column}. */
  static Set<String> inSchema(Handle handle) {
    try (Stream<String> found =
        handle
            .createQuery(
                "select lower(table_name) || '.' || lower(column_name) from"
                    + " information_schema.columns where table_schema = current_schema"
                    + " and lower(column_name) like '%sealed%'")
            .mapTo(String.class)
            .stream()) {
      return new TreeSet<>(found.toList());
    }
  }
}
