package org.liniya.ticket;

import org.liniya.call.OperatorId;
import org.liniya.call.Secret;

/**
 * Where a ticket stands, with what belongs to that. Free text is secret, for it is about a person.
 * Immutable. The ways between the stages are in {@link TicketRules}:
 *
 * <pre>
 *  New, Reopened ──────────────── take ─────▶ InProgress
 *  New, Reopened ──────────────── hand over ▶ HandedOver
 *  InProgress ─────────────────── take ─────▶ InProgress, by another
 *  InProgress ─────────────────── wait ─────▶ Waiting
 *  InProgress, Waiting ────────── hand over ▶ HandedOver
 *  HandedOver ─────────────────── hand over ▶ HandedOver, another department
 *  Waiting, HandedOver ────────── take ─────▶ InProgress
 *  InProgress, Waiting, HandedOver ─ solve ─▶ Solved ── close ──▶ Closed
 *  Solved, Closed ─────────────── reopen ───▶ Reopened
 *  any ────────────────────────── note, link: stays
 *  any but Solved, Closed ─────── escalate: stays
 * </pre>
 */
public sealed interface Stage {

  /** The word for store, journal and API, such as {@code in-progress}. */
  String word();

  /** Nobody needs to do anything more; only reopening leads on. */
  default boolean ended() {
    return false;
  }

  /** Opened; nobody has it yet. */
  record New() implements Stage {
    @Override
    public String word() {
      return "new";
    }
  }

  /** An operator works on it. */
  record InProgress(OperatorId operator) implements Stage {
    @Override
    public String word() {
      return "in-progress";
    }
  }

  /**
   * The citizen has to do something first.
   *
   * @param what that is
   */
  record Waiting(OperatorId operator, Secret what) implements Stage {
    @Override
    public String word() {
      return "waiting";
    }
  }

  /**
   * A department has it.
   *
   * @param by who handed it over
   */
  record HandedOver(Author by, Department department, Secret why, Deadline deadline)
      implements Stage {
    @Override
    public String word() {
      return "handed-over";
    }
  }

  /** Answered; the citizen may still say that it is not. */
  record Solved(Secret conclusion) implements Stage {
    @Override
    public String word() {
      return "solved";
    }

    @Override
    public boolean ended() {
      return true;
    }
  }

  /** Was solved, but is not. */
  record Reopened(Secret why) implements Stage {
    @Override
    public String word() {
      return "reopened";
    }
  }

  /** Done with. */
  record Closed(Secret conclusion) implements Stage {
    @Override
    public String word() {
      return "closed";
    }

    @Override
    public boolean ended() {
      return true;
    }
  }
}
