package org.liniya.server.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Supervision;
import org.liniya.port.Audit;
import org.liniya.port.Inbox;
import org.liniya.port.OperatorBoard;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may hear whose talk, and who does. Every wish, granted or refused, and every change of mode
 * is in the audit before anything is heard; what cannot be written there is refused. Thread-safe;
 * waits for the database, a bounded time.
 */
final class Supervisors {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisors.class);

  private final OperatorBoard board;
  private final ActiveCalls active;
  private final Audit audit;
  private final Predicate<OperatorId> role;
  private final Time time;
  private final Map<OperatorId, Running> running = new ConcurrentHashMap<>();

  /** What came of asking. */
  sealed interface Asked {
    /** The call that the operator serves, and where it hears of its guests. */
    record Granted(CallId call, Inbox talk) implements Asked {}

    record Refused(Refusal why) implements Asked {}
  }

  /** Why nothing is heard. */
  enum Refusal {
    NO_SUPERVISOR("this telephone is not that of a supervisor"),
    THEMSELVES("nobody supervises themselves"),
    NO_TALK("the operator talks with no caller"),
    NO_AUDIT("the audit cannot be written");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * One who is asked.
   *
   * @param who for the audit: a user, or {@code operator-} and a number
   * @param supervisor whose telephone hears it
   * @param operator whose talk
   */
  record Wish(String who, OperatorId supervisor, OperatorId operator, Supervision mode) {
    Wish in(Supervision other) {
      return new Wish(who, supervisor, operator, other);
    }

    /** Of a supervisor who has dialled it. */
    static Wish dialled(OperatorId supervisor, OperatorId operator, Supervision mode) {
      return new Wish("operator-" + supervisor.value(), supervisor, operator, mode);
    }
  }

  /** A telephone that hears a talk, or is about to. */
  record Running(OperatorId operator, CallId call, DeskInbox inbox) {}

  /**
   * @param role whether an operator is a supervisor
   */
  Supervisors(
      OperatorBoard board, ActiveCalls active, Audit audit, Predicate<OperatorId> role, Time time) {
    this.board = board;
    this.active = active;
    this.audit = audit;
    this.role = role;
    this.time = time;
  }

  /** Whether it may be, and of which call. */
  Asked ask(Wish wish) {
    if (!role.test(wish.supervisor())) {
      return refused(wish, Refusal.NO_SUPERVISOR);
    }
    if (wish.supervisor().equals(wish.operator())) {
      return refused(wish, Refusal.THEMSELVES);
    }
    Optional<CallId> call = Conferences.served(board, wish.operator());
    Optional<Inbox> talk = call.flatMap(active::inbox);
    if (talk.isEmpty()) {
      return refused(wish, Refusal.NO_TALK);
    }
    return write("supervision-begun", "call " + call.get(), words(wish), wish)
        ? new Asked.Granted(call.get(), talk.get())
        : new Asked.Refused(Refusal.NO_AUDIT);
  }

  private Asked refused(Wish wish, Refusal why) {
    write(
        "supervision-refused",
        "operator " + wish.operator().value(),
        words(wish) + ": " + why.words(),
        wish);
    return new Asked.Refused(why);
  }

  /** Another mode of a supervision that goes on; false when it must stay as it is. */
  boolean changes(Wish wish, CallId call) {
    return role.test(wish.supervisor())
        && write("supervision-changed", "call " + call, words(wish), wish);
  }

  private static String words(Wish wish) {
    return "operator %s, %s, telephone %s"
        .formatted(wish.operator().value(), wish.mode().word(), wish.supervisor().value());
  }

  private boolean write(String action, String about, String detail, Wish wish) {
    LOG.atInfo()
        .addKeyValue("operator", wish.operator())
        .addKeyValue("user", wish.who())
        .log("{}: {}", action, detail);
    try {
      audit.write(new Audit.Entry(time.now(), wish.who(), action, about, detail));
      return true;
    } catch (StoreException e) {
      LOG.atError().addKeyValue("user", wish.who()).log("no audit: {}", e.getMessage());
      return false;
    }
  }

  /** A telephone begins to hear a talk; false when it hears one already. */
  boolean enter(OperatorId supervisor, Running now) {
    return running.putIfAbsent(supervisor, now) == null;
  }

  void leave(OperatorId supervisor, Running was) {
    running.remove(supervisor, was);
  }

  Optional<Running> running(OperatorId supervisor) {
    return Optional.ofNullable(running.get(supervisor));
  }
}
