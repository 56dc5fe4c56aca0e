package org.liniya.server.run;

import java.time.Duration;
import org.liniya.call.EndCause;

/** How an operator's attempt to reach somebody ended. */
sealed interface Reached {

  /** Nobody lets it ring for longer. */
  Duration RINGING = Duration.ofSeconds(90);

  /** The far party has answered and is to be joined with the operator, or released. */
  record Answered(FarParty far) implements Reached {}

  /** The far party cannot be had. */
  record Failed(EndCause cause) implements Reached {}

  /** The operator has hung up meanwhile, or it rang for long enough; nobody is left ringing. */
  record GivenUp(EndCause cause) implements Reached {}
}
