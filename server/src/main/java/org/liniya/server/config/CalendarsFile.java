package org.liniya.server.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.OpenSpan;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads {@code calendars.yaml}: one table a calendar; there may be no such file. For one thread.
 */
final class CalendarsFile {

  static final String NAME = "calendars.yaml";

  /** Days as an administrator writes them. */
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})");

  private final Problems problems;

  CalendarsFile(Problems problems) {
    this.problems = problems;
  }

  Map<String, WorkingCalendar> read(ConfigFolder folder) {
    Map<String, WorkingCalendar> calendars = new LinkedHashMap<>();
    HolidaysFile holidays = new HolidaysFile(folder, problems);
    folder
        .optional(NAME)
        .ifPresent(
            root ->
                Tables.each(
                    root,
                    (name, keys) ->
                        calendar(name, keys, holidays)
                            .ifPresent(c -> calendars.put(name.value(), c))));
    return calendars;
  }

  private Optional<WorkingCalendar> calendar(Yaml.Text name, Section keys, HolidaysFile holidays) {
    Tables.name(name, "[a-z][a-z0-9-]{0,39}", "small letters, digits and dashes", problems);
    Optional<ZoneId> zone = zone(keys);
    Map<DayOfWeek, DayHours> week = new EnumMap<>(DayOfWeek.class);
    keys.section("week").ifPresent(days -> week(days, week));
    Map<LocalDate, DayHours> exceptions = new HashMap<>();
    keys.scalar("holidays")
        .ifPresent(
            file ->
                holidays.read(file).keySet().forEach(day -> exceptions.put(day, DayHours.CLOSED)));
    keys.section("exceptions").ifPresent(dates -> exceptions(dates, exceptions));
    if (zone.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new WorkingCalendar(zone.get(), week, exceptions));
    } catch (IllegalArgumentException e) {
      problems.add(
          keys.placeOf("week"),
          "the calendar cannot be used: " + e.getMessage(),
          "Write the working hours as 'mon: 09:00-13:00, 14:00-18:00'");
      return Optional.empty();
    }
  }

  private Optional<ZoneId> zone(Section keys) {
    String text = keys.required("zone");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      problems.add(
          keys.placeOf("zone"),
          "there is no time zone '" + text + "'",
          "Write its name, such as Europe/Moscow");
      return Optional.empty();
    }
  }

  private void week(Section days, Map<DayOfWeek, DayHours> week) {
    for (Yaml.Text day : days.keys()) {
      int index = DAYS.indexOf(day.value().toLowerCase(Locale.ROOT));
      if (index < 0) {
        problems.add(
            day.place(),
            "there is no day '" + day.value() + "'",
            DidYouMean.hint(day.value(), DAYS));
        days.value(day.value());
      } else {
        hours(days, day).ifPresent(hours -> week.put(DayOfWeek.of(index + 1), hours));
      }
    }
  }

  private void exceptions(Section dates, Map<LocalDate, DayHours> exceptions) {
    for (Yaml.Text date : dates.keys()) {
      Optional<DayHours> hours = hours(dates, date);
      HolidaysFile.date(date, problems)
          .ifPresent(day -> hours.ifPresent(h -> exceptions.put(day, h)));
    }
  }

  /** {@code closed}, {@code all-day}, or spans with commas between. */
  private Optional<DayHours> hours(Section keys, Yaml.Text day) {
    Optional<Yaml.Text> text = keys.scalar(day.value());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String value = text.get().value().strip();
    if (value.equals("closed")) {
      return Optional.of(DayHours.CLOSED);
    }
    if (value.equals("all-day")) {
      return Optional.of(DayHours.ALL_DAY);
    }
    try {
      List<OpenSpan> spans = new ArrayList<>();
      for (String span : value.split(",", -1)) {
        spans.add(span(span.strip()));
      }
      return Optional.of(new DayHours(spans));
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.add(
          text.get().place(),
          "'" + value + "' are no working hours: " + e.getMessage(),
          "Write them as 09:00-13:00, 14:00-18:00, or closed, or all-day");
      return Optional.empty();
    }
  }

  private static OpenSpan span(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not of the form 09:00-18:00");
    }
    return new OpenSpan(time(matcher.group(1)), time(matcher.group(2)));
  }

  /** 24:00 is the end of the day. */
  private static LocalTime time(String text) {
    return text.equals("24:00")
        ? LocalTime.MIDNIGHT
        : LocalTime.parse(text.length() < "00:00".length() ? "0" + text : text);
  }
}
