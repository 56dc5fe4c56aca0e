package org.liniya.flow.step;

import java.util.List;
import java.util.Optional;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.ticket.TicketRules;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code ticket}: it opens one, finds one, writes on it or speaks of it. Stateless. */
final class TicketSteps {

  private static final List<String> VERBS = List.of("open", "find", "note", "speak");

  private TicketSteps() {}

  static Optional<? extends Action> read(StepReader in) {
    Optional<Section> main = in.main("ticket");
    if (main.isEmpty()) {
      return Optional.empty();
    }
    Section section = main.get();
    List<Yaml.Text> verbs =
        section.keys().stream().filter(key -> VERBS.contains(key.value())).toList();
    if (verbs.size() > 1) {
      in.problems()
          .add(
              verbs.get(1).place(),
              "a step does one thing, and '" + verbs.getFirst().value() + "' is it already",
              "Make '" + verbs.get(1).value() + "' a step of its own");
      return Optional.empty();
    }
    if (verbs.isEmpty()) {
      in.problems()
          .add(
              section.place(),
              "'ticket' does not say what to do",
              section.keys().isEmpty()
                  ? "Write one of: " + String.join(", ", VERBS)
                  : DidYouMean.hint(section.keys().getFirst().value(), VERBS));
      return Optional.empty();
    }
    Optional<Action> action =
        switch (verbs.getFirst().value()) {
          case "open" -> section.section("open").map(open -> open(in, open));
          case "find" -> find(in, section);
          case "note" -> note(in, section);
          default -> speak(in, section);
        };
    section.done();
    return action;
  }

  private static Optional<Action> note(StepReader in, Section section) {
    Optional<Value> text = in.openValue(section, "note", Types.TEXT);
    boolean nothing =
        text.isPresent()
            && text.get() instanceof Value.Literal(Object literal)
            && (literal.toString().isBlank()
                || literal.toString().length() > TicketRules.LONGEST_TEXT);
    if (nothing) {
      in.problems()
          .add(
              section.placeOf("note"),
              "a note is a text of at most " + TicketRules.LONGEST_TEXT + " characters",
              "Write what whoever works on the ticket is to know");
    }
    return text.map(TicketNote::new);
  }

  private static Optional<Action> speak(StepReader in, Section section) {
    String what = section.text("speak", "status");
    if (!what.equals("status")) {
      in.problems()
          .add(
              section.placeOf("speak"),
              "'speak' takes status, not '" + what + "'",
              "Anything else is spoken by 'say'");
    }
    Place place = section.placeOf("speak");
    return SpokenReader.status(in, place).map(spoken -> new TicketSpeak(Say.read(in, spoken)));
  }

  private static Action open(StepReader in, Section open) {
    Optional<Value> category = in.openValue(open, "category", Types.TEXT);
    if (category.isEmpty() && open.value("category").isEmpty()) {
      open.needs("category");
    }
    Optional<Value> identity = in.value(open, "identity", Types.LEVEL);
    open.done();
    return new TicketOpen(category.orElse(new Value.Literal("")), identity);
  }

  private static Optional<Action> find(StepReader in, Section section) {
    Optional<Value> number = in.openValue(section, "find", Types.TEXT);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    return in.requiredTarget(section, "not-found")
        .map(notFound -> new TicketFind(number.get(), in.target(section, "found"), notFound));
  }
}
