package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import org.liniya.call.Key;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;

/**
 * One entry of digits by the rules of {@code ask}: hash ends it, and alone means "I have none";
 * star repeats the prompt, or clears what was entered; star and zero is the person. For one entry,
 * on the call's thread.
 */
final class Entry {

  /** A hash behind a complete entry, and a zero behind a star, belong to it within this time. */
  static final Duration TOGETHER = Duration.ofSeconds(2);

  private final Form form;
  private final String step;
  private final LiveCall call;
  private final CallerLine line;
  private final StringBuilder digits = new StringBuilder();
  private Duration starCountsUntil = Duration.ZERO;

  /** What was entered. */
  sealed interface Result {
    record Complete(String digits) implements Result {
      @Override
      public String toString() {
        return "complete";
      }
    }

    /** Too short. */
    record Wrong() implements Result {}

    record Silent() implements Result {}

    /** The caller has no such number. */
    record Without() implements Result {}

    record Person() implements Result {}

    record Over(Outcome outcome) implements Result {}
  }

  /**
   * What is asked for, and how. Immutable.
   *
   * @param least digits
   * @param waitTime for the first digit after the prompts
   * @param between the longest pause between two digits
   * @param person whether star and zero lead to one
   */
  record Form(
      List<String> prompts,
      int least,
      int most,
      boolean bargeIn,
      Duration waitTime,
      Duration between,
      boolean person) {
    Form {
      prompts = List.copyOf(prompts);
    }
  }

  Entry(Form form, String step, LiveCall call) {
    this.form = form;
    this.step = step;
    this.call = call;
    this.line = call.line();
  }

  Result read() {
    prompt();
    while (true) {
      switch (line.key(digits.isEmpty() ? form.waitTime() : form.between())) {
        case Heard.Over(Outcome outcome) -> {
          return new Result.Over(outcome);
        }
        case Heard.TimeUp _, Heard.PlayingOver _, Heard.Arrived _ -> {
          return digits.isEmpty() ? new Result.Silent() : ended();
        }
        case Heard.Pressed(Key key) when key.equals(Key.HASH) -> {
          return digits.isEmpty() ? new Result.Without() : ended();
        }
        case Heard.Pressed(Key key) when key.equals(Key.STAR) -> star();
        case Heard.Pressed(Key key) when isPerson(key) -> {
          return new Result.Person();
        }
        case Heard.Pressed(Key key) when key.isDigit() -> {
          digits.append(key.symbol());
          if (digits.length() == form.most()) {
            line.swallowHash(TOGETHER);
            return new Result.Complete(digits.toString());
          }
        }
        case Heard.Pressed _ -> {}
      }
    }
  }

  private void star() {
    starCountsUntil = line.now().plus(TOGETHER);
    digits.setLength(0);
    if (line.keyAhead().isEmpty()) {
      prompt();
    }
  }

  private boolean isPerson(Key key) {
    return key.symbol() == '0'
        && digits.isEmpty()
        && line.now().compareTo(starCountsUntil) < 0
        && form.person();
  }

  private Result ended() {
    return digits.length() >= form.least()
        ? new Result.Complete(digits.toString())
        : new Result.Wrong();
  }

  private void prompt() {
    call.prompt(step, call.voice().prompts(form.prompts()), form.bargeIn());
  }
}
