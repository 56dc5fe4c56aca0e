package org.liniya.acd;

import java.util.Locale;
import org.liniya.call.EndCause;

/** How an offer ended; every offer ends exactly once. */
public enum OfferEnd {
  ANSWERED,
  /** Rang, and nobody took it in time. A miss. */
  NO_ANSWER,
  /** Refused by hand: the operator is there, so no miss. */
  DECLINED,
  /** The telephone is in use otherwise: no miss. */
  BUSY,
  /** No telephone rang, or it went away while ringing. A miss when the telephone is to blame. */
  UNREACHABLE,
  /** Taken back by us: the caller left, or the operator is to pause. */
  WITHDRAWN;

  /** The word of the journal, such as {@code no-answer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What a failed dialling means. A withdrawal that nobody asked for counts as unreachable, or one
   * broken telephone would be rung again and again without any cool-down.
   */
  static OfferEnd of(EndCause cause) {
    return switch (cause) {
      case BUSY -> BUSY;
      case DECLINED -> DECLINED;
      case NO_ANSWER -> NO_ANSWER;
      case NORMAL, CANCELLED, UNREACHABLE, LOST, WITHDRAWN, UNAVAILABLE, FAULT -> UNREACHABLE;
    };
  }

  /** What a call is told that asked for the operator by name. */
  EndCause cause() {
    return switch (this) {
      case ANSWERED -> EndCause.NORMAL;
      case NO_ANSWER -> EndCause.NO_ANSWER;
      case DECLINED -> EndCause.DECLINED;
      case BUSY -> EndCause.BUSY;
      case UNREACHABLE -> EndCause.UNREACHABLE;
      case WITHDRAWN -> EndCause.WITHDRAWN;
    };
  }

  /** Whether the operator missed the offer; a fault of ours must not pause the operators. */
  static boolean missed(EndCause cause) {
    return cause == EndCause.NO_ANSWER || cause == EndCause.UNREACHABLE;
  }
}
