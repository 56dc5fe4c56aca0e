package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal.WaitingEnded;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.call.Waiting;
import org.liniya.flow.call.WaitingOffer;
import org.liniya.flow.value.Value;
import org.liniya.port.WaitingRoom;
import org.liniya.ticket.TicketNumber;

/**
 * {@code queue}: waits for an operator of a skill group and lets the two talk. A call without a
 * ticket gets one here, and hears its number. Immutable.
 */
public record Queue(
    Value group,
    Value headStart,
    String music,
    Announce announce,
    Optional<CallbackKey> callback,
    Optional<Duration> waitTime,
    Exits to)
    implements Action {

  /** What is told to those who wait. */
  public record Announce(Optional<Duration> every, boolean position, boolean estimate) {}

  /**
   * Who waits is offered a callback, and takes it by a key.
   *
   * @param done where to go once it is promised; the step below when empty
   */
  public record CallbackKey(WaitingOffer offer, CallbackNumber number, Optional<Target> done) {}

  /** Where to go when it did not come to a talk, and after it. */
  public record Exits(
      Optional<Target> timeout,
      Optional<Target> closed,
      Optional<Target> full,
      Optional<Target> nobody,
      Optional<Target> served) {}

  @Override
  public Outcome run(String step, LiveCall call) {
    String name = group.of(call.memory()).toString();
    Duration head = (Duration) headStart.of(call.memory());
    call.memory().set("queue.group", name);
    Optional<Outcome> over = ticketed(step, name, call);
    if (over.isPresent()) {
      return over.get();
    }
    if (to.nobody().isPresent() && nobodyIn(name, call)) {
      return new Outcome.Next(to.nobody().get());
    }
    Optional<PhoneNumber> number = numberForCallback(call);
    Waiting.Terms terms =
        new Waiting.Terms(
            step,
            name,
            head,
            music,
            announce.every(),
            announce.position(),
            announce.estimate(),
            callback.map(CallbackKey::offer).filter(_ -> number.isPresent()),
            waitTime,
            call.ticket().number().map(TicketNumber::digits).orElse(""));
    return await(new Waiting(call, terms), step, call, number);
  }

  /** Empty when there is none to offer: no number, or it is promised already. */
  private Optional<PhoneNumber> numberForCallback(LiveCall call) {
    return callback
        .filter(_ -> call.promisedCallback().number().isEmpty())
        .flatMap(key -> key.number().of(call));
  }

  private Outcome await(Waiting waiting, String step, LiveCall call, Optional<PhoneNumber> number) {
    Optional<Outcome> end = Optional.empty();
    while (end.isEmpty()) {
      end =
          switch (waiting.run()) {
            case Waiting.Result.Served _ -> Optional.of(to(to.served()));
            case Waiting.Result.TimedOut _ -> Optional.of(to(to.timeout()));
            case Waiting.Result.Over(Outcome outcome) -> Optional.of(outcome);
            case Waiting.Result.GivenBack(WaitingEnded.Reason reason) ->
                Optional.of(givenBack(reason));
            case Waiting.Result.OfferTaken(String group) ->
                callBack(step, call, group, number.orElseThrow());
          };
    }
    return end.get();
  }

  /** Empty when the caller waits on after all, at the old place. */
  private Optional<Outcome> callBack(String step, LiveCall call, String group, PhoneNumber number) {
    CallbackKey key = callback.orElseThrow();
    return switch (key.number().ask(step, call, group, number)) {
      case CallbackNumber.Answer.Promised _ -> Optional.of(to(key.done()));
      case CallbackNumber.Answer.Refused _ -> Optional.empty();
      case CallbackNumber.Answer.Over(Outcome outcome) -> Optional.of(outcome);
    };
  }

  /** Nobody waits without a ticket. The number is spoken; any key cuts it short. */
  static Optional<Outcome> ticketed(String step, String group, LiveCall call) {
    if (call.ticket().number().isPresent()) {
      return Optional.empty();
    }
    TicketNumber number = call.ticket().open(group, call.identity(), call.language());
    return switch (call.say(
        step, call.voice().prompt("your-ticket-number-is").digits(number.digits()), true)) {
      case OVER -> call.line().over();
      case COMPLETED -> {
        call.numberSpoken();
        yield Optional.empty();
      }
      case INTERRUPTED, SKIPPED -> Optional.empty();
    };
  }

  private static boolean nobodyIn(String group, LiveCall call) {
    return call.ports()
        .waitingRoom()
        .figures(group)
        .map(WaitingRoom.Figures::loggedIn)
        .filter(loggedIn -> loggedIn > 0)
        .isEmpty();
  }

  private Outcome givenBack(WaitingEnded.Reason reason) {
    Optional<Target> target =
        switch (reason) {
          case NOBODY -> to.nobody();
          case CLOSED -> to.closed();
          case FULL -> to.full();
          case FAULT -> Optional.empty();
        };
    return target
        .or(() -> reason == WaitingEnded.Reason.FAULT ? Optional.empty() : to.timeout())
        .<Outcome>map(Outcome.Next::new)
        .orElseGet(() -> new Outcome.Failed("the waiting room gave the call back: " + reason));
  }

  private static Outcome to(Optional<Target> target) {
    return target.<Outcome>map(Outcome.Next::new).orElse(Outcome.ONWARD);
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    callback.flatMap(CallbackKey::done).ifPresent(t -> exits.add(Exit.byKey("callback", t)));
    to.timeout().ifPresent(t -> exits.add(Exit.other("timeout", t)));
    to.closed().ifPresent(t -> exits.add(Exit.other("closed", t)));
    to.full().ifPresent(t -> exits.add(Exit.other("full", t)));
    to.nobody().ifPresent(t -> exits.add(Exit.other("nobody", t)));
    to.served().ifPresent(t -> exits.add(Exit.other("served", t)));
    return exits;
  }

  @Override
  public boolean goesOn() {
    return to.served().isEmpty() || callback.filter(key -> key.done().isEmpty()).isPresent();
  }
}
