package org.liniya.ticket;

import java.util.Locale;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;

/**
 * What happened to a ticket; who did it and when is in the {@link TicketEntry}. Free text is
 * secret: it is stored encrypted and cannot be formatted by accident. Immutable.
 */
public sealed interface TicketEvent {

  record Taken(OperatorId operator) implements TicketEvent {}

  record Noted(Secret text) implements TicketEvent {}

  /**
   * The caller has described the matter by voice.
   *
   * @param recording the call in whose recording it stands
   * @param passage where
   * @param transcript what was understood of it, where a recogniser listened
   */
  record Described(CallId recording, Passage passage, Optional<Transcript> transcript)
      implements TicketEvent {}

  record HandedOver(Department department, Secret why, Deadline deadline) implements TicketEvent {}

  record WaitingBegan(OperatorId operator, Secret what) implements TicketEvent {}

  record Solved(Secret conclusion) implements TicketEvent {}

  record Closed(Secret conclusion) implements TicketEvent {}

  record Reopened(Secret why, Deadline answer) implements TicketEvent {}

  record Linked(CallId call) implements TicketEvent {}

  record Escalated(Due due, String level) implements TicketEvent {}

  /** The word of the journal for this event, such as {@code handed-over}. */
  default String kind() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
