package org.liniya.asterisk;

import org.liniya.call.EndCause;

/** Our causes as those of the telephone network, which Asterisk speaks (ITU-T Q.850). Pure. */
final class Causes {

  private Causes() {}

  static int q850(EndCause cause) {
    return switch (cause) {
      case NORMAL, CANCELLED -> 16;
      case BUSY -> 17;
      case NO_ANSWER -> 19;
      case DECLINED -> 21;
      case UNREACHABLE -> 20;
      case LOST -> 27;
      case WITHDRAWN -> 26;
      case UNAVAILABLE -> 42;
      case FAULT -> 41;
    };
  }

  /** Of a party that was talking, or listening to us. */
  static EndCause ofTalk(int q850) {
    return switch (q850) {
      case 27, 38, 41, 102 -> EndCause.LOST;
      default -> EndCause.NORMAL;
    };
  }

  /** Of a telephone that did not come. */
  static EndCause ofRinging(int q850) {
    return switch (q850) {
      case 17 -> EndCause.BUSY;
      case 18, 19 -> EndCause.NO_ANSWER;
      case 21 -> EndCause.DECLINED;
      default -> EndCause.UNREACHABLE;
    };
  }
}
