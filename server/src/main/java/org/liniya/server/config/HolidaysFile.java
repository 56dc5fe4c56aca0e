package org.liniya.server.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads {@code holidays/NAME.yaml}: dates on which offices of a country are closed, each with the
 * day's name. For one thread.
 */
final class HolidaysFile {

  private final ConfigFolder folder;
  private final Problems problems;

  HolidaysFile(ConfigFolder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The names of the days, by date; a problem when there is no such file. */
  Map<LocalDate, String> read(Yaml.Text name) {
    Map<LocalDate, String> days = new TreeMap<>();
    Optional<Section> file = file(name);
    file.ifPresent(
        dates -> {
          for (Yaml.Text date : dates.keys()) {
            String title = dates.text(date.value()).orElse("");
            date(date, problems).ifPresent(day -> days.put(day, title));
          }
        });
    return days;
  }

  private Optional<Section> file(Yaml.Text name) {
    String file = "holidays/" + name.value() + ".yaml";
    boolean wellFormed = name.value().matches("[a-z][a-z0-9-]{0,39}");
    Optional<Section> section = wellFormed ? folder.optional(file) : Optional.empty();
    if (section.isEmpty() && problems.isEmpty()) {
      problems.add(
          name.place(),
          "there are no holidays '" + name.value() + "'",
          "Name a file of the folder 'holidays' without its ending, such as russia");
    }
    return section;
  }

  /** A date as people sort them. */
  static Optional<LocalDate> date(Yaml.Text date, Problems problems) {
    try {
      return Optional.of(LocalDate.parse(date.value()));
    } catch (DateTimeException e) {
      problems.add(
          date.place(),
          "'" + date.value() + "' is no date",
          "Write it as 2027-01-01, the year first");
      return Optional.empty();
    }
  }
}
