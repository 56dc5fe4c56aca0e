package org.liniya.server.run;

import java.time.Duration;
import java.util.Locale;
import org.liniya.call.EndCause;

/** Why an operator's own call ended, as the journal says it, and for how long the two talked. */
record DeskEnd(String reason, Duration talk) {

  /** It came to no talk. */
  static DeskEnd of(EndCause cause) {
    return new DeskEnd(word(cause), Duration.ZERO);
  }

  /** It came to no talk, for a reason that is none of a leg's. */
  static DeskEnd of(String reason) {
    return new DeskEnd(reason, Duration.ZERO);
  }

  static String word(EndCause cause) {
    return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
