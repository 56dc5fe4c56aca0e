package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.OutsideTransfer;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Value;

/**
 * {@code transfer}: hands the caller to a telephone number outside, over the trunks that allow it.
 * Immutable.
 *
 * @param to one of the numbers that stand in the configuration; never one that a caller has keyed
 *     in
 * @param music what the caller hears until it is answered
 * @param ring how long it may ring
 */
public record Transfer(Value to, String music, Duration ring, Exits exit) implements Action {

  /** Where to go when nobody was reached, and after the talk. */
  public record Exits(
      Optional<Target> busy, Optional<Target> noAnswer, Target failed, Optional<Target> served) {}

  @Override
  public Outcome run(String step, LiveCall call) {
    PhoneNumber number = PhoneNumber.of(to.of(call.memory()).toString());
    OutsideTransfer.Terms terms = new OutsideTransfer.Terms(number, music, ring);
    return switch (new OutsideTransfer(call, terms).run()) {
      case OutsideTransfer.Result.Served _ ->
          exit.served().<Outcome>map(Outcome.Next::new).orElse(Outcome.ONWARD);
      case OutsideTransfer.Result.NotReached(EndCause cause) -> new Outcome.Next(after(cause));
      case OutsideTransfer.Result.Over(Outcome outcome) -> outcome;
    };
  }

  private Target after(EndCause cause) {
    Optional<Target> own =
        switch (cause) {
          case BUSY -> exit.busy();
          case NO_ANSWER -> exit.noAnswer();
          default -> Optional.empty();
        };
    return own.orElse(exit.failed());
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    exit.busy().ifPresent(t -> exits.add(Exit.other("busy", t)));
    exit.noAnswer().ifPresent(t -> exits.add(Exit.other("no-answer", t)));
    exits.add(Exit.other("failed", exit.failed()));
    exit.served().ifPresent(t -> exits.add(Exit.other("served", t)));
    return exits;
  }

  @Override
  public boolean goesOn() {
    return exit.served().isEmpty();
  }
}
