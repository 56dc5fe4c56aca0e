package org.liniya.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.callback.PlaceRule;
import org.liniya.ticket.TicketNumber;

/**
 * Callbacks that callers are owed, and how far each has come. Thread-safe; committed when a method
 * returns; blocks a bounded time; throws {@link StoreException}.
 */
public interface Callbacks {

  /** Why a callback is owed that the caller has chosen; the others were cut off. */
  String ASKED_FOR = "asked for";

  /** The most that are looked at together. */
  int MOST = 1_000;

  /** Adds a task; does nothing when this call has one already, so that recovery may be repeated. */
  void owe(Task task);

  /** Those that are not over, the longest waiting first; at most {@code most}. */
  List<Standing> standing(int most);

  /** As {@link #standing}, without how far they have come. */
  default List<Task> open() {
    return standing(MOST).stream().map(Standing::task).toList();
  }

  /** Those of these calls that are not over, however many others wait; a call has at most one. */
  List<Standing> of(Collection<CallId> calls);

  /** Those that are over too, the newest first. */
  List<Standing> latest(int limit);

  /**
   * Begins the next try, which counts from then on, whatever becomes of it. False, and nothing is
   * changed, unless the callback is owed with {@code before} tries behind it and no other callback
   * is dialling the number; so a try is begun once, however many want to.
   *
   * @param most tries that the number may have seen since {@code since}
   */
  boolean begin(Task task, int before, Instant at, int most, Instant since);

  /** The try came to nothing: the callback is owed again. False when it is not dialling. */
  boolean missed(CallId call, Instant next);

  /** It is over for good; the first outcome stands. False when it was over already. */
  boolean close(CallId call, String outcome, Instant at);

  /** Whether a try to reach the number is under way, or was when the server died. */
  boolean dialling(PhoneNumber number);

  /** How many tries a number has seen since then, of all callbacks. */
  int tries(PhoneNumber number, Instant since);

  /**
   * The best place that the caller of {@code call} keeps by {@link PlaceRule}, which is taken by
   * this: no other call gets it. The callback that it belongs to is closed as called back.
   *
   * @param number only one that the network vouches for
   * @param ticket only one whose number the caller has typed
   * @param own the rank that the call has by itself
   */
  Optional<PlaceRule.Kept> takePlace(
      CallId call,
      Optional<PhoneNumber> number,
      Optional<TicketNumber> ticket,
      Instant own,
      Instant at);

  /**
   * Someone is to be called back.
   *
   * @param rank the place that is kept: when the call joined its queue, or arrived
   */
  record Task(
      CallId call,
      Optional<TicketNumber> ticket,
      PhoneNumber number,
      Language language,
      String group,
      Instant rank,
      Instant owedAt,
      String reason) {}

  /** How far a callback has come. */
  enum State {
    /** It is to be dialled. */
    OWED,
    /** A try is under way, or was when the server died. */
    DIALLING,
    /** Made or given up. */
    OVER
  }

  /**
   * A callback and how far it has come.
   *
   * @param tries begun so far
   * @param next not to be tried before
   * @param outcome why it is over; empty when it is not
   */
  record Standing(
      Task task,
      State state,
      int tries,
      Instant next,
      Optional<String> outcome,
      Optional<Instant> endedAt) {}
}
