package org.liniya.store;

import java.sql.SQLException;
import java.util.Optional;
import org.liniya.port.StoreException;

/**
 * Turns what drivers throw into {@link StoreException}. Messages of drivers and of Jdbi hold values
 * and arguments, which may be personal: nothing of them is taken over but codes and stack traces.
 * Pure functions.
 */
final class Faults {
  private Faults() {}

  /** The exception for the port's caller: what was tried, and the database's code. */
  static StoreException translate(String what, Throwable fault) {
    if (fault instanceof StoreException already) {
      return already;
    }
    String code = sql(fault).map(Faults::code).orElse(fault.getClass().getSimpleName());
    return new StoreException("cannot " + what + " (" + code + ")", withoutValues(fault, code));
  }

  /**
   * Whether someone else was first: a unique constraint was hit (23505), or the database rolled
   * back the loser of a race (40001) or of a deadlock (40P01). The same work may do when it begins
   * again.
   */
  static boolean isLostRace(Throwable fault) {
    return stateBegins(fault, "23505")
        || stateBegins(fault, "40001")
        || stateBegins(fault, "40P01");
  }

  /**
   * Whether the database works but will never take these values (SQLSTATE classes 22 and 23, and
   * 54: too long for an index). A duplicate is none: it is what an unconfirmed transaction left,
   * and can be taken back.
   */
  static boolean isRefusal(Throwable fault) {
    boolean values =
        stateBegins(fault, "22") || stateBegins(fault, "23") || stateBegins(fault, "54");
    return values && !isLostRace(fault);
  }

  static Optional<SQLException> sql(Throwable fault) {
    Optional<SQLException> deepest = Optional.empty();
    Throwable at = fault;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (at instanceof SQLException found) {
        deepest = Optional.of(found);
      }
      at = at.getCause();
    }
    return deepest;
  }

  private static boolean stateBegins(Throwable fault, String prefix) {
    return sql(fault).map(SQLException::getSQLState).filter(s -> s.startsWith(prefix)).isPresent();
  }

  private static String code(SQLException fault) {
    return "SQLSTATE " + fault.getSQLState() + ", code " + fault.getErrorCode();
  }

  private static Throwable withoutValues(Throwable fault, String code) {
    Throwable bare =
        sql(fault)
            .<Throwable>map(sql -> new SQLException(code, sql.getSQLState(), sql.getErrorCode()))
            .orElseGet(() -> new IllegalStateException(code));
    bare.setStackTrace(fault.getStackTrace());
    return bare;
  }
}
