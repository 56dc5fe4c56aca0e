package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.liniya.call.CallId;
import org.liniya.callback.DiallingRule;
import org.liniya.callback.PlaceRule;
import org.liniya.callback.PlaceRule.Kept;
import org.liniya.callback.PlaceRule.Place;
import org.liniya.callback.PlaceRule.Wish;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/** The places that callbacks keep, each for one call that takes it. Thread-safe. */
final class CallbackPlaces {
  private static final String SELECT =
      "select call_id, rank_at, owed_at, reason, state, outcome, ended_at, place_by from callbacks";

  private final Sql sql;

  CallbackPlaces(Sql sql) {
    this.sql = sql;
  }

  /** Which place it is, is for {@link PlaceRule}; that nobody else gets it, for the update. */
  Optional<Kept> take(
      CallId call, Optional<String> hash, Optional<TicketNumber> ticket, Instant own, Instant at) {
    if (hash.isEmpty() && ticket.isEmpty()) {
      return Optional.empty();
    }
    return sql.run(
        "take a kept place",
        handle -> {
          List<Place> places = new ArrayList<>();
          hash.ifPresent(
              number ->
                  places.addAll(
                      found(
                          handle
                              .createQuery(SELECT + " where number_hash = :hash")
                              .bind("hash", number))));
          ticket.ifPresent(
              number ->
                  places.addAll(
                      found(
                          handle
                              .createQuery(SELECT + " where ticket = :ticket")
                              .bind("ticket", number.digits()))));
          return PlaceRule.decide(places, own, at).filter(kept -> taken(handle, kept, call, at));
        });
  }

  private static boolean taken(Handle handle, Kept kept, CallId by, Instant at) {
    int changed =
        handle
            .createUpdate(
                "update callbacks set place_by = :by where call_id = :call and place_by is null"
                    + " and state <> 'dialling'")
            .bind("by", by.value())
            .bind("call", kept.of().value())
            .execute();
    if (changed > 0) {
      CallbackTries.close(handle, kept.of(), DiallingRule.CALLED_BACK, at);
    }
    return changed > 0;
  }

  private static List<Place> found(Query query) {
    return query.map((row, _) -> place(row)).list();
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        Columns.call(row, "call_id"),
        Columns.moment(row, "rank_at"),
        Columns.moment(row, "owed_at"),
        wish(row),
        Columns.optionalMoment(row, "ended_at"),
        row.getObject("place_by") != null);
  }

  /** A caller who has called back may come to the queue after the callback was closed for that. */
  private static Wish wish(ResultSet row) throws SQLException {
    boolean open =
        row.getString("state").equals("owed")
            || DiallingRule.CALLED_BACK.equals(row.getString("outcome"));
    if (!open) {
      return Wish.OVER;
    }
    return row.getString("reason").equals(Callbacks.ASKED_FOR) ? Wish.CHOSEN : Wish.CUT_OFF;
  }
}
