package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.yaml.Section;

/**
 * How often a step asks, and where it leads when that was in vain. Silence and wrong keys are
 * counted apart, anew at each visit. Immutable.
 *
 * @param waitTime for the first key after the prompt
 */
public record Tries(
    int most, Duration waitTime, Optional<Target> noInput, Optional<Target> noMatch) {

  static final int MOST = 3;

  /** Reads {@code tries}, {@code wait}, {@code no-input}, {@code no-match}, {@code otherwise}. */
  static Optional<Tries> read(StepReader in, Section section, Duration waitByDefault) {
    Duration wait = section.span("wait", waitByDefault);
    int most = section.whole("tries", MOST, 1, 10);
    Optional<Target> noInput = in.target(section, "no-input");
    Optional<Target> noMatch = in.target(section, "no-match");
    Optional<Target> otherwise = in.target(section, "otherwise");
    if (otherwise.isEmpty() && (noInput.isEmpty() || noMatch.isEmpty())) {
      in.problems()
          .add(
              section.place(),
              "it is not said where to go when "
                  + (noInput.isEmpty() ? "nothing is pressed" : "a wrong key is pressed"),
              "Add 'otherwise: STEP', or 'no-input' and 'no-match'");
      return Optional.empty();
    }
    if (most > 1) {
      in.needs(section.place(), "no-input", "no-match");
    }
    return Optional.of(
        new Tries(most, wait, noInput.or(() -> otherwise), noMatch.or(() -> otherwise)));
  }

  Count begin(String step, LiveCall call) {
    return new Count(step, call, "no-match");
  }

  /** As {@link #begin}, with a prompt of the step's own for a wrong entry. */
  Count begin(String step, LiveCall call, String wrongPrompt) {
    return new Count(step, call, wrongPrompt);
  }

  List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    noInput.ifPresent(target -> exits.add(Exit.other("no-input", target)));
    noMatch.ifPresent(target -> exits.add(Exit.other("no-match", target)));
    return exits;
  }

  /** The tries of one visit. On the call's thread. */
  final class Count {
    private final String step;
    private final LiveCall call;
    private final String wrongPrompt;
    private int silent;
    private int wrong;

    private Count(String step, LiveCall call, String wrongPrompt) {
      this.step = step;
      this.call = call;
      this.wrongPrompt = wrongPrompt;
    }

    /** Nothing was pressed; where to go when that was the last try. */
    Optional<Outcome> noInput() {
      call.log().note(new InputMissed(step, "no-input"));
      return ++silent >= most ? out(noInput) : again("no-input");
    }

    /** Something wrong was pressed; where to go when that was the last try. */
    Optional<Outcome> noMatch() {
      call.log().note(new InputMissed(step, "no-match"));
      call.line().dropKeysAhead();
      return ++wrong >= most ? out(noMatch) : again(wrongPrompt);
    }

    /** The caller wants to enter it anew, which is a try but no fault. */
    Optional<Outcome> anew() {
      return ++wrong >= most ? out(noMatch) : Optional.empty();
    }

    private Optional<Outcome> again(String prompt) {
      return call.say(step, call.voice().prompt(prompt), true) == CallerLine.Played.OVER
          ? call.line().over()
          : Optional.empty();
    }

    private static Optional<Outcome> out(Optional<Target> target) {
      return Optional.of(target.<Outcome>map(Outcome.Next::new).orElse(Outcome.ONWARD));
    }
  }
}
