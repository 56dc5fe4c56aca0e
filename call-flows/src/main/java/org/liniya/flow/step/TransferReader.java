package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code transfer}. Stateless. */
final class TransferReader {

  private TransferReader() {}

  static Optional<Transfer> read(StepReader in) {
    return in.main("transfer").flatMap(section -> read(in, section));
  }

  private static Optional<Transfer> read(StepReader in, Section section) {
    section.needs("to");
    Optional<Value> to = section.scalar("to").flatMap(text -> to(in, text));
    String music = QueueReader.music(in, section);
    Duration ring =
        in.spanWithin(
            section, "ring", Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(90));
    Optional<Target> busy = in.target(section, "busy");
    Optional<Target> noAnswer = in.target(section, "no-answer");
    Optional<Target> failed = in.requiredTarget(section, "failed");
    Optional<Target> served = in.target(section, "served");
    section.done();
    return to.isEmpty() || failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Transfer(
                to.get(), music, ring, new Transfer.Exits(busy, noAnswer, failed.get(), served)));
  }

  /** Whom a caller reaches stands in the configuration: else callers would dial at our expense. */
  private static Optional<Value> to(StepReader in, Yaml.Text text) {
    if (!text.value().startsWith("=") || text.value().startsWith("==")) {
      return number(in, text.place(), text.value())
          ? Optional.of(new Value.Literal(text.value()))
          : Optional.empty();
    }
    String path = text.value().substring(1).strip();
    if (!(in.expressions().typeOf(path).orElse(Types.TEXT) instanceof Type.OneOf(_, var words))) {
      in.problems()
          .add(
              text.place(),
              "'to' takes a number, or a variable that is one of a few numbers",
              "Declare it as { one-of: [\"+7…\", \"+7…\"] }; callers may not choose another");
      return Optional.empty();
    }
    List<String> wrong = words.stream().filter(word -> !number(in, text.place(), word)).toList();
    return wrong.isEmpty() ? in.expressions().value(text, Types.TEXT, "'to'") : Optional.empty();
  }

  private static boolean number(StepReader in, Place place, String text) {
    PhoneNumber number = PhoneNumber.of(text);
    boolean allowed = number.callable() && in.known().mayCall(number);
    if (!number.callable()) {
      in.problems()
          .add(
              place,
              "'" + text + "' is no number to transfer to",
              "Write + and 8 to 15 digits, in quotes, such as \"+74951234567\"");
    } else if (!allowed) {
      in.problems()
          .add(
              place,
              "no trunk may call '" + text + "'",
              "Add its beginning to 'prefixes' under 'out' of a trunk in trunks.yaml");
    }
    return allowed;
  }
}
