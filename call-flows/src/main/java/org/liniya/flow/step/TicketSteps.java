package org.liniya.flow.step;

import java.util.List;
import java.util.Optional;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;

/** Reads {@code ticket}: it opens one or finds one. Stateless. */
final class TicketSteps {

  private TicketSteps() {}

  static Optional<? extends Action> read(StepReader in) {
    Optional<Section> main = in.main("ticket");
    if (main.isEmpty()) {
      return Optional.empty();
    }
    Section section = main.get();
    in.later(section, "note", "speak");
    Optional<Section> open = section.section("open");
    Optional<Action> action =
        open.isPresent() ? open.map(o -> open(in, o)) : find(in, section).map(f -> f);
    if (open.isEmpty() && section.value("find").isEmpty()) {
      in.problems()
          .add(
              section.place(),
              "'ticket' does not say what to do",
              section.keys().isEmpty()
                  ? "Write 'open' or 'find'"
                  : DidYouMean.hint(section.keys().getFirst().value(), List.of("open", "find")));
    }
    section.done();
    return action;
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
