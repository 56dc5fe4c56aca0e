package org.liniya.port;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.TicketNotice;

/**
 * What is still to be told to receivers outside, kept: each change of a ticket puts its notices in
 * here in the transaction that makes the change, one for each receiver that asked for that kind.
 * Thread-safe; blocks while the database works (a bounded time).
 */
public interface Outbox {

  /** The longest {@link Item#problem}, in characters; more is cut off. */
  int LONGEST_PROBLEM = 200;

  /** Which notices a receiver is to get. Immutable. */
  record Subscription(String receiver, Set<NoticeKind> kinds) {
    public Subscription {
      kinds = Set.copyOf(kinds);
    }
  }

  /** How far a notice has come. */
  enum Status {
    WAITING,
    DELIVERED,
    /** Given up; only {@link Outbox#retry} brings it back. */
    DEAD;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a word; empty when there is none. */
    public static Optional<Status> of(String word) {
      return List.of(values()).stream().filter(each -> each.word().equals(word)).findFirst();
    }
  }

  /**
   * A notice for one receiver.
   *
   * @param seq grows with the changes of one ticket
   * @param id the same for every receiver and every attempt
   * @param attempts in vain so far
   * @param since when it began to wait, anew after a retry
   * @param dueAt when it is tried next
   * @param problem of the last attempt in vain; empty before one
   */
  record Item(
      long seq,
      UUID id,
      String receiver,
      TicketNotice notice,
      Status status,
      int attempts,
      Instant since,
      Instant dueAt,
      String problem) {}

  /** How many notices of a receiver wait, and how many are dead. */
  record Counts(long waiting, long dead) {}

  /**
   * What may be sent to a receiver now, in order: of each ticket only the first that waits, so that
   * a later one never overtakes it.
   */
  List<Item> due(String receiver, Instant now, int limit);

  /** It has arrived. */
  void delivered(long seq, Instant at);

  /** An attempt was in vain; it is tried again. */
  void failed(long seq, Instant nextTry, String problem);

  /** An attempt was in vain, and it is not tried again; later notices of the ticket go on. */
  void dead(long seq, Instant at, String problem);

  /** Declares dead what has waited for a receiver since before a moment; gives how many. */
  int giveUp(String receiver, Instant waitingSince, Instant at);

  /** Declares dead what waits for receivers that are not among {@code known}; gives how many. */
  int forget(Set<String> known, Instant at);

  /** The dead of a receiver wait again, from now on; gives how many. */
  int retry(String receiver, Instant now);

  /** The newest first, at most {@code limit}, with numbers below {@code before} when given. */
  List<Item> latest(String receiver, Status status, int limit, Optional<Long> before);

  Counts counts(String receiver);

  /** Removes some of what was delivered or declared dead before these; gives how many are gone. */
  Removed remove(Instant deliveredBefore, Instant deadBefore, int limit);

  /** How many were removed. */
  record Removed(int delivered, int dead) {}
}
