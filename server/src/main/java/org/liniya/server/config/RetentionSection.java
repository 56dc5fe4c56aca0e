package org.liniya.server.config;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionPlan;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code retention} of {@code liniya.yaml}. For one thread. */
final class RetentionSection {

  private static final String DEFAULT = "default";
  private static final String FOR_EVER = "for-ever";
  private static final String DAYS = "\\d{1,6}d";

  private final Problems problems;

  RetentionSection(Problems problems) {
    this.problems = problems;
  }

  RetentionPlan read(Section keys) {
    Map<String, RetentionPeriod> categories = new HashMap<>();
    Optional<Section> tickets = keys.section("tickets");
    tickets.ifPresent(
        table -> {
          for (Yaml.Text category : table.keys()) {
            categories.put(category.value(), period(table, category.value()));
          }
        });
    RetentionPeriod otherwise = categories.remove(DEFAULT);
    return new RetentionPlan(
        categories,
        otherwise == null ? new RetentionPeriod.ForEver() : otherwise,
        period(keys, "calls-without-ticket"),
        period(keys, "queue-history"),
        at(keys));
  }

  /** What is wrong is kept for ever, and the server does not start with it. */
  private RetentionPeriod period(Section keys, String key) {
    Optional<Yaml.Text> text = keys.scalar(key);
    if (text.isEmpty() || text.get().value().equals(FOR_EVER)) {
      return new RetentionPeriod.ForEver();
    }
    String value = text.get().value();
    if (!value.matches(DAYS)) {
      problems.add(
          text.get().place(),
          "'" + key + "' is a number of days, not '" + value + "'",
          "Write it as 1095d, or for-ever");
      return new RetentionPeriod.ForEver();
    }
    int days = Integer.parseInt(value.substring(0, value.length() - 1));
    if (days < RetentionPeriod.LEAST_DAYS) {
      problems.add(
          text.get().place(),
          "'" + key + "' is too short: nothing is deleted that soon",
          "Give at least " + RetentionPeriod.LEAST_DAYS + "d");
      return new RetentionPeriod.ForEver();
    }
    return new RetentionPeriod.Days(days);
  }

  private LocalTime at(Section keys) {
    LocalTime otherwise = RetentionPlan.KEEP_ALL.at();
    Optional<Yaml.Text> text = keys.scalar("at");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      if (text.get().value().matches("\\d\\d:\\d\\d")) {
        return LocalTime.parse(text.get().value());
      }
    } catch (DateTimeException e) {
      return wrong(text.get(), otherwise);
    }
    return wrong(text.get(), otherwise);
  }

  private LocalTime wrong(Yaml.Text text, LocalTime otherwise) {
    problems.add(
        text.place(), "'at' is a time of day, not '" + text.value() + "'", "Write it as \"03:30\"");
    return otherwise;
  }
}
