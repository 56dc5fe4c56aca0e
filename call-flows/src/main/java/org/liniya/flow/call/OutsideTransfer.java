package org.liniya.flow.call;

import java.time.Duration;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.TransferAsked;
import org.liniya.call.JournalEvent.Transferred;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Leg;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * The flow hands the caller to a number outside: dials it while the caller hears music, and lets
 * the two talk. Runs only on the call's thread.
 */
public final class OutsideTransfer {

  private static final String OUTSIDE = "outside";

  private final LiveCall call;
  private final Terms terms;
  private final OutsideParty party;

  /**
   * What to do.
   *
   * @param music what the caller hears until it is answered
   * @param ring how long it may ring
   */
  public record Terms(PhoneNumber to, String music, Duration ring) {}

  /** How it ended. */
  public sealed interface Result {
    /** The two have talked, and the party outside has hung up. */
    record Served() implements Result {}

    /** Nobody answered, or the party was lost before a word was said. */
    record NotReached(EndCause cause) implements Result {}

    record Over(Outcome outcome) implements Result {}
  }

  public OutsideTransfer(LiveCall call, Terms terms) {
    this.call = call;
    this.terms = terms;
    this.party = new OutsideParty(call.nextAttempt(), call.inbox()::post);
  }

  /** Dials, waits and talks. Nobody outside is connected any more when this returns or throws. */
  public Result run() {
    call.line().pauseMenuClock();
    call.line().dropKeysAhead();
    call.log().note(new TransferAsked("", OUTSIDE, terms.to().masked()));
    try {
      call.keep(() -> call.line().start(Utterance.of(new Clip.Music(terms.music()))));
      OutsideDialling dialling = new OutsideDialling(call, party, () -> {}, call::stray);
      return switch (dialling.run(terms.to(), terms.ring())) {
        case OutsideDialling.Result.Answered(Leg leg) -> talk(leg);
        case OutsideDialling.Result.Failed(EndCause cause) -> notReached(cause);
        case OutsideDialling.Result.Over(Outcome outcome) -> {
          Wish.noteFailed(call, EndCause.CANCELLED);
          yield new Result.Over(outcome);
        }
      };
    } finally {
      party.forget();
      call.line().stopPlaying();
      call.line().resumeMenuClock();
    }
  }

  private Result talk(Leg leg) {
    Stage before = call.stage();
    try {
      call.line().leg().bridge(leg);
    } catch (RuntimeException e) {
      call.keep(() -> leg.hangUp(EndCause.FAULT));
      throw e;
    }
    call.log().note(new Transferred(OUTSIDE, terms.to().masked()));
    call.stage(Stage.TALKING);
    return switch (new OutsideTalk(call, leg, party).run()) {
      case Talk.End.Served _ -> new Result.Served();
      case Talk.End.Over(Outcome outcome) -> new Result.Over(outcome);
      case Talk.End.LeftAlone _, Talk.End.LostAtOnce _, Talk.End.PassedOn _ -> {
        call.stage(before);
        yield notReached(EndCause.LOST);
      }
    };
  }

  private Result notReached(EndCause cause) {
    Wish.noteFailed(call, cause);
    return new Result.NotReached(cause);
  }
}
