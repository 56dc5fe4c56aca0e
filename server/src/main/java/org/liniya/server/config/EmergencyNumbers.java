package org.liniya.server.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.sip.Trunk;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * The numbers of fire brigade, police, ambulance and the like, and what becomes of them when an
 * operator dials one: the section {@code emergency} of {@code trunks.yaml}. Immutable.
 *
 * @param trunk the name of the trunk they go to; empty when a sentence says that they cannot be
 *     called
 */
public record EmergencyNumbers(Set<String> numbers, Optional<String> trunk) {

  private static final List<String> USUAL =
      List.of("112", "101", "102", "103", "104", "01", "02", "03", "04", "911");

  private static final String NONE = "none";

  public EmergencyNumbers {
    numbers = Set.copyOf(numbers);
  }

  /** Russia's numbers and 911, without a trunk. */
  public static EmergencyNumbers usual() {
    return new EmergencyNumbers(Set.copyOf(USUAL), Optional.empty());
  }

  /**
   * Reads the section from the root of the file.
   *
   * @param trunks the names of the trunks that there are
   */
  static EmergencyNumbers read(Section root, Set<String> trunks, Problems problems) {
    Optional<Section> section = root.section("emergency");
    if (section.isEmpty()) {
      return usual();
    }
    EmergencyNumbers read =
        new EmergencyNumbers(
            numbers(section.get(), problems), trunk(section.get(), trunks, problems));
    section.get().done();
    return read;
  }

  /** The emergency trunk takes these numbers, and no other trunk does. */
  List<Trunk> over(List<Trunk> trunks, Place place, Problems problems) {
    List<Trunk> all = new ArrayList<>();
    for (Trunk each : trunks) {
      boolean chosen = trunk.filter(each.name()::equals).isPresent();
      if (trunk.isPresent()
          && !chosen
          && each.out().stream()
              .anyMatch(out -> out.exact().stream().anyMatch(numbers::contains))) {
        problems.add(
            place,
            "trunk " + each.name() + " lists an emergency number that is not its own",
            "Take it out of numbers-out, or write 'emergency: { trunk: " + each.name() + " }'");
      }
      if (chosen && each.out().isEmpty()) {
        problems.add(
            place,
            "trunk " + each.name() + " is for emergency calls, but cannot call out",
            "Give it 'out: { to: … }'");
      }
      all.add(chosen ? each.out().map(out -> each.with(out.with(numbers))).orElse(each) : each);
    }
    return all;
  }

  /** An operator with such a name could not be called by colleagues. */
  void mustNotName(List<OperatorSettings> operators, Place place, Problems problems) {
    operators.stream()
        .map(operator -> operator.profile().id().value())
        .filter(numbers::contains)
        .forEach(
            name ->
                problems.add(
                    place,
                    "operator " + name + " has the name of an emergency number",
                    "Give the operator another number, or list emergency.numbers without it"));
  }

  private static Set<String> numbers(Section section, Problems problems) {
    if (section.value("numbers").isEmpty()) {
      return Set.copyOf(USUAL);
    }
    Set<String> numbers = new LinkedHashSet<>();
    for (Yaml.Text text : section.texts("numbers")) {
      if (text.value().matches("\\d{2,6}")) {
        numbers.add(text.value());
      } else {
        problems.add(
            text.place(),
            "'" + text.value() + "' is no emergency number",
            "Write two to six digits, such as 112");
      }
    }
    return numbers;
  }

  private static Optional<String> trunk(Section section, Set<String> trunks, Problems problems) {
    Optional<Yaml.Text> trunk = section.scalar("trunk").filter(t -> !t.value().equals(NONE));
    trunk
        .filter(name -> !trunks.contains(name.value()))
        .ifPresent(
            name ->
                problems.add(
                    name.place(),
                    "there is no trunk '" + name.value() + "' for emergency calls",
                    "Name one of the trunks above (" + String.join(", ", trunks) + "), or none"));
    return trunk.map(Yaml.Text::value);
  }
}
