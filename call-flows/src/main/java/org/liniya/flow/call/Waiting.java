package org.liniya.flow.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.JournalEvent.PositionSpoken;
import org.liniya.call.JournalEvent.PromptPlayed;
import org.liniya.call.Signal;
import org.liniya.port.WaitingRoom;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One waiting of a call for an operator, and the talk that comes of it. Runs only on the call's
 * thread.
 *
 * <p>The caller hears music, and the place in the queue when it is due. Whatever plays is cut when
 * an operator answers: {@link Talk} then joins the two at once.
 */
public final class Waiting {

  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  /** Music that ends at once (a missing file) is not begun more often than this. */
  private static final Duration MUSIC_PAUSE = Duration.ofSeconds(1);

  /** While a ready operator's telephone rings, "all are busy" would be wrong. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A better place is told at once, but not sooner than this after the last announcement. */
  private static final Duration LEAST_BETWEEN = Duration.ofSeconds(20);

  /** A caller whose operator was lost at the very start goes to the head of the queue. */
  private static final Duration FRONT = Duration.ofHours(1);

  private final LiveCall call;
  private final CallerLine line;
  private final Terms terms;
  private final Duration began;
  private final Duration ends;
  private String group;
  private Playing playing = Playing.NOTHING;
  private int place;
  private int announced;
  private Duration lastTold;
  private Duration announceDue;
  private Duration musicDue;

  /**
   * How to wait.
   *
   * @param waitTime how long at most; the limit of the line when empty
   * @param position whether the place is announced
   * @param musicName the music on hold
   */
  public record Terms(
      String step,
      String group,
      Duration headStart,
      String musicName,
      Optional<Duration> every,
      boolean position,
      Optional<Duration> waitTime,
      String ticket) {}

  /** How a waiting ended. */
  public sealed interface Result {
    /** The operator served the caller and hung up. */
    record Served() implements Result {}

    /** The waiting room gave the call back. */
    record GivenBack(Signal.WaitingEnded.Reason reason) implements Result {}

    /** The flow's own time is up. */
    record TimedOut() implements Result {}

    record Over(Outcome outcome) implements Result {}
  }

  private enum Playing {
    NOTHING,
    MUSIC,
    ANNOUNCEMENT
  }

  public Waiting(LiveCall call, Terms terms) {
    this.call = call;
    this.line = call.line();
    this.terms = terms;
    this.group = terms.group();
    this.began = line.now();
    this.ends = began.plus(terms.waitTime().orElse(call.limits().queue()));
    this.lastTold = began;
    this.announceDue = began;
    this.musicDue = began;
  }

  /** Waits and talks. The call is in no queue and in no talk when this returns or throws. */
  public Result run() {
    line.pauseMenuClock();
    line.dropKeysAhead();
    try {
      return enter(terms.headStart());
    } catch (RuntimeException e) {
      leaveAfter(e);
      throw e;
    } finally {
      line.stopPlaying();
      line.resumeMenuClock();
      call.memory().set("queue.waited", line.now().minus(began));
    }
  }

  private void leaveAfter(RuntimeException fault) {
    try {
      leave("fault");
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    }
  }

  private Result enter(Duration headStart) {
    WaitingRoom room = call.ports().waitingRoom();
    Instant rank = call.arrival().at().minus(headStart);
    call.log().store(() -> call.ports().calls().queued(call.arrival().call(), group, rank));
    announceDue = line.now().plus(someoneIsReady(room) ? PATIENCE : Duration.ZERO);
    call.stage(Stage.WAITING);
    room.enter(request(headStart));
    music();
    return await();
  }

  /** An operator has sent the caller to another queue: rank, ticket and recording stay. */
  private Result passedOn(String next) {
    group = next;
    place = 0;
    announced = 0;
    return enter(terms.headStart());
  }

  /** Only decides how soon the place is told: no reason to fail. */
  private boolean someoneIsReady(WaitingRoom room) {
    try {
      return room.figures(group).filter(f -> f.ready() > 0).isPresent();
    } catch (RuntimeException e) {
      mute("figures", e);
      return false;
    }
  }

