package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.liniya.call.Secret;
import org.liniya.person.Applicant;
import org.liniya.person.LookUp;
import org.liniya.person.PersonId;
import org.liniya.port.Applicants;
import org.liniya.ticket.TicketNumber;

/** Names and contacts in the tickets' table, sealed with the key of the person. Thread-safe. */
final class ApplicantsTable implements Applicants {
  private final Sql sql;
  private final PersonKeys persons;
  private final LookUpHashes hashes;

  ApplicantsTable(Sql sql, PersonKeys persons, LookUpHashes hashes) {
    this.sql = sql;
    this.persons = persons;
    this.hashes = hashes;
  }

  private record Hashed(LookUp.Kind kind, String hash) {}

  @Override
  public Optional<Applicant> of(TicketNumber number) {
    return sql.read(
        "read whose a ticket is",
        handle ->
            handle
                .createQuery(
                    "select person, name_sealed, phone_sealed, email_sealed from tickets"
                        + " where number = :number")
                .bind("number", number.digits())
                .map((row, _) -> read(handle, number, row))
                .findOne());
  }

  private Applicant read(Handle handle, TicketNumber number, ResultSet row) throws SQLException {
    Optional<PersonId> person = Columns.optional(row, "person", PersonId::parse);
    return new Applicant(
        open(handle, number, person, row, "name"),
        open(handle, number, person, row, "phone"),
        open(handle, number, person, row, "email"));
  }

  private Optional<Secret> open(
      Handle handle, TicketNumber number, Optional<PersonId> person, ResultSet row, String what)
      throws SQLException {
    Optional<String> sealed = Columns.optional(row, what + "_sealed", text -> text);
    return person.flatMap(
        who -> sealed.flatMap(text -> persons.open(handle, who, text, place(number, what))));
  }

  @Override
  public boolean set(TicketNumber number, Applicant told, Instant at) {
    List<Hashed> found =
        told.lookUps().stream().map(each -> new Hashed(each.kind(), hashes.of(each))).toList();
    return sql.run(
        "keep whose a ticket is",
        handle -> {
          if (!exists(handle, number)) {
            return false;
          }
          PersonId person =
              TicketPersons.living(
                  handle, number, TicketPersons.locked(handle, number), persons, at);
          Map.of("name", told.name(), "phone", told.phone(), "email", told.email())
              .forEach(
                  (what, text) -> text.ifPresent(to -> seal(handle, number, person, what, to)));
          if (told.name().isPresent()) {
            TicketLookUps.removeNames(handle, number);
          }
          found.forEach(each -> TicketLookUps.add(handle, number, each.kind(), each.hash()));
          return true;
        });
  }

  private static boolean exists(Handle handle, TicketNumber number) {
    return handle
        .createQuery("select 1 from tickets where number = :number")
        .bind("number", number.digits())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private void seal(Handle handle, TicketNumber number, PersonId person, String what, Secret text) {
    Update update =
        handle.createUpdate(
            "update tickets set " + what + "_sealed = :sealed where number = :number");
    update
        .bind("sealed", persons.seal(handle, person, text, place(number, what)))
        .bind("number", number.digits())
        .execute();
  }

  private static String place(TicketNumber number, String what) {
    return "tickets." + what + ":" + number.digits();
  }
}
