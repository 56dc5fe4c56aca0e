package org.liniya.sip;

import org.liniya.call.EndCause;

/** Our causes as SIP statuses and back: the only place where they meet (RFC 3261 section 21). */
final class Refusals {

  private Refusals() {}

  /** The status that refuses an unanswered caller. */
  static int status(EndCause cause) {
    return switch (cause) {
      case BUSY -> 486;
      case DECLINED -> 603;
      case CANCELLED -> 487;
      case UNAVAILABLE -> 503;
      case FAULT -> 500;
      case UNREACHABLE -> 404;
      case NORMAL, NO_ANSWER, LOST, WITHDRAWN -> 480;
    };
  }

  /** What a telephone's refusal means. */
  static EndCause cause(int status) {
    return switch (status) {
      case 486, 600 -> EndCause.BUSY;
      case 603, 403, 607 -> EndCause.DECLINED;
      case 408, 480, 487 -> EndCause.NO_ANSWER;
      default -> EndCause.UNREACHABLE;
    };
  }
}
