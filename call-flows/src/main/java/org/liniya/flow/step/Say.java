package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Key;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.call.Voice;

/**
 * {@code say}: speaks prompts, digits and numbers, listening for the always-keys meanwhile.
 * Immutable.
 *
 * @param pause listened after the last word
 * @param bargeIn whether a key cuts it short; without, the always-keys act when it was heard
 * @param always the keys that act here
 */
public record Say(List<Spoken> spoken, Duration pause, boolean bargeIn, Map<Key, Target> always)
    implements Action {

  public Say {
    spoken = List.copyOf(spoken);
    always = Map.copyOf(always);
  }

  static Optional<Say> read(StepReader in) {
    return Optional.of(read(in, SpokenReader.read(in, "say")));
  }

  /** Reads the keys beside what is said. */
  static Say read(StepReader in, List<Spoken> spoken) {
    Duration pause = in.step().span("pause", Duration.ZERO);
    boolean bargeIn = in.step().yesNo("barge-in", true);
    boolean always = in.step().yesNo("always", true);
    return new Say(spoken, pause, bargeIn, always ? in.always().keys() : Map.of());
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    CallerLine line = call.line();
    Optional<Outcome> ahead = bargeIn ? alwaysKey(line) : Optional.empty();
    if (ahead.isPresent()) {
      return ahead.get();
    }
    Voice voice = call.voice();
    spoken.forEach(s -> s.into(voice, call));
    CallerLine.Played played = call.say(step, voice, bargeIn);
    if (played == CallerLine.Played.OVER) {
      return line.over().orElseThrow();
    }
    if (played == CallerLine.Played.COMPLETED) {
      if (spoken.stream().anyMatch(Spoken::isTicketNumber)) {
        call.numberSpoken();
      }
      if (!bargeIn && pause.isPositive()) {
        line.dropKeysAheadBut(always.keySet());
      }
      if (pause.isPositive() && line.awaitKey(pause) instanceof Heard.Over(Outcome outcome)) {
        return outcome;
      }
    }
    return alwaysKey(line).orElse(Outcome.ONWARD);
  }

  private Optional<Outcome> alwaysKey(CallerLine line) {
    Optional<Target> target = line.keyAhead().map(always::get);
    target.ifPresent(_ -> line.dropKeyAhead());
    return target.map(Outcome.Next::new);
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    always.forEach((key, target) -> exits.add(Exit.byKey("key " + key.symbol(), target)));
    return exits;
  }

  /** Whether a prompt is spoken here. */
  public boolean says(String prompt) {
    return spoken.contains(new Spoken.Prompt(prompt));
  }

  @Override
  public boolean goesOn() {
    return true;
  }
}
