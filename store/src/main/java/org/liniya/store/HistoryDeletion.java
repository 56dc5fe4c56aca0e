package org.liniya.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes away what operators did and what the queues were told long ago, some rows a transaction.
 * Stateless; runs in the caller's transaction.
 */
final class HistoryDeletion {

  /** So many rows go at once, about. */
  static final int PIECE = 5_000;

  private HistoryDeletion() {}

  /** Gives how many rows went; none when nothing is left from before that moment. */
  static int some(Handle handle, Instant before) {
    int states = states(handle, before);
    return states > 0 ? states : told(handle, before);
  }

  private static int states(Handle handle, Instant before) {
    Optional<Instant> last =
        handle
            .createQuery(
                "select since from operator_states where since < :before"
                    + " order by since, id limit 1 offset :piece")
            .bind("before", Columns.moment(before))
            .bind("piece", PIECE - 1)
            .map((row, _) -> Columns.moment(row, "since"))
            .findOne();
    return handle
        .createUpdate(
            "delete from operator_states where since "
                + (last.isPresent() ? "<= :until" : "< :until"))
        .bind("until", Columns.moment(last.orElse(before)))
        .execute();
  }

  /** The beginning of the earliest run that reaches back so far, and the run with its last row. */
  private static int told(Handle handle, Instant before) {
    List<String> runs =
        handle
            .createQuery("select epoch from acd_runs where began < :before order by began")
            .bind("before", Columns.moment(before))
            .mapTo(String.class)
            .list();
    for (String run : runs) {
      int gone = beginning(handle, run, before);
      if (gone > 0) {
        return gone;
      }
    }
    return 0;
  }

  private record Told(long seq, Instant at) {}

  private static int beginning(Handle handle, String run, Instant before) {
    List<Told> first =
        handle
            .createQuery(
                "select seq, at from acd_inputs where epoch = :epoch order by seq limit :piece")
            .bind("epoch", run)
            .bind("piece", PIECE)
            .map((row, _) -> new Told(row.getLong("seq"), Columns.moment(row, "at")))
            .list();
    List<Told> old = first.stream().takeWhile(told -> told.at().isBefore(before)).toList();
    if (first.isEmpty()) {
      return dropIfOver(handle, run);
    }
    if (old.isEmpty()) {
      return 0;
    }
    return handle
        .createUpdate("delete from acd_inputs where epoch = :epoch and seq <= :last")
        .bind("epoch", run)
        .bind("last", old.getLast().seq())
        .execute();
  }

  /** The newest run may go on: without its row, what is told next would be nobody's. */
  private static int dropIfOver(Handle handle, String run) {
    return handle
        .createUpdate(
            "delete from acd_runs where epoch = :epoch and began <"
                + " (select max(began) from acd_runs)")
        .bind("epoch", run)
        .execute();
  }
}
