package org.liniya.flow.call;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;

/**
 * Dialling a number outside for a caller who is to talk with it, until it answers or nothing comes
 * of it. Runs only on the call's thread.
 */
final class OutsideDialling {

  private final LiveCall call;
  private final OutsideParty party;
  private final Runnable ringing;
  private final Consumer<Signal> meanwhile;

  /** What came of it; unless it has answered, the party is forgotten. */
  sealed interface Result {
    record Answered(Leg leg) implements Result {}

    record Failed(EndCause cause) implements Result {}

    /** The call is over. */
    record Over(Outcome outcome) implements Result {}
  }

  /**
   * @param ringing is told once that the telephone rings
   * @param meanwhile takes what is heard of others
   */
  OutsideDialling(LiveCall call, OutsideParty party, Runnable ringing, Consumer<Signal> meanwhile) {
    this.call = call;
    this.party = party;
    this.ringing = ringing;
    this.meanwhile = meanwhile;
  }

  Result run(PhoneNumber wanted, Duration longest) {
    Dialer.Dialling dialling =
        call.ports()
            .dialer()
            .dial(
                new Dialer.Request(
                    new Dialer.Destination.Outside(wanted),
                    call.arrival().call(),
                    Optional.of(call.line().leg()),
                    "",
                    Map.of(),
                    party::signal),
                party::result);
    Duration ends = call.line().now().plus(longest);
    while (true) {
      switch (call.line().next(ends)) {
        case Heard.Arrived(Signal.Outside(long of, Signal.Outside.News news)) when party.is(of) -> {
          switch (news) {
            case Signal.Outside.Ringing _ -> ringing.run();
            case Signal.Outside.Answered(Leg leg) -> {
              return new Result.Answered(leg);
            }
            case Signal.Outside.Failed(EndCause cause) -> {
              return new Result.Failed(cause);
            }
            case Signal.Outside.Left _ -> {} // of a leg that has not been told of yet
          }
        }
        case Heard.Arrived(Signal other) -> meanwhile.accept(other);
        case Heard.Over(Outcome outcome) -> {
          letGo(dialling);
          return new Result.Over(outcome);
        }
        case Heard.TimeUp _ -> {
          letGo(dialling);
          return new Result.Failed(EndCause.NO_ANSWER);
        }
        case Heard.Pressed _, Heard.PlayingOver _ -> {}
      }
    }
  }

  /** An answer may be under way, or lie in the inbox: party and call let it go when it comes. */
  private void letGo(Dialer.Dialling dialling) {
    party.forget();
    call.keep(dialling::cancel);
  }
}
