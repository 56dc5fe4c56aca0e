package org.liniya.call;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can happen to a call, as the journal keeps it. How durable an event is stands in
 * its type, as a {@link Durability}: {@link Durable} is committed before its effect can be noticed,
 * {@link Batched} within 200 ms, {@link Fleeting} may be lost. No event holds personal data; what
 * is personal comes masked. Immutable.
 */
public sealed interface JournalEvent {

  /** Committed before the next effect: {@link Durability#COMMITTED}. */
  sealed interface Durable extends JournalEvent {
    @Override
    default Durability durability() {
      return Durability.COMMITTED;
    }
  }

  /** Committed within 200 ms: {@link Durability#BATCHED}. */
  sealed interface Batched extends JournalEvent {
    @Override
    default Durability durability() {
      return Durability.BATCHED;
    }
  }

  /** May be lost: {@link Durability#FLEETING}. */
  sealed interface Fleeting extends JournalEvent {
    @Override
    default Durability durability() {
      return Durability.FLEETING;
    }
  }

  /** How durable it is; its type says the same. */
  Durability durability();

  record CallArrived(
      String from, String trust, String to, String trunk, String flow, String flowVersion)
      implements Durable {}

  /**
   * What the call runs on from its beginning to its end.
   *
   * @param edition a hash of the configuration's files
   * @param since when new calls began to get it, RFC 3339
   */
  record EditionGiven(String edition, String since) implements Batched {}

  /** The call was diverted to us; the latest diversion first, one event each. */
  record CallDiverted(String from, String trust, String reason) implements Batched {}

  record CallAnswered() implements Batched {}

  /** The caller hears us without having been answered. */
  record CallProgressed() implements Batched {}

  /**
   * The first prompt of the call was begun.
   *
   * @param afterMs since the call arrived
   */
  record FirstPrompt(long afterMs) implements Batched {}

  record LanguageChosen(Language language) implements Batched {}

  record StepEntered(String step) implements Batched {}

  record PromptPlayed(String step, List<String> prompts, boolean completed) implements Batched {}

  /** Digits as a step consumed them; of a secret only the masked form comes in here. */
  record DigitsEntered(String step, String masked) implements Batched {}

  /**
   * The caller answered by voice.
   *
   * @param as the key that a phrase of a menu stands for, {@code yes} or {@code no}, or an entry,
   *     masked; never the words
   * @param confidencePercent of the least certain word
   */
  record SpeechUnderstood(String step, String as, int confidencePercent) implements Batched {}

  record InputMissed(String step, String reason) implements Batched {}

  record StepFailed(String step, String reason, String next) implements Batched {}

  /**
   * A caller has described the matter, and it stands in the recording of the call.
   *
   * @param fromMs where it begins there, from the recording's beginning
   * @param toMs where the last word ends
   */
  record DescriptionRecorded(String step, long fromMs, long toMs) implements Batched {}

  record IdentityChanged(String level, String identityKind, String masked) implements Durable {}

  /**
   * A code was right and is used up.
   *
   * @param by {@code code} or {@code account-code}
   */
  record CodeUsed(String step, String by) implements Durable {}

  record TicketOpened(String number, String category) implements Durable {}

  record NumberSpoken(String number) implements Batched {}

  record Queued(String group, long headStartMs, String reason) implements Durable {}

  record PositionSpoken(int place) implements Batched {}

  /**
   * A caller was told how long the wait may be.
   *
   * @param toMs empty when the range has no end
   * @param waits of how many recent waits it was made
   * @param lowMs what one of ten of them did not exceed, with the present place and operators
   * @param highMs what nine of ten did not exceed
   * @param serving how many operators were at work
   */
  record EstimateSpoken(
      String group,
      int place,
      long fromMs,
      Optional<Long> toMs,
      int waits,
      long lowMs,
      long highMs,
      int serving)
      implements Batched {}

  /**
   * An operator answered a waiting caller: what later estimates learn from.
   *
   * @param place at which the caller entered the queue
   * @param serving how many operators were at work
   */
  record Waited(String group, int place, int serving, long waitMs) implements Batched {}

  record Offered(String offer, String operator, String reason) implements Durable {}

  record OfferEnded(String offer, String operator, String reason) implements Durable {}

  /** The operator answered and the two are being joined. */
  record Bridged(String offer, String operator, long waitMs) implements Durable {}

  record HoldChanged(String party, boolean held) implements Batched {}

  record OperatorLeft(String offer, String operator, String reason, long talkMs)
      implements Durable {}

  record WaitingEnded(String reason) implements Durable {}

  /**
   * The call waits for the operator who served its ticket before, while others are ready.
   *
   * @param forMs no longer than this
   */
  record Reserved(String operator, long forMs, String reason) implements Durable {}

  /** The call is anyone's again. */
  record ReservationEnded(String operator, String reason) implements Durable {}

  /** An operator who missed this call and others before is offered none until they return. */
  record OperatorPaused(String operator, String reason) implements Durable {}

  /**
   * An operator, or the flow, wants the caller to be passed on.
   *
   * @param operator empty when it is the flow
   * @param target {@code operator}, {@code group}, {@code outside} or {@code consulted}
   * @param to which; of a number outside the masked form
   */
  record TransferAsked(String operator, String target, String to) implements Batched {}

