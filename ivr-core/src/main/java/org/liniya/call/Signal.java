package org.liniya.call;

import java.time.Duration;
import java.time.Instant;
import org.liniya.listen.SpeechNews;
import org.liniya.port.Guest;
import org.liniya.port.Leg;
import org.liniya.port.Transfer;

/**
 * Everything that can reach a call, in order, through its one {@link org.liniya.port.Inbox}. Made
 * on any thread, read only by the call's thread. Immutable, but for the leg that {@link
 * OperatorAnswered} hands over.
 */
public sealed interface Signal {

  /** A key was pressed (reported once, at its start). */
  record KeyPressed(LegId leg, Key key, Instant at) implements Signal {}

  /** The caller's leg is up: our 200 was acknowledged and media flows. */
  record LegAnswered(LegId leg) implements Signal {}

  /** The caller hears us, though we have not answered: early media. */
  record LegProgressing(LegId leg) implements Signal {}

  /** A leg of this call is over; comes exactly once a leg, and nothing of that leg follows it. */
  record LegEnded(LegId leg, EndCause cause) implements Signal {}

  /**
   * A playing came to its end or was stopped. Comes exactly once a playing, unless the leg ended.
   */
  record PlayingEnded(long playing, boolean completed) implements Signal {}

  /**
   * The party of a leg that is listened to has begun to speak, or has stopped. The first that comes
   * of a listening is a beginning, then they alternate.
   *
   * @param listening which of the leg's listenings; news of an earlier one may still lie in the
   *     inbox
   * @param speaks false once nothing was said for {@link #HANG_OVER}
   */
  record VoiceActivity(long listening, boolean speaks) implements Signal {

    /** The pauses within a word, and most between two, are shorter. */
    public static final Duration HANG_OVER = Duration.ofMillis(400);
  }

  /**
   * What the caller says, where a recogniser hears it.
   *
   * @param hearing which of the recogniser's hearings; news of an earlier one may still come
   */
  record Speech(long hearing, SpeechNews news) implements Signal {}

  /** The operator's side of this call put us on hold or came back. */
  record HoldChanged(LegId leg, boolean held) implements Signal {}

  /**
   * An operator's telephone was answered for us: bridge it now, then say so to the waiting room.
   */
  record OperatorAnswered(OfferId offer, OperatorId operator, Leg leg) implements Signal {}

  /**
   * The operator's leg is over; {@code byOperator} tells an operator's goodbye from a lost
   * telephone.
   */
  record OperatorLeft(OfferId offer, OperatorId operator, EndCause cause) implements Signal {}

  /**
   * The party of a leg asks that the other party be passed on (SIP: REFER). Whoever serves the call
   * tells {@code transfer} exactly one end, {@code done} or {@code failed}.
   */
  record TransferAsked(LegId leg, Transfer transfer) implements Signal {}

  /** The telephone of the operator who was asked for by name rings. */
  record DirectRinging(OperatorId operator) implements Signal {}

  /** The operator who was asked for by name does not come; the call stands as before. */
  record DirectFailed(OperatorId operator, EndCause cause) implements Signal {}

  /**
   * Of a number outside to which the caller is passed on, or with which the caller talks.
   *
   * @param attempt which of the call's attempts; news of an earlier one may still lie in the inbox
   */
  record Outside(long attempt, News news) implements Signal {
    /** What became of it. */
    public sealed interface News {}

    public record Ringing() implements News {}

    public record Answered(Leg leg) implements News {}

    public record Failed(EndCause cause) implements News {}

    /** The party outside is gone. */
    public record Left(EndCause cause) implements News {}
  }

  /**
   * Of somebody who takes part in the talk of caller and operator, or wants to.
   *
   * @param guest the number of the guest
   */
  record Beside(long guest, Wish wish) implements Signal {
    /** What is wanted. */
    public sealed interface Wish {}

    /** To be let in. Whoever gets this tells the guest what has become of it. */
    public record Came(Guest guest) implements Wish {}

    /** A supervisor in another mode. */
    public record InMode(Supervision mode) implements Wish {}

    /** The guest is gone, or about to go. */
    public record Gone() implements Wish {}
  }

  /**
   * Something outside has answered what the call asked; whoever asked keeps the answer.
   *
   * @param asking which of the call's askings; the answer to an earlier one may still come
   */
  record ServiceAnswered(long asking) implements Signal {}

  /** The call's place in its queue changed; 1 is next. */
  record PlaceChanged(int place) implements Signal {}

  /** The waiting is over without an operator. */
  record WaitingEnded(Reason reason) implements Signal {
    /** Why the waiting room gave the call back. */
    public enum Reason {
      NOBODY,
      CLOSED,
      FULL,
      FAULT
    }
  }

  /** The server wants this call to end kindly (draining has run out, or a limit was reached). */
  record EndRequested(EndCause cause) implements Signal {}
}
