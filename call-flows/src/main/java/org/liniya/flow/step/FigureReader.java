package org.liniya.flow.step;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.liniya.call.Language;
import org.liniya.estimate.WaitRange;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.speak.Case;
import org.liniya.speak.Coverage;
import org.liniya.speak.Grammar;
import org.liniya.speak.Noun;
import org.liniya.speak.Samples;
import org.liniya.speak.Sayable;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads numbers, dates, times and sums that a {@code say} speaks, and whether the fragments for
 * them are there. For the thread that reads a flow.
 */
final class FigureReader {

  private static final int NAMED = 3;

  private final StepReader in;
  private final Section section;

  private FigureReader(StepReader in, Section section) {
    this.in = in;
    this.section = section;
  }

  /** Empty when there is none, or a wrong one. */
  static Optional<Spoken> read(StepReader in, Section section) {
    FigureReader reader = new FigureReader(in, section);
    return reader
        .of("number", reader::number)
        .or(() -> reader.of("date", reader::date))
        .or(() -> reader.of("time", reader::time))
        .or(() -> reader.of("span", reader::span))
        .or(() -> reader.of("money", reader::money))
        .or(() -> reader.of("estimate", reader::estimate));
  }

  /** What stands beside a key is asked for only where that key is. */
  private Optional<Spoken> of(String key, Function<Yaml.Text, Optional<Spoken>> reads) {
    return section.scalar(key).flatMap(reads);
  }

  private Optional<Spoken> number(Yaml.Text written) {
    Optional<Value> number = in.openValue(section, "number", Types.WHOLE);
    if (section.scalar("noun").isEmpty()) {
      needs(written.place(), Samples.numbers(), "'number'");
      return number.map(Spoken.Cardinal::new);
    }
    Optional<Noun> noun = word("noun", Noun::of, Noun.words());
    if (section.scalar("to").isPresent()) {
      Optional<Value> to = in.openValue(section, "to", Types.WHOLE);
      noun.ifPresent(n -> needs(written.place(), Samples.ranges(n), "'to'"));
      return noun.flatMap(
          n -> number.flatMap(from -> to.map(end -> new Spoken.Between(from, end, n))));
    }
    Optional<Case> grammatical = grammaticalCase();
    return noun.flatMap(
        n -> grammatical.flatMap(c -> number.flatMap(value -> counted(value, n, c))));
  }

  private Optional<Spoken> counted(Value value, Noun noun, Case grammatical) {
    Place place = section.placeOf("noun");
    if (!noun.has(grammatical)) {
      in.problems()
          .add(
              section.placeOf("case"),
              noun.word() + " cannot be counted in the " + grammatical.word(),
              "Take another case, or turn the sentence round");
      return Optional.empty();
    }
    needs(place, Samples.counts(noun, grammatical), "'noun'");
    return Optional.of(new Spoken.Counted(value, noun, grammatical));
  }

  private Optional<Spoken> date(Yaml.Text written) {
    boolean year = section.yesNo("year", false);
    needs(written.place(), year ? Samples.fullDates() : Samples.days(), "'date'");
    return dated(written).map(date -> year ? new Spoken.FullDate(date) : new Spoken.Day(date));
  }

