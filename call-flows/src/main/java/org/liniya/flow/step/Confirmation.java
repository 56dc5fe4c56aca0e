package org.liniya.flow.step;

import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Key;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Voice;

/**
 * Reads the last digits of an entry back and asks whether they are right: 1 yes, 2 once more. A
 * full value is never spoken. For one entry, on the call's thread.
 */
final class Confirmation {

  private final Ask ask;
  private final String step;
  private final LiveCall call;
  private final String digits;
  private boolean star;

  /** What the caller said to it. */
  sealed interface Answer {
    record Right() implements Answer {}

    record Anew() implements Answer {}

    /** Asked in vain. */
    record Silent() implements Answer {}

    record Person() implements Answer {}

    record Over(Outcome outcome) implements Answer {}
  }

  Confirmation(Ask ask, String step, LiveCall call, String digits) {
    this.ask = ask;
    this.step = step;
    this.call = call;
    this.digits = digits;
  }

  Answer ask() {
    int misses = 0;
    while (misses < ask.tries().most()) {
      if (!star || call.line().keyAhead().isEmpty()) {
        if (call.prompt(step, voice(), true) == CallerLine.Played.OVER) {
          return new Answer.Over(call.line().over().orElseThrow());
        }
      }
      switch (call.line().key(ask.tries().waitTime())) {
        case Heard.Over(Outcome outcome) -> {
          return new Answer.Over(outcome);
        }
        case Heard.Pressed(Key key) when key.symbol() == '1' -> {
          return new Answer.Right();
        }
        case Heard.Pressed(Key key) when key.symbol() == '2' -> {
          return new Answer.Anew();
        }
        case Heard.Pressed(Key key) when key.symbol() == '0' && star -> {
          return new Answer.Person();
        }
        case Heard.Pressed(Key key) when key.equals(Key.STAR) -> star = true;
        case Heard.Pressed _ -> {
          star = false;
          misses++;
          call.line().dropKeysAhead();
          call.log().note(new InputMissed(step, "no-match"));
        }
        case Heard.TimeUp _, Heard.PlayingOver _, Heard.Arrived _ -> {
          star = false;
          misses++;
          call.log().note(new InputMissed(step, "no-input"));
        }
      }
    }
    return new Answer.Silent();
  }

  private Voice voice() {
    String prompt = ask.kind().confirmPrompt();
    String last = digits.substring(Math.max(0, digits.length() - Ask.LAST));
    Voice voice = call.voice().prompt(prompt);
    return (ask.kind().secret() ? voice.secretDigits(last) : voice.digits(last))
        .prompt(prompt + "-keys");
  }
}
