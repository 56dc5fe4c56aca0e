package org.liniya.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Writes what the queues were told, in the transactions of the journal's writer and used by its
 * thread only. What an unconfirmed batch may have left behind is deleted by the next one.
 */
final class ToldRows {

  private final List<JournalTable.Row> unconfirmed = new ArrayList<>();

  /** The others of the batch are none of its business. */
  void write(Handle handle, List<JournalTable.Row> batch) {
    unconfirmed.forEach(row -> takeBack(handle, row));
    batch.stream().filter(row -> !(row instanceof JournalTable.Line)).forEach(unconfirmed::add);
    runs(handle, batch);
    inputs(handle, batch);
  }

  void confirmed() {
    unconfirmed.clear();
  }

  private static void takeBack(Handle handle, JournalTable.Row row) {
    switch (row) {
      case JournalTable.RunBegan run ->
          handle
              .createUpdate("delete from acd_runs where epoch = :epoch")
              .bind("epoch", run.epoch())
              .execute();
      case JournalTable.Told input ->
          handle
              .createUpdate("delete from acd_inputs where epoch = :epoch and seq = :seq")
              .bind("epoch", input.epoch())
              .bind("seq", input.seq())
              .execute();
      case JournalTable.Line _ -> {
        // taken back by whoever numbers them
      }
    }
  }

  private static void runs(Handle handle, List<JournalTable.Row> batch) {
    for (JournalTable.Row row : batch) {
      if (row instanceof JournalTable.RunBegan run) {
        handle
            .createUpdate(
                "insert into acd_runs (epoch, began, settings) values (:epoch, :began, :settings)")
            .bind("epoch", run.epoch())
            .bind("began", Columns.moment(run.at()))
            .bind("settings", run.settings())
            .execute();
      }
    }
  }

  private static void inputs(Handle handle, List<JournalTable.Row> batch) {
    List<JournalTable.Told> told =
        batch.stream()
            .filter(JournalTable.Told.class::isInstance)
            .map(JournalTable.Told.class::cast)
            .toList();
    if (told.isEmpty()) {
      return;
    }
    PreparedBatch rows =
        handle.prepareBatch(
            "insert into acd_inputs (epoch, seq, at, event) values (:epoch, :seq, :at, :event)");
    for (JournalTable.Told input : told) {
      rows.bind("epoch", input.epoch())
          .bind("seq", input.seq())
          .bind("at", Columns.moment(input.at()))
          .bind("event", input.event())
          .add();
    }
    rows.execute();
  }
}
