package org.liniya.flow.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.liniya.call.Key;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.WaitingRoom;

/**
 * One waiting of a call for an operator, and the talk that comes of it. Runs only on the call's
 * thread.
 *
 * <p>What the caller hears meanwhile is {@link WaitingSound}; it is cut when an operator answers:
 * {@link Talk} then joins the two at once.
 */
public final class Waiting {

  /** A caller whose operator was lost at the very start goes to the head of the queue. */
  private static final Duration FRONT = Duration.ofHours(1);

  private final LiveCall call;
  private final CallerLine line;
  private final Terms terms;
  private final WaitingSound sound;
  private WaitLesson lesson;
  private String group;
  private Duration ends;

  /** Since when the caller waits; empty in a talk. */
  private Optional<Duration> since = Optional.empty();

  /** What was waited before that. */
  private Duration waitedBefore = Duration.ZERO;

  /**
   * Under which offers operators have answered this waiting. Of a waiting before it the inbox may
   * still hold an answer, whose telephone the queues have hung up by now.
   */
  private final Set<OfferId> offers = ConcurrentHashMap.newKeySet();

  /**
   * How to wait.
   *
   * @param waitTime how long at most; the limit of the line when empty
   * @param position whether the place is announced
   * @param estimate whether it is said how long the wait may be, when that can be said
   * @param musicName the music on hold
   */
  public record Terms(
      String step,
      String group,
      Duration headStart,
      String musicName,
      Optional<Duration> every,
      boolean position,
      boolean estimate,
      Optional<WaitingOffer> offer,
      Optional<Duration> waitTime,
      String ticket) {}

  /** How a waiting ended. */
  public sealed interface Result {
    /** The operator served the caller and hung up. */
    record Served() implements Result {}

    /** The waiting room gave the call back. */
    record GivenBack(Signal.WaitingEnded.Reason reason) implements Result {}

    /**
     * The caller takes what was offered; {@link Waiting#run} once more waits on, at the old place.
     *
     * @param group in whose queue the caller was
     */
    record OfferTaken(String group) implements Result {}

    /** The flow's own time is up. */
    record TimedOut() implements Result {}

    record Over(Outcome outcome) implements Result {}
  }

  public Waiting(LiveCall call, Terms terms) {
    this.call = call;
    this.line = call.line();
    this.terms = terms;
    this.sound = new WaitingSound(call, terms);
    this.group = terms.group();
    this.lesson = new WaitLesson(call, group);
    this.ends = latest();
  }

  /** Waits and talks. The call is in no queue and in no talk when this returns or throws. */
  public Result run() {
    line.pauseMenuClock();
    line.dropKeysAhead();
    offers.clear();
    try {
      return enter(headStart(), call.ticket().lastServed());
    } catch (RuntimeException e) {
      try {
        leave("fault");
      } catch (RuntimeException further) {
        e.addSuppressed(further);
      }
      throw e;
    } finally {
      line.stopPlaying();
      line.resumeMenuClock();
      call.memory().set("queue.waited", waited());
    }
  }

  private Duration latest() {
    return line.now().plus(terms.waitTime().orElse(call.limits().queue()));
  }

  private Duration waited() {
    return waitedBefore.plus(since.map(line.now()::minus).orElse(Duration.ZERO));
  }

  private Duration headStart() {
    return call.keptPlace().headStart(terms.headStart());
  }

  /**
   * @param lastServed whom the caller knows from an earlier call
   */
  private Result enter(Duration headStart, Optional<OperatorId> lastServed) {
    Instant rank = call.arrival().at().minus(headStart);
    call.log().store(() -> call.ports().calls().queued(call.arrival().call(), group, rank));
    lesson = new WaitLesson(call, group);
    sound.entering(group, lesson);
    call.stage(Stage.WAITING);
    since = Optional.of(line.now());
    call.ports().waitingRoom().enter(request(headStart, lastServed));
    sound.music();
    return await();
  }

  /** Waits again after a talk, however long that was: rank, ticket and recording stay. */
  private Result again(String next, Duration headStart) {
    group = next;
    sound.forgetPlace();
    ends = latest();
    return enter(headStart, Optional.empty()); // its operator has just passed the caller on
  }

  private WaitingRoom.Request request(Duration headStart, Optional<OperatorId> lastServed) {
    return new WaitingRoom.Request(
        call.arrival().call(),
        group,
        call.language(),
        call.identity().level(),
        call.arrival().at(),
        headStart,
        Optional.of(line.leg()),
        Display.of(call, group),
        terms.ticket(),
        this::post,
        lastServed);
  }

  /** From the queues' thread; noted before the call can read of it. */
  private void post(Signal signal) {
    if (signal instanceof Signal.OperatorAnswered answered) {
      offers.add(answered.offer());
    }
    call.inbox().post(signal);
  }

  private Result await() {
    while (true) {
      switch (line.next(Collections.min(List.of(ends, sound.nextDue())))) {
        case Heard.Arrived(Signal.PlaceChanged(int now)) -> {
          lesson.placed(now);
          sound.placed(now);
        }
        case Heard.Arrived(Signal.OperatorAnswered answered)
            when offers.contains(answered.offer()) -> {
          lesson.answered();
          return talk(answered);
        }
        case Heard.Arrived(Signal.WaitingEnded(Signal.WaitingEnded.Reason reason)) -> {
          lesson.givenUp();
          return new Result.GivenBack(reason);
        }
        case Heard.Arrived(Signal other) -> call.stray(other);
        case Heard.Pressed(Key key) -> {
          if (sound.takesOffer(key)) {
            return offerTaken();
          }
        }
        case Heard.PlayingOver(boolean completed) -> sound.over(completed);
        case Heard.TimeUp _ -> {
          if (line.now().compareTo(ends) >= 0) {
            return timeUp();
          }
          sound.playWhatIsDue();
        }
        case Heard.Over(Outcome outcome) -> {
          leave(outcome instanceof Outcome.HungUp ? "hung up" : "ended");
          return new Result.Over(outcome);
        }
      }
    }
  }

  private Result talk(Signal.OperatorAnswered answered) {
    waitedBefore = waited();
    since = Optional.empty();
    return switch (new Talk(call, group, answered, waitedBefore).run()) {
      case Talk.End.Served _ -> new Result.Served();
      case Talk.End.LostAtOnce _ -> // the same waiting
          enter(headStart().plus(FRONT), Optional.empty());
      case Talk.End.LeftAlone _ -> again(group, headStart().plus(FRONT));
      case Talk.End.PassedOn(String next) -> again(next, headStart());
      case Talk.End.Over(Outcome outcome) -> new Result.Over(outcome);
    };
  }

  private Result timeUp() {
    leave("timed out");
    return terms.waitTime().isPresent()
        ? new Result.TimedOut()
        : new Result.Over(new Outcome.LimitReached("queue"));
  }

  private Result offerTaken() {
    leave("callback");
    waitedBefore = waited();
    since = Optional.empty();
    sound.forgetPlace();
    return new Result.OfferTaken(group);
  }

  private void leave(String reason) {
    lesson.givenUp();
    call.ports().waitingRoom().leave(call.arrival().call(), reason);
  }
}
