package org.liniya.server.identity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/** Reads the first row of a registry's table. For one thread. */
final class CsvHeader {

  private static final List<String> KNOWN = Arrays.stream(Datum.values()).map(Datum::word).toList();

  private final Path file;
  private final Problems problems;

  CsvHeader(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The data of the columns, in order; empty when a problem was found. */
  Optional<List<Datum>> columns(List<String> names) {
    List<Datum> columns = new ArrayList<>();
    boolean right = true;
    for (String written : names) {
      String name = written.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
      Optional<Datum> datum =
          Arrays.stream(Datum.values()).filter(each -> each.word().equals(name)).findFirst();
      if (datum.isEmpty()) {
        // Without a header this is the first person: what is no word is not repeated.
        boolean word = name.matches("[a-zа-яё _-]{1,40}");
        right = false;
        add(
            word ? "there is no column '" + name + "'" : "the first row names no columns",
            word
                ? DidYouMean.hint(name, KNOWN)
                : "Begin with a row such as: snils,birth-date,phone");
      } else if (columns.contains(datum.get())) {
        right = false;
        add("there are two columns '" + name + "'", "Keep one of them");
      } else {
        columns.add(datum.get());
      }
    }
    if (right && columns.stream().noneMatch(each -> Documents.kind(each).isPresent())) {
      right = false;
      add("no column is a document to find persons by", "Add one of snils, inn and passport");
    }
    return right ? Optional.of(columns) : Optional.empty();
  }

  private void add(String text, String hint) {
    problems.add(Place.start(file.toString()), text, hint);
  }
}
