package org.liniya.flow.step;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads the key {@code with} of {@code verify}. For the thread that reads a flow. */
final class VerifyData {

  /** Nobody keys in an address of e-mail. */
  private static final List<Datum> SAID =
      Arrays.stream(Datum.values()).filter(datum -> datum != Datum.EMAIL).toList();

  private final StepReader in;
  private final Section section;
  private final Set<Datum> known;

  VerifyData(StepReader in, Section section) {
    this.in = in;
    this.section = section;
    this.known = in.known().verification().registry();
  }

  /** Whether somebody is looked up by it. */
  static boolean document(Datum datum) {
    return LookUp.Kind.of(datum.word()).filter(LookUp.Kind::document).isPresent();
  }

  /**
   * The data, in the order of the file.
   *
   * @param way as in {@code by}; empty when that could not be read
   */
  Map<Datum, Value> read(String way) {
    section.needs("with");
    Map<Datum, Yaml.Text> named = new LinkedHashMap<>();
    Map<Datum, Value> data = new EnumMap<>(Datum.class);
    Optional<Section> table = section.section("with");
    table.ifPresent(
        all -> {
          for (Yaml.Text word : all.keys()) {
            Optional<Datum> datum = datum(word);
            datum.ifPresent(d -> named.put(d, word));
            in.value(all, word.value(), Types.TEXT)
                .ifPresent(value -> datum.ifPresent(d -> data.put(d, value)));
          }
          oneDocument(all, named);
          fits(way, all, named);
        });
    return data;
  }

  private Optional<Datum> datum(Yaml.Text word) {
    Optional<Datum> datum = SAID.stream().filter(d -> d.word().equals(word.value())).findFirst();
    if (datum.isEmpty()) {
      in.problems()
          .add(
              word.place(),
              "'" + word.value() + "' is nothing that a registry could know",
              DidYouMean.hint(word.value(), SAID.stream().map(Datum::word).toList()));
    }
    return datum;
  }

  private void oneDocument(Section all, Map<Datum, Yaml.Text> named) {
    List<Datum> documents = named.keySet().stream().filter(VerifyData::document).toList();
    if (documents.size() == 1) {
      return;
    }
    in.problems()
        .add(
            documents.isEmpty() ? all.place() : all.placeOfKey(documents.get(1).word()),
            documents.isEmpty()
                ? "'with' holds no document"
                : "'with' holds more than one document",
            "Name the one by which the person is looked up: snils, inn or passport");
  }

  private void fits(String way, Section all, Map<Datum, Yaml.Text> named) {
    List<Datum> others = named.keySet().stream().filter(datum -> !document(datum)).toList();
    if (way.equals("account-code")) {
      others.forEach(
          datum ->
              in.problems()
                  .add(
                      all.placeOfKey(datum.word()),
                      "'" + datum.word() + "' is not compared with 'by: account-code'",
                      "Remove it; the document is enough"));
      return;
    }
    if (way.isEmpty()) {
      return;
    }
    named.forEach(
        (datum, word) -> {
          if (!known.contains(datum)) {
            in.problems()
                .add(
                    word.place(),
                    "the registry knows no '" + datum.word() + "'",
                    "It knows "
                        + known.stream().map(Datum::word).sorted().collect(Collectors.joining(", "))
                        + "; see identity.yaml");
          }
        });
    if (way.equals("registry") && others.isEmpty() && all.keys().size() == 1) {
      in.problems()
          .add(
              all.place(),
              "a document alone proves nobody",
              "Add what only its holder knows, such as 'birth-date: =caller.birthday'");
    }
  }
}