  private WaitingRoom.Request request(Duration headStart) {
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
        call.inbox()::post);
  }

  private Result await() {
    while (true) {
      switch (line.next(nextDue())) {
        case Heard.Arrived(Signal.PlaceChanged(int now)) -> placed(now);
        case Heard.Arrived(Signal.OperatorAnswered answered) -> {
          switch (new Talk(call, group, answered, line.now().minus(began)).run()) {
            case Talk.End.Served _ -> {
              return new Result.Served();
            }
            case Talk.End.LostAtOnce _ -> {
              return enter(terms.headStart().plus(FRONT));
            }
            case Talk.End.PassedOn(String next) -> {
              return passedOn(next);
            }
            case Talk.End.Over(Outcome outcome) -> {
              return new Result.Over(outcome);
            }
          }
        }
        case Heard.Arrived(Signal.WaitingEnded(Signal.WaitingEnded.Reason reason)) -> {
          return new Result.GivenBack(reason);
        }
        case Heard.Arrived _, Heard.Pressed _ -> {}
        case Heard.PlayingOver(boolean completed) -> playingOver(completed);
        case Heard.TimeUp _ -> {
          if (line.now().compareTo(ends) >= 0) {
            return timeUp();
          }
          playWhatIsDue();
        }
        case Heard.Over(Outcome outcome) -> {
          leave(outcome instanceof Outcome.HungUp ? "hung up" : "ended");
          return new Result.Over(outcome);
        }
      }
    }
  }

  private Duration nextDue() {
    Duration due = ends;
    if (announcementMayCome()) {
      due = earlier(due, announceDue);
    }
    return playing == Playing.NOTHING ? earlier(due, musicDue) : due;
  }

  private boolean announcementMayCome() {
    return terms.position() && place > 0 && playing != Playing.ANNOUNCEMENT;
  }

  private void playWhatIsDue() {
    if (announcementMayCome() && line.now().compareTo(announceDue) >= 0) {
      announced = place;
      lastTold = line.now();
      announceDue = terms.every().map(lastTold::plus).orElse(ends);
      start(call.voice().prompt("position").number(place).utterance(), Playing.ANNOUNCEMENT);
    } else if (playing == Playing.NOTHING) {
      music();
    }
  }

  private void music() {
    start(Utterance.of(new Clip.Music(terms.musicName())), Playing.MUSIC);
  }

  /** A caller who cannot be played to keeps the place in the queue: an operator can be heard. */
  private void start(Utterance utterance, Playing what) {
    try {
      line.start(utterance);
      playing = what;
    } catch (RuntimeException e) {
      playing = Playing.NOTHING;
      musicDue = line.now().plus(MUSIC_PAUSE);
      mute("play", e);
    }
  }

  private void mute(String part, RuntimeException e) {
    LOG.atWarn()
        .addKeyValue("call", call.arrival().call())
        .addKeyValue("step", terms.step())
        .addKeyValue("part", part)
        .addKeyValue("cause", e.getClass().getSimpleName())
        .log("a part of waiting failed");
  }

  private void placed(int now) {
    boolean better = announced > now;
    place = now;
    call.memory().set("queue.place", (long) now);
    if (better) {
      announceDue = earlier(announceDue, later(line.now(), lastTold.plus(LEAST_BETWEEN)));
    }
  }

  private void playingOver(boolean completed) {
    if (playing == Playing.ANNOUNCEMENT) {
      call.log()
          .note(
              new PromptPlayed(
                  terms.step(),
                  call.voice().prompt("position").number(announced).shown(),
                  completed));
      call.log().note(new PositionSpoken(announced));
      lastTold = line.now();
      announceDue = terms.every().map(lastTold::plus).orElse(ends);
      music();
    } else {
      playing = Playing.NOTHING;
      musicDue = line.now().plus(MUSIC_PAUSE);
    }
  }

  private Result timeUp() {
    leave("timed out");
    return terms.waitTime().isPresent()
        ? new Result.TimedOut()
        : new Result.Over(new Outcome.LimitReached("queue"));
  }

  private void leave(String reason) {
    call.ports().waitingRoom().leave(call.arrival().call(), reason);
  }

  private static Duration earlier(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration later(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
