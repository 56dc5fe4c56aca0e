package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Key;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.call.Voice;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.yaml.Section;

/**
 * {@code callback}: offers to call back, has the number confirmed by its last digits (1 yes, 2 no),
 * and promises it. There is one callback for a call. Immutable.
 *
 * @param number whom to call; where it is empty, the number that the caller rings from
 * @param done where to go once it is promised; the step below when empty
 * @param refused where to go when it is not wanted, nothing is pressed, or there is no number that
 *     could be dialled
 */
public record Callback(
    Value group,
    Optional<Value> number,
    Duration waitTime,
    int tries,
    Optional<Target> done,
    Target refused)
    implements Action {

  private static final Duration WAIT = Duration.ofSeconds(7);

  /** Enough for callers to know their number by. */
  private static final int SPOKEN = 2;

  static Optional<Callback> read(StepReader in) {
    return in.main("callback").flatMap(section -> read(in, section));
  }

  private static Optional<Callback> read(StepReader in, Section section) {
    Type groups = new Type.OneOf("skill group", List.copyOf(in.known().skillGroups()));
    section.needs("skill-group");
    Optional<Value> group = in.openValue(section, "skill-group", groups);
    group.ifPresent(g -> Queue.staffed(in, g, section.placeOf("skill-group")));
    Optional<Value> number = in.value(section, "number", Types.TEXT);
    Duration wait = section.span("wait", WAIT);
    int tries = section.whole("tries", Tries.MOST, 1, 10);
    Optional<Target> done = in.target(section, "done");
    Optional<Target> refused = in.requiredTarget(section, "refused");
    section.done();
    in.needs(
        section.place(),
        "callback-number",
        "callback-number-keys",
        "callback-confirmed",
        "callback-confirmed-end",
        "your-ticket-number-is");
    if (tries > 1) {
      in.needs(section.place(), "no-input", "no-match");
    }
    return group.isEmpty() || refused.isEmpty()
        ? Optional.empty()
        : Optional.of(new Callback(group.get(), number, wait, tries, done, refused.get()));
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    Optional<PhoneNumber> promised = call.promisedCallback().number();
    if (promised.isPresent()) {
      return confirmed(step, call, promised.get());
    }
    Optional<PhoneNumber> to = number(call).filter(PhoneNumber::callable);
    if (to.isEmpty()) {
      call.line().dropKeysAhead();
      return new Outcome.Next(refused);
    }
    String name = group.of(call.memory()).toString();
    Optional<Outcome> over = Queue.ticketed(step, name, call);
    return over.isPresent() ? over.get() : ask(step, call, name, to.get());
  }

  private Optional<PhoneNumber> number(LiveCall call) {
    return number
        .map(value -> value.of(call.memory()).toString())
        .filter(text -> !text.isBlank())
        .map(PhoneNumber::of)
        .or(() -> call.arrival().from().number());
  }

  private Outcome ask(String step, LiveCall call, String name, PhoneNumber to) {
    int silent = 0;
    int wrong = 0;
    while (silent < tries && wrong < tries) {
      Voice voice = ending(call.voice().prompt("callback-number"), to);
      if (call.prompt(step, voice.prompt("callback-number-keys"), true) == CallerLine.Played.OVER) {
        return call.line().over().orElseThrow();
      }
      switch (call.line().key(waitTime)) {
        case Heard.Pressed(Key key) when key.symbol() == '1' -> {
          call.promisedCallback().promise(to, name);
          return confirmed(step, call, to);
        }
        case Heard.Pressed(Key key) when key.symbol() == '2' -> {
          return new Outcome.Next(refused);
        }
        case Heard.Pressed _ -> {
          call.line().dropKeysAhead();
          wrong++;
          missed(step, call, "no-match", wrong);
        }
        case Heard.Over(Outcome outcome) -> {
          return outcome;
        }
        case Heard.TimeUp _, Heard.PlayingOver _, Heard.Arrived _ -> {
          silent++;
          missed(step, call, "no-input", silent);
        }
      }
    }
    return new Outcome.Next(refused);
  }

  private void missed(String step, LiveCall call, String what, int times) {
    call.log().note(new InputMissed(step, what));
    if (times < tries) {
      call.say(step, call.voice().prompt(what), true);
    }
  }

  private Outcome confirmed(String step, LiveCall call, PhoneNumber to) {
    Voice voice = ending(call.voice().prompt("callback-confirmed"), to);
    if (call.say(step, voice.prompt("callback-confirmed-end"), true) == CallerLine.Played.OVER) {
      return call.line().over().orElseThrow();
    }
    return done.<Outcome>map(Outcome.Next::new).orElse(Outcome.ONWARD);
  }

  private static Voice ending(Voice voice, PhoneNumber to) {
    String digits = to.full().reveal();
    return voice.secretDigits(digits.substring(digits.length() - SPOKEN));
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
