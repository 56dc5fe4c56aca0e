package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A new table or a new reference to tickets, calls or persons fails here until {@link
 * RetentionDeletion} and {@link RetentionFacts} know what to do with it: then add it to the list.
 */
@OnEachDatabase
final class RetentionSchemaTest {
  @RegisterExtension final FreshStore fresh = new FreshStore();
  private final RetentionWorld world = new RetentionWorld(fresh);

  @Test
  void everyTableIsEitherDeletedFromOrHoldsNothingOfACaller() throws SQLException {
    assertThat(world.tables())
        .containsExactlyInAnyOrder(
            // deleted with a ticket, a call or a person
            "callback_tries",
            "callbacks",
            "calls",
            "dialogs",
            "journal",
            "persons",
            "ticket_calls",
            "ticket_entries",
            "ticket_holds",
            "ticket_lookups",
            "ticket_recordings",
            "tickets",
            // nothing of callers, or on purpose never deleted
            "acd_inputs",
            "acd_runs",
            "audit",
            "deletions",
            "field_keys",
            "operators",
            "operator_states",
            // only a ticket's number and state; its own clock empties it within thirty days
            "outbox",
            "reckoned_levels",
            "registrations",
            "sealed_keys");
    assertThat(RetentionDeletion.OF_TICKET)
        .containsExactlyInAnyOrderElementsOf(
            world.rows(
                "select distinct lower(table_name) from information_schema.columns"
                    + " where lower(table_schema) = 'public' and lower(column_name) = 'number'"
                    + " and lower(table_name) <> 'tickets'"));
  }

  @Test
  void everyReferenceToTicketsCallsAndPersonsIsKnown() throws SQLException {
    assertThat(
            world.rows(
                "select lower(table_name), lower(column_name) from information_schema.columns"
                    + " where lower(table_schema) = 'public'"
                    + " and (lower(data_type) = 'uuid' or lower(column_name) in"
                    + " ('number', 'ticket', 'call', 'call_id', 'person', 'recording'))"))
        .containsExactlyInAnyOrder(
            "callback_tries|call_id",
            "callbacks|call_id",
            "callbacks|person",
            "callbacks|place_by",
            "callbacks|ticket",
            "calls|id",
            "calls|person",
            "calls|ticket",
            "dialogs|call_id",
            "journal|call_id",
            "outbox|event_id",
            "outbox|ticket",
            "persons|id",
            "persons|same_as",
            "ticket_calls|call_id",
            "ticket_calls|number",
            "ticket_entries|call_id",
            "ticket_entries|number",
            "ticket_holds|number",
            "ticket_lookups|number",
            "ticket_recordings|number",
            "ticket_recordings|recording",
            "tickets|number",
            "tickets|person");
  }

  @Test
  void everyForeignKeyIsKnown() throws SQLException {
    assertThat(
            world.rows(
                "select lower(constraint_name) from information_schema.table_constraints"
                    + " where lower(table_schema) = 'public' and constraint_type = 'FOREIGN KEY'"))
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                "persons_same",
                "ticket_calls_number",
                "ticket_entries_number",
                "ticket_holds_number",
                "ticket_lookups_number",
                "ticket_recordings_number"));
  }
}
