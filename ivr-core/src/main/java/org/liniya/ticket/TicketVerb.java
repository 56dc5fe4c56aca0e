package org.liniya.ticket;

import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;

/**
 * What can be asked of a ticket. Whether it may be done now, {@link TicketRules} says. Immutable.
 */
public sealed interface TicketVerb {

  /** The operator works on it from now on: first, again, or in place of another. */
  record Take(OperatorId operator) implements TicketVerb {}

  /** Something worth knowing. */
  record Note(Secret text) implements TicketVerb {}

  /** What the caller has said of the matter stands in the recording of the call. */
  record Describe(CallId recording, Passage passage, Optional<Transcript> transcript)
      implements TicketVerb {}

  /** A department does its part until {@code deadline}. */
  record HandOver(Department department, Secret why, Deadline deadline) implements TicketVerb {}

  /** The citizen has to do {@code what} first. */
  record Wait(Secret what) implements TicketVerb {}

  /** The citizen has the answer. */
  record Solve(Secret conclusion) implements TicketVerb {}

  /** Nothing more will come. */
  record Close() implements TicketVerb {}

  /** It was not solved; the answer is due anew. */
  record Reopen(Secret why, Deadline answer) implements TicketVerb {}

  /** The citizen called again on the same matter. */
  record Link(CallId call) implements TicketVerb {}

  /** The named level is told of a deadline. */
  record Escalate(Due due, String level) implements TicketVerb {}
}
