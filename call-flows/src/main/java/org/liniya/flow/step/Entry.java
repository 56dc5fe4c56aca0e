package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Key;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Reply;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews.Why;

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

    /** What was said was of no use. */
    record Misheard(Why why) implements Result {}

    /** What was understood: digits, or a word that was expected. */
    record Said(String text, double confidence) implements Result {
      @Override
      public String toString() {
        return "said";
      }
    }

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
   * @param spoken what may be said instead of keying it in
   */
  record Form(
      List<String> prompts,
      int least,
      int most,
      boolean bargeIn,
      Duration waitTime,
      Duration between,
      boolean person,
      Optional<Expected> spoken) {
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
    return read(form.prompts());
  }

  /** As the other, and at first asks by these prompts. */
  Result read(List<String> prompts) {
    Reply reply = ask(prompts);
    while (true) {
      switch (reply) {
        case Reply.Over(Outcome outcome) -> {
          return new Result.Over(outcome);
        }
        case Reply.Said(String text, double confidence) -> {
          return new Result.Said(text, confidence);
        }
        case Reply.Misheard(Why why) -> {
          return new Result.Misheard(why);
        }
        case Reply.Silent _ -> {
          return digits.isEmpty() ? new Result.Silent() : ended();
        }
        case Reply.Keyed(Key key) when key.equals(Key.HASH) -> {
          return digits.isEmpty() ? new Result.Without() : ended();
        }
        case Reply.Keyed(Key key) when key.equals(Key.STAR) -> {
          star();
          reply = line.keyAhead().isEmpty() ? ask(form.prompts()) : further();
        }
        case Reply.Keyed(Key key) when isPerson(key) -> {
          return new Result.Person();
        }
        case Reply.Keyed(Key key) when key.isDigit() -> {
          digits.append(key.symbol());
          if (digits.length() == form.most()) {
            line.swallowHash(TOGETHER);
            return new Result.Complete(digits.toString());
          }
          reply = further();
        }
        case Reply.Keyed _ -> reply = further();
      }
    }
  }

  private Reply ask(List<String> prompts) {
    return call.ask(
        step, call.voice().prompts(prompts), form.bargeIn(), form.waitTime(), form.spoken());
  }

  /** The next key; whoever has begun to key it in goes on by keys. */
  private Reply further() {
    return line.reply(digits.isEmpty() ? form.waitTime() : form.between());
  }

  private void star() {
    starCountsUntil = line.now().plus(TOGETHER);
    digits.setLength(0);
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
}
