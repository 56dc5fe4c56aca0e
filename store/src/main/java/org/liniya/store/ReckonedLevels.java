package org.liniya.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.liniya.ticket.Escalation;

/**
 * Remembers for which levels of escalation all open tickets were looked at last, so that a restart
 * without a change costs nothing. Stateless; runs in the caller's transaction.
 */
final class ReckonedLevels {
  private ReckonedLevels() {}

  /** The same for the same levels and calendar, whichever process computes it. */
  static String fingerprint(Escalation escalation) {
    StringBuilder text = new StringBuilder(escalation.levels().toString());
    escalation
        .calendar()
        .ifPresent(
            calendar ->
                text.append(calendar.zone())
                    .append(new TreeMap<>(calendar.week()))
                    .append(new TreeMap<>(calendar.exceptions())));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static boolean are(Handle handle, String fingerprint) {
    return handle
        .createQuery("select 1 from reckoned_levels where fingerprint = :fingerprint")
        .bind("fingerprint", fingerprint)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void remember(Handle handle, String fingerprint) {
    handle.createUpdate("delete from reckoned_levels").execute();
    handle
        .createUpdate("insert into reckoned_levels (fingerprint) values (:fingerprint)")
        .bind("fingerprint", fingerprint)
        .execute();
  }
}