  record Transferred(String target, String to) implements Batched {}

  /** The two talk on, or the caller waits again. */
  record TransferFailed(String reason) implements Batched {}

  /**
   * A supervisor hears the talk from now on.
   *
   * @param supervisor an operator's number
   * @param mode {@code listen}, {@code whisper} or {@code barge}
   */
  record SupervisionBegan(String supervisor, String mode) implements Batched {}

  record SupervisionChanged(String supervisor, String mode) implements Batched {}

  /**
   * Its end.
   *
   * @param reason {@code left} or {@code talk-over}
   */
  record SupervisionEnded(String supervisor, String reason) implements Batched {}

  /**
   * Whom the operator consulted talks with both from now on.
   *
   * @param with the colleague; empty for a number outside
   */
  record ConferenceBegan(String operator, String with) implements Batched {}

  /**
   * Its end.
   *
   * @param reason {@code left} (the two talk on), {@code operator-left} (the caller talks on with
   *     whom the operator had consulted) or {@code talk-over}
   */
  record ConferenceEnded(String with, String reason) implements Batched {}

  /**
   * A service was asked, once for each attempt.
   *
   * @param outcome {@code found}, {@code not-found}, or why there is no answer
   * @param variable which the answer did not fit; empty when that is not why
   */
  record ServiceAsked(String step, String service, String outcome, String variable, long tookMs)
      implements Batched {}

  record Rated(int rating) implements Durable {}

  record RecordingStarted() implements Batched {}

  record RecordingFailed(String reason) implements Batched {}

  record RecordingClosed(long lengthMs, long bytes, boolean complete) implements Durable {}

  /**
   * RTP figures of a leg at its end; may be lost.
   *
   * @param party caller, operator or outside
   * @param received packets that came from the party, doubled ones included
   * @param lost packets from the party that never came
   * @param jitterMicros of what came from the party (RFC 3550)
   * @param longestGap the longest time without a packet
   * @param mos how well the party is heard, estimated (ITU-T G.107): 1 is bad, 4.4 the best
   * @param farLost packets to the party that it reports as lost (RTCP), as the three that follow
   * @param farMos how well the party hears, estimated from its reports
   */
  record MediaFigures(
      String leg,
      String party,
      long sent,
      long received,
      long lost,
      long reordered,
      long duplicates,
      long jitterMicros,
      Optional<Duration> longestGap,
      Optional<Double> mos,
      Optional<Long> farLost,
      Optional<Long> farJitterMicros,
      Optional<Long> roundTripMicros,
      Optional<Double> farMos)
      implements Fleeting {}

  /**
   * The messages of a leg that is over, for traces; may be lost.
   *
   * @param messages lines of {@link Signalled}
   * @param omitted how many more there were
   */
  record LegSignalled(String leg, String party, List<String> messages, int omitted)
      implements Fleeting {}

  /**
   * An operator calls from their own telephone; the call has nothing but this in the books.
   *
   * @param operator who calls
   * @param party {@code colleague}, {@code outside} or {@code emergency}
   * @param to whom; of a number outside the masked form
   */
  record DeskCallStarted(String operator, String party, String to) implements Durable {}

  /**
   * Its end.
   *
   * @param reason such as {@code hung-up}, {@code busy}, {@code passed-on}
   * @param talkMs from the answer on; 0 when nobody answered
   */
  record DeskCallEnded(String reason, long talkMs) implements Durable {}

  record CallEnded(Ending ending, String reason) implements Durable {}

  /** Found at start-up: the server died during this call. */
  record CutOff(String reason) implements Durable {}

  record CallbackOwed(String reason) implements Durable {}

  record CallbackNotOwed(String reason) implements Durable {}

  /**
   * In the journal of the call that is owed it: why the callback is not dialled yet; once for each
   * reason.
   *
   * @param next when it is looked at again, RFC 3339
   */
  record CallbackPostponed(String reason, String next) implements Batched {}

  /**
   * In the same journal: a try begins, and counts.
   *
   * @param attempt the first is 1
   * @param call the call that it becomes when it is answered
   */
  record CallbackDialled(int attempt, String call) implements Durable {}

  /** The try came to nothing. */
  record CallbackMissed(int attempt, String reason) implements Durable {}

  /** The caller has answered: the callback is made. */
  record CallbackReached(int attempt, String call) implements Durable {}

  /** It is not made any more. */
  record CallbackGivenUp(String reason) implements Durable {}

  /**
   * We have rung the caller, who has answered; in the journal of the new call.
   *
   * @param to whom, masked
   * @param of the call that was owed the callback
   */
  record CalledBack(String to, String of, int attempt, String flow, String flowVersion)
      implements Durable {}

  /**
   * The call gets the place that an earlier one had.
   *
   * @param of that call
   * @param earlierMs by how much the place is better than the call's own
   */
  record PlaceKept(String of, long earlierMs, String reason) implements Durable {}

  /** The word of the journal for this event, such as {@code call-arrived}. */
  default String kind() {
    return kind(getClass());
  }

  static String kind(Class<?> event) {
    return event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
