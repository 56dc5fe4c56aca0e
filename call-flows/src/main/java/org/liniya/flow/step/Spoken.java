package org.liniya.flow.step;

import java.time.Duration;
import java.time.LocalTime;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Voice;
import org.liniya.flow.value.Value;
import org.liniya.flow.value.ValueException;
import org.liniya.speak.Case;
import org.liniya.speak.Noun;
import org.liniya.speak.Sayable;

/** One thing that a {@code say} speaks. Immutable. */
public sealed interface Spoken {

  record Prompt(String name) implements Spoken {}

  /** Digits one by one. */
  record Digits(Value value) implements Spoken {}

  record Cardinal(Value value) implements Spoken {}

  /** The prompt whose name is {@code prefix}, a dash, and the word in a variable or field. */
  record ByWord(String prefix, String path) implements Spoken {}

  /** A number of something. */
  record Counted(Value value, Noun noun, Case in) implements Spoken {}

  /** Something between two numbers of something. */
  record Between(Value from, Value to, Noun noun) implements Spoken {}

  /** A date without the year. */
  record Day(Dated date) implements Spoken {}

  record FullDate(Dated date) implements Spoken {}

  /** A time of day. */
  record TimeOfDay(Value sinceMidnight, Case in) implements Spoken {}

  /** A length of time. */
  record Length(Value value, Case in) implements Spoken {}

  /** Money, in kopecks. */
  record Sum(Value kopecks, Case in) implements Spoken {}

  /**
   * How long somebody may have to wait who enters a queue now; nothing where that cannot honestly
   * be said.
   */
  record Estimate(Value group) implements Spoken {}

  /**
   * The sentence that says by when the call's ticket is answered; nothing when it has been, or when
   * that is over.
   */
  record TicketDeadline() implements Spoken {}

  /** Puts it into an utterance. */
  default void into(Voice voice, LiveCall call) {
    switch (this) {
      case Prompt(String name) -> voice.prompt(name);
      case Digits(Value value) -> voice.digits(value.of(call.memory()).toString());
      case Cardinal(Value value) -> voice.number(number(value, call));
      case Counted(Value value, Noun noun, Case in) ->
          voice.say(new Sayable.Count(number(value, call), noun, in));
      case Between(Value from, Value to, Noun noun) ->
          voice.say(new Sayable.Range(number(from, call), number(to, call), noun));
      case Day(Dated date) -> voice.sayUnnamed(new Sayable.Day(date.of(call)), "date");
      case FullDate(Dated date) -> voice.sayUnnamed(new Sayable.FullDate(date.of(call)), "date");
      case TimeOfDay(Value value, Case in) ->
          voice.say(new Sayable.TimeOfDay(timeOfDay(value, call), in));
      case Length(Value value, Case in) -> voice.say(new Sayable.Span(length(value, call), in));
      case Sum(Value kopecks, Case in) ->
          voice.sayUnnamed(new Sayable.Money(number(kopecks, call), in), "money");
      case Estimate(Value group) ->
          call.ports()
              .estimates()
              .range(group.of(call.memory()).toString())
              .ifPresent(range -> voice.prompt(range.prompt()));
      case ByWord(String prefix, String path) ->
          voice.prompt(prefix + "-" + call.memory().text(path));
      case TicketDeadline _ ->
          call.ticket()
              .deadline()
              .filter(deadline -> !deadline.passed(call.ports().time().now()))
              .ifPresent(voice::deadline);
    }
  }

  default boolean isTicketNumber() {
    return this instanceof Digits(Value.Computed computed)
        && computed.expression().text().strip().equals("ticket.number");
  }

  /** A negative one is refused where it would be said. */
  private static long number(Value value, LiveCall call) {
    return (Long) value.of(call.memory());
  }

  private static Duration length(Value value, LiveCall call) {
    return (Duration) value.of(call.memory());
  }

  /** The end of the day is the beginning of the next. */
  private static LocalTime timeOfDay(Value value, LiveCall call) {
    Duration since = length(value, call);
    if (since.isNegative() || since.compareTo(Duration.ofDays(1)) > 0) {
      throw new ValueException("a time of day is from 00:00 to 24:00");
    }
    return LocalTime.ofSecondOfDay(since.toSeconds() % Duration.ofDays(1).toSeconds());
  }
}
