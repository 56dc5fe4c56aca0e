package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.yaml.Section;

/**
 * {@code callback}: offers to call back, has the number confirmed by its last digits (1 yes, 2 no),
 * and promises it. There is one callback for a call. Immutable.
 *
 * @param number whom to call, and how that is confirmed
 * @param done where to go once it is promised; the step below when empty
 * @param refused where to go when it is not wanted, nothing is pressed, or there is no number that
 *     could be dialled
 */
public record Callback(Value group, CallbackNumber number, Optional<Target> done, Target refused)
    implements Action {

  static Optional<Callback> read(StepReader in) {
    return in.main("callback").flatMap(section -> read(in, section));
  }

  private static Optional<Callback> read(StepReader in, Section section) {
    Type groups = new Type.OneOf("skill group", List.copyOf(in.known().skillGroups()));
    section.needs("skill-group");
    Optional<Value> group = in.openValue(section, "skill-group", groups);
    group.ifPresent(g -> QueueReader.staffed(in, g, section.placeOf("skill-group")));
    Optional<Value> to = in.value(section, "number", Types.TEXT);
    Duration wait = section.span("wait", CallbackNumber.WAIT);
    int tries = section.whole("tries", Tries.MOST, 1, 10);
    CallbackNumber number = new CallbackNumber(to, wait, tries);
    Optional<Target> done = in.target(section, "done");
    Optional<Target> refused = in.requiredTarget(section, "refused");
    section.done();
    number.needs(in, section.place());
    in.needs(section.place(), "your-ticket-number-is");
    return group.isEmpty() || refused.isEmpty()
        ? Optional.empty()
        : Optional.of(new Callback(group.get(), number, done, refused.get()));
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    Optional<PhoneNumber> promised = call.promisedCallback().number();
    if (promised.isPresent()) {
      return after(number.confirm(step, call, promised.get()));
    }
    Optional<PhoneNumber> to = number.of(call);
    if (to.isEmpty()) {
      call.line().dropKeysAhead();
      return new Outcome.Next(refused);
    }
    String name = group.of(call.memory()).toString();
    Optional<Outcome> over = Queue.ticketed(step, name, call);
    return over.isPresent() ? over.get() : after(number.ask(step, call, name, to.get()));
  }

  private Outcome after(CallbackNumber.Answer answer) {
    return switch (answer) {
      case CallbackNumber.Answer.Promised _ ->
          done.<Outcome>map(Outcome.Next::new).orElse(Outcome.ONWARD);
      case CallbackNumber.Answer.Refused _ -> new Outcome.Next(refused);
      case CallbackNumber.Answer.Over(Outcome outcome) -> outcome;
    };
  }

  @Override
  public List<Exit> exits() {
    Exit no = Exit.other("refused", refused);
    return done.map(target -> List.of(Exit.byKey("done", target), no)).orElse(List.of(no));
  }

  @Override
  public boolean goesOn() {
    return done.isEmpty();
  }

  @Override
  public boolean listens() {
    return true;
  }
}
