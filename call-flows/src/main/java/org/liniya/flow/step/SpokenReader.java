package org.liniya.flow.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.ticket.TicketState;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads what a {@code say} speaks. For the thread that reads a flow. */
final class SpokenReader {

  private SpokenReader() {}

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
                    new Spoken.Prompt("ticket-status"),
                    new Spoken.Digits(number),
                    new Spoken.ByWord("status", "ticket.state"),
                    new Spoken.TicketDeadline()));
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
      case Yaml.Text text -> Optional.of(new Spoken.Prompt(in.prompt(text)));
      case Yaml.Table table -> table(in, new Section(table, in.problems()));
      case Yaml.Items _, Yaml.Nothing _ -> {
        in.problems().add(item.place(), "a prompt is expected here, not " + item.what(), "");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Spoken> table(StepReader in, Section section) {
    in.later(section, "text");
    Optional<Spoken> digits = in.openValue(section, "digits", Types.TEXT).map(Spoken.Digits::new);
    Optional<Spoken> figure = FigureReader.read(in, section);
    Optional<Spoken> word = section.scalar("prompts").flatMap(prefix -> word(in, section, prefix));
    Optional<Spoken> deadline = section.scalar("deadline").flatMap(of -> deadline(in, of));
    section.done();
    return digits.or(() -> figure).or(() -> word).or(() -> deadline);
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
    return Optional.of(new Spoken.TicketDeadline());
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
    return Optional.of(new Spoken.ByWord(prefix.value(), path));
  }
}
