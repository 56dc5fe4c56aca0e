package org.liniya.flow.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Voice;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.ticket.TicketState;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** One thing that a {@code say} speaks. Immutable. */
public sealed interface Spoken {

  record Prompt(String name) implements Spoken {}

  /** Digits one by one. */
  record Digits(Value value) implements Spoken {}

  record Cardinal(Value value) implements Spoken {}

  /** The prompt whose name is {@code prefix}, a dash, and the word in a variable or field. */
  record ByWord(String prefix, String path) implements Spoken {}

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
      case Cardinal(Value value) -> voice.number((Long) value.of(call.memory()));
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

  /** Reads one or a list. */
  static List<Spoken> read(StepReader in, String key) {
    Optional<Yaml> value = in.step().value(key);
    List<Yaml> items =
        switch (value.orElse(new Yaml.Nothing(in.step().place()))) {
          case Yaml.Items list -> list.values();
          case Yaml.Nothing nothing -> {
            in.problems().add(nothing.place(), "'" + key + "' says nothing", "Name a prompt");
            yield List.of();
          }
          case Yaml.Text text -> List.of(text);
          case Yaml.Table table -> List.of(table);
        };
    List<Spoken> spoken = new ArrayList<>();
    items.forEach(item -> one(in, item).ifPresent(spoken::add));
    return spoken;
  }

  /**
   * A ticket's number, its state, and by when it is answered.
   *
   * @return empty when prompts for it are missing
   */
  static Optional<List<Spoken>> status(StepReader in, Place place) {
    in.needs(place, "ticket-status", "deadline");
    Arrays.stream(TicketState.values()).forEach(s -> in.needs(place, "status-" + s.word()));
    return in.expressions()
        .value(new Yaml.Text(place, "=ticket.number", false), Types.TEXT, "'speak'")
        .map(
            number ->
                List.of(
                    new Prompt("ticket-status"),
                    new Digits(number),
                    new ByWord("status", "ticket.state"),
                    new TicketDeadline()));
  }

  private static Optional<Spoken> one(StepReader in, Yaml item) {
    return switch (item) {
      case Yaml.Text text when text.value().startsWith("=") -> {
        in.problems()
            .add(
                text.place(),
                "'say' does not know how to speak this value",
                "Write { digits: " + text.value() + " } or { number: " + text.value() + " }");
        yield Optional.empty();
      }
      case Yaml.Text text -> Optional.of(new Prompt(in.prompt(text)));
      case Yaml.Table table -> table(in, new Section(table, in.problems()));
      case Yaml.Items _, Yaml.Nothing _ -> {
        in.problems().add(item.place(), "a prompt is expected here, not " + item.what(), "");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Spoken> table(StepReader in, Section section) {
    in.later(section, "date", "time", "span", "money", "text", "estimate");
    Optional<Spoken> digits = in.openValue(section, "digits", Types.TEXT).map(Digits::new);
    Optional<Spoken> number = in.openValue(section, "number", Types.WHOLE).map(Cardinal::new);
    Optional<Spoken> word = section.scalar("prompts").flatMap(prefix -> word(in, section, prefix));
    Optional<Spoken> deadline = section.scalar("deadline").flatMap(of -> deadline(in, of));
    section.done();
    return digits.or(() -> number).or(() -> word).or(() -> deadline);
  }

  private static Optional<Spoken> deadline(StepReader in, Yaml.Text of) {
    if (!of.value().equals("ticket")) {
      in.problems()
          .add(
              of.place(),
              "'deadline' cannot be that of '" + of.value() + "'",
              "Write { deadline: ticket }");
      return Optional.empty();
    }
    in.needs(of.place(), "deadline");
    return Optional.of(new TicketDeadline());
  }

  private static Optional<Spoken> word(StepReader in, Section section, Yaml.Text prefix) {
    Optional<Yaml.Text> by = section.scalar("by");
    if (by.isEmpty()) {
      section.needs("by");
      return Optional.empty();
    }
    String path = by.get().value().replaceFirst("^=\\s*", "").strip();
    Optional<Type> type = in.expressions().typeOf(path);
    if (!by.get().value().startsWith("=")
        || !(type.orElse(Types.TEXT) instanceof Type.OneOf(_, List<String> words))) {
      in.problems()
          .add(
              by.get().place(),
              "'by' takes a variable or field that is one of a few words",
              "As in { prompts: status, by: =ticket.state }");
      return Optional.empty();
    }
    words.forEach(word -> in.needs(prefix.place(), prefix.value() + "-" + word));
    return Optional.of(new ByWord(prefix.value(), path));
  }
}
