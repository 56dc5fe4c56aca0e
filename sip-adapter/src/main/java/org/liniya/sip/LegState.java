package org.liniya.sip;

import java.util.Optional;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;

/**
 * The life of a leg. A caller's begins as {@code Invited}, an operator's as {@code Dialled}.
 *
 * <pre>
 *  Invited --ring()--> Ringing --answer()--> Answering --ACK--> Up --BYE, lost, hangUp()--> Over
 *     |  \________________________________^      |    |          ^
 *     |                     |              hangUp()   no ACK     |
 *     |                     |                    v    |          |
 *     |                     |               Leaving   |   Dialled (2xx)
 *     |                     |                    |    |          |
 *     +-- CANCEL, hangUp() -+------------------> Over <----------+
 * </pre>
 */
sealed interface LegState {

  /** The INVITE of a caller that is still to be answered. */
  default Optional<Incoming> unanswered() {
    return switch (this) {
      case Invited(Incoming invite) -> Optional.of(invite);
      case Ringing(Incoming invite) -> Optional.of(invite);
      case Answering _, Leaving _, Dialled _, Up _, Over _ -> Optional.empty();
    };
  }

  /** A caller's INVITE is unanswered; nothing but 100 was said. */
  record Invited(Incoming invite) implements LegState {}

  /**
   * A 18x was said: the caller hears ringing, or us ({@code progress()}). What {@link Provisionals}
   * still waits for, a PRACK, holds {@code answer()} back; without it the leg is over.
   */
  record Ringing(Incoming invite) implements LegState {}

  /** Our 200 is out and no ACK has come. */
  record Answering(Dialog dialog, UnackedOk ok) implements LegState {}

  /** Over for us, but no BYE may be sent before the ACK (RFC 3261 section 15). */
  record Leaving(Dialog dialog, UnackedOk ok) implements LegState {}

  /** An operator's telephone has been dialled and none has answered. */
  record Dialled() implements LegState {}

  /**
   * The two parties are connected.
   *
   * @param reinvite a later INVITE that we have answered and that is not acknowledged yet
   */
  record Up(Dialog dialog, Optional<UnackedOk> reinvite) implements LegState {}

  /** Ended, {@code LegEnded} was said, nothing follows. */
  record Over() implements LegState {}
}