  private Optional<Dated> dated(Yaml.Text written) {
    Optional<Yaml.Text> calendar = section.scalar("in");
    if (calendar.isPresent()) {
      String name = calendar.get().value();
      if (!in.known().calendars().contains(name)) {
        in.problems()
            .add(
                calendar.get().place(),
                "there is no calendar '" + name + "'",
                DidYouMean.hint(name, List.copyOf(in.known().calendars())));
        return Optional.empty();
      }
      return in.openValue(section, "date", Types.MOMENT)
          .map(moment -> new Dated.InCalendar(moment, name));
    }
    String path = written.value().replaceFirst("^=\\s*", "").strip();
    if (in.expressions().typeOf(path).filter(Types.MOMENT::equals).isPresent()) {
      in.problems()
          .add(
              written.place(),
              "a moment has a date only where a calendar is at home",
              "Add 'in: CALENDAR'");
      return Optional.empty();
    }
    Optional<Value> text = in.openValue(section, "date", Types.TEXT);
    if (text.filter(Value.Literal.class::isInstance).isPresent() && !isDate(written.value())) {
      in.problems()
          .add(
              written.place(),
              "'" + written.value() + "' is no date",
              "Write year, month and day, as in 2026-11-23");
      return Optional.empty();
    }
    return text.map(Dated.Written::new);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private Optional<Spoken> time(Yaml.Text written) {
    return inCase(written, Samples::times, this::sinceMidnight, Spoken.TimeOfDay::new);
  }

  /** A time that is written stands as it is on a clock; one that is computed, since midnight. */
  private Optional<Value> sinceMidnight() {
    Yaml.Text written = section.scalar("time").orElseThrow();
    if (written.value().startsWith("=")) {
      return in.openValue(section, "time", Types.SPAN);
    }
    Optional<Value> time = Types.timeOfDay(written.value()).map(Value.Literal::new);
    if (time.isEmpty()) {
      in.problems()
          .add(
              written.place(),
              "'" + written.value() + "' is no time of day",
              "Write it as 18:00, or as in '=time_of_day(…)'");
    }
    return time;
  }

  private Optional<Spoken> span(Yaml.Text written) {
    return inCase(
        written,
        Samples::spans,
        () -> in.openValue(section, "span", Types.SPAN),
        Spoken.Length::new);
  }

  private Optional<Spoken> money(Yaml.Text written) {
    return inCase(
        written, Samples::sums, () -> in.openValue(section, "money", Types.WHOLE), Spoken.Sum::new);
  }

  private interface WithCase {
    Spoken of(Value value, Case grammatical);
  }

  private Optional<Spoken> inCase(
      Yaml.Text written,
      Function<Case, List<Sayable>> samples,
      Supplier<Optional<Value>> value,
      WithCase spoken) {
    Optional<Case> grammatical = grammaticalCase();
    grammatical.ifPresent(c -> needs(written.place(), samples.apply(c), "this"));
    Optional<Value> read = value.get();
    return grammatical.flatMap(c -> read.map(v -> spoken.of(v, c)));
  }

  private Optional<Spoken> estimate(Yaml.Text written) {
    Type groups = new Type.OneOf("skill group", List.copyOf(in.known().skillGroups()));
    for (WaitRange range : WaitRange.values()) {
      in.needs(written.place(), range.prompt());
    }
    return in.openValue(section, "estimate", groups).map(Spoken.Estimate::new);
  }

  private Optional<Case> grammaticalCase() {
    return section.scalar("case").isEmpty()
        ? Optional.of(Case.NOMINATIVE)
        : word("case", Case::of, Case.words());
  }

  private <T> Optional<T> word(
      String key, Function<String, Optional<T>> meaning, List<String> words) {
    Yaml.Text written = section.scalar(key).orElseThrow();
    Optional<T> meant = meaning.apply(written.value());
    if (meant.isEmpty()) {
      in.problems()
          .add(
              written.place(),
              "'" + key + "' cannot be '" + written.value() + "'",
              DidYouMean.hint(written.value(), words));
    }
    return meant;
  }

  /** The fragments of a form, in every language of the flow. */
  private void needs(Place place, List<Sayable> form, String what) {
    for (Language language : in.languages()) {
      Optional<Grammar> grammar = Grammar.find(language);
      if (grammar.isPresent()) {
        Optional<Set<String>> missing =
            Coverage.missing(grammar.get(), form, in.known().prompts(language));
        if (missing.isEmpty()) {
          in.problems()
              .add(place, what + " cannot be said in the language '" + language + "' yet", "");
        } else if (!missing.get().isEmpty() && !in.known().isRead(language)) {
          in.problems()
              .add(
                  place,
                  "fragments for "
                      + what
                      + " are missing in '"
                      + language
                      + "': "
                      + shown(missing.get()),
                  "Add them to prompts/"
                      + language
                      + ".yaml; docs/prompts.md says which there are");
        }
      }
    }
  }

  private static String shown(Set<String> names) {
    String first = String.join(", ", names.stream().limit(NAMED).toList());
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
