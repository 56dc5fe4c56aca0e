package org.liniya.ticket;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.Secret;

/**
 * That a ticket must not be deleted, for a claim, an inspection or a court. Immutable.
 *
 * @param why in the words of whoever held it
 * @param release empty as long as it is held
 */
public record TicketHold(Instant at, Author by, Secret why, Optional<Release> release) {

  /** Who let it go. */
  public record Release(Instant at, Author by) {}

  public boolean held() {
    return release.isEmpty();
  }
}
