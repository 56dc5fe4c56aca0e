package org.liniya.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.liniya.call.CallId;

/**
 * What becomes of callbacks: each try, and the end. A try is in the store before the telephone
 * rings, so that none is made twice and one that a crash cut short has counted. Thread-safe.
 */
final class CallbackTries {
  private final Sql sql;

  CallbackTries(Sql sql) {
    this.sql = sql;
  }

  /** False when somebody else has begun it, it is over, or the number is not to be rung now. */
  boolean begin(CallId call, String hash, int before, Instant at, int most, Instant since) {
    return sql.run(
        "begin a callback's try",
        handle -> {
          if (isDialled(handle, hash) || count(handle, hash, since) >= most) {
            return false;
          }
          int changed =
              handle
                  .createUpdate(
                      "update callbacks set state = 'dialling', tries = tries + 1,"
                          + " number_hash = :hash where call_id = :call and state = 'owed'"
                          + " and tries = :before")
                  .bind("hash", hash)
                  .bind("call", call.value())
                  .bind("before", before)
                  .execute();
          if (changed == 0) {
            return false;
          }
          handle
              .createUpdate(
                  "insert into callback_tries (call_id, attempt, at, number_hash)"
                      + " values (:call, :attempt, :at, :hash)")
              .bind("call", call.value())
              .bind("attempt", before + 1)
              .bind("at", Columns.moment(at))
              .bind("hash", hash)
              .execute();
          return true;
        });
  }

  boolean isDialled(String hash) {
    return sql.read("look whether a number is dialled", handle -> isDialled(handle, hash));
  }

  private static boolean isDialled(Handle handle, String hash) {
    return handle
        .createQuery("select 1 from callbacks where number_hash = :hash and state = 'dialling'")
        .bind("hash", hash)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  int count(String hash, Instant since) {
    return sql.read("count the tries of a number", handle -> count(handle, hash, since));
  }

  private static int count(Handle handle, String hash, Instant since) {
    return handle
        .createQuery(
            "select count(*) from callback_tries where number_hash = :hash and at >= :since")
        .bind("hash", hash)
        .bind("since", Columns.moment(since))
        .mapTo(Integer.class)
        .one();
  }

  boolean missed(CallId call, Instant next) {
    return sql.run(
        "end a callback's try",
        handle ->
            handle
                    .createUpdate(
                        "update callbacks set state = 'owed', next_at = :next"
                            + " where call_id = :call and state = 'dialling'")
                    .bind("next", Columns.moment(next))
                    .bind("call", call.value())
                    .execute()
                > 0);
  }

  boolean close(CallId call, String outcome, Instant at) {
    return sql.run("close a callback", handle -> close(handle, call, outcome, at));
  }

  static boolean close(Handle handle, CallId call, String outcome, Instant at) {
    return handle
            .createUpdate(
                "update callbacks set state = 'over', outcome = :outcome, ended_at = :at"
                    + " where call_id = :call and ended_at is null")
            .bind("outcome", outcome)
            .bind("at", Columns.moment(at))
            .bind("call", call.value())
            .execute()
        > 0;
  }
}
