package org.liniya.flow.step;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Key;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Voice;
import org.liniya.flow.value.Value;
import org.liniya.yaml.Place;

/**
 * Has the number for a callback confirmed by its last digits (1 yes, 2 no), and promises the
 * callback: what the step {@code callback} does, and a key in {@code queue}. Immutable.
 *
 * @param number whom to call; where it is empty, the number that the caller rings from
 */
record CallbackNumber(Optional<Value> number, Duration waitTime, int tries) {

  static final Duration WAIT = Duration.ofSeconds(7);

  /** Enough for callers to know their number by. */
  private static final int SPOKEN = 2;

  /** What came of asking. */
  sealed interface Answer {
    /** The caller has heard that it is promised. */
    record Promised() implements Answer {}

    /** Not wanted, or nothing pressed. */
    record Refused() implements Answer {}

    record Over(Outcome outcome) implements Answer {}
  }

  /** The prompts that this says. */
  void needs(StepReader in, Place place) {
    in.needs(
        place,
        "callback-number",
        "callback-number-keys",
        "callback-confirmed",
        "callback-confirmed-end");
    if (tries > 1) {
      in.needs(place, "no-input", "no-match");
    }
  }

  /** Whom to call; empty when that number could not be dialled. */
  Optional<PhoneNumber> of(LiveCall call) {
    return number
        .map(value -> value.of(call.memory()).toString())
        .filter(text -> !text.isBlank())
        .map(PhoneNumber::of)
        .or(() -> call.arrival().from().number())
        .filter(PhoneNumber::callable);
  }

  /**
   * Asks and promises.
   *
   * @throws org.liniya.port.StoreException when it could not be kept: then nothing is promised
   */
  Answer ask(String step, LiveCall call, String group, PhoneNumber to) {
    int silent = 0;
    int wrong = 0;
    while (silent < tries && wrong < tries) {
      Voice voice = ending(call.voice().prompt("callback-number"), to);
      if (call.prompt(step, voice.prompt("callback-number-keys"), true) == CallerLine.Played.OVER) {
        return new Answer.Over(call.line().over().orElseThrow());
      }
      switch (call.line().key(waitTime)) {
        case Heard.Pressed(Key key) when key.symbol() == '1' -> {
          call.promisedCallback().promise(to, group);
          return confirm(step, call, to);
        }
        case Heard.Pressed(Key key) when key.symbol() == '2' -> {
          return new Answer.Refused();
        }
        case Heard.Pressed _ -> {
          call.line().dropKeysAhead();
          wrong++;
          missed(step, call, "no-match", wrong);
        }
        case Heard.Over(Outcome outcome) -> {
          return new Answer.Over(outcome);
        }
        case Heard.TimeUp _, Heard.PlayingOver _, Heard.Arrived _ -> {
          silent++;
          missed(step, call, "no-input", silent);
        }
      }
    }
    return new Answer.Refused();
  }

  private void missed(String step, LiveCall call, String what, int times) {
    call.log().note(new InputMissed(step, what));
    if (times < tries) {
      call.say(step, call.voice().prompt(what), true);
    }
  }

  /** Says what is promised. */
  Answer confirm(String step, LiveCall call, PhoneNumber to) {
    Voice voice = ending(call.voice().prompt("callback-confirmed"), to);
    return call.say(step, voice.prompt("callback-confirmed-end"), true) == CallerLine.Played.OVER
        ? new Answer.Over(call.line().over().orElseThrow())
        : new Answer.Promised();
  }

  private static Voice ending(Voice voice, PhoneNumber to) {
    String digits = to.full().reveal();
    return voice.secretDigits(digits.substring(digits.length() - SPOKEN));
  }
}
