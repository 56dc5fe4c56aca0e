package org.liniya.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.ticket.DeadlineRules;
import org.liniya.ticket.Department;
import org.liniya.ticket.Due;
import org.liniya.ticket.Escalation;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.Priority;
import org.liniya.ticket.Term;
import org.liniya.ticket.TicketPlan;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads {@code tickets.yaml}: deadlines, levels, departments. Without the file {@link
 * TicketPlan#STANDARD} holds. For one thread.
 */
final class TicketsFile {

  static final String NAME = "tickets.yaml";

  private static final int MOST_DAYS = 366;
  private static final String DEPARTMENT = "[a-z0-9][a-z0-9-]{0,63}";

  private final Map<String, WorkingCalendar> calendars;
  private final Problems problems;

  TicketsFile(Map<String, WorkingCalendar> calendars, Problems problems) {
    this.calendars = calendars;
    this.problems = problems;
  }

  TicketPlan read(ConfigFolder folder) {
    return folder.optional(NAME).map(this::plan).orElse(TicketPlan.STANDARD);
  }

  private TicketPlan plan(Section root) {
    WorkingCalendar calendar = calendar(root);
    Map<String, Priority> priorities = new HashMap<>();
    root.section("priorities")
        .ifPresent(
            all ->
                all.keys()
                    .forEach(
                        category ->
                            priority(all, category.value())
                                .ifPresent(p -> priorities.put(category.value(), p))));
    List<DeadlineRules.Rule> rules = rules(root);
    Escalation escalation = escalation(root, calendar);
    Map<Department, Term> departments = new HashMap<>();
    root.section("departments")
        .ifPresent(all -> Tables.each(all, (name, keys) -> department(name, keys, departments)));
    root.done();
    try {
      return new TicketPlan(
          new DeadlineRules(calendar, rules), priorities, escalation, departments);
    } catch (IllegalArgumentException e) {
      problems.add(
          root.placeOf("terms"),
          "the terms cannot be used: " + e.getMessage(),
          "End the list with a line that has only 'answered'");
      return TicketPlan.STANDARD;
    }
  }

  private WorkingCalendar calendar(Section root) {
    String name = root.required("calendar");
    WorkingCalendar found = calendars.get(name);
    if (found == null && !name.isEmpty()) {
      problems.add(
          root.placeOf("calendar"),
          "there is no calendar '" + name + "' in " + CalendarsFile.NAME,
          DidYouMean.hint(name, calendars.keySet()));
    }
    return found == null ? TicketPlan.STANDARD.deadlines().calendar() : found;
  }

  private Optional<Priority> priority(Section keys, String key) {
    return keys.scalar(key)
        .flatMap(
            text -> {
              List<String> words = Arrays.stream(Priority.values()).map(Priority::word).toList();
              if (words.contains(text.value())) {
                return Optional.of(Priority.of(text.value()));
              }
              problems.add(
                  text.place(),
                  "there is no priority '" + text.value() + "'",
                  DidYouMean.hint(text.value(), words));
              return Optional.empty();
            });
  }

  private List<DeadlineRules.Rule> rules(Section root) {
    List<DeadlineRules.Rule> rules = new ArrayList<>();
    Optional<Yaml> terms = root.value("terms");
    if (terms.isEmpty()) {
      return TicketPlan.STANDARD.deadlines().rules();
    }
    if (terms.get() instanceof Yaml.Items items) {
      for (Yaml item : items.values()) {
        Section.root(item, problems).flatMap(this::rule).ifPresent(rules::add);
      }
    } else {
      problems.add(
          terms.get().place(),
          "'terms' takes a list, not " + terms.get().what(),
          "Write each line as '- { category: …, answered: { days: 30 } }'");
    }
    return rules;
  }

  private Optional<DeadlineRules.Rule> rule(Section keys) {
    Optional<String> category = keys.text("category");
    Optional<Priority> priority = priority(keys, "priority");
    Optional<Term> registered = keys.section("registered").flatMap(this::term);
    Optional<Term> answered =
        keys.needs("answered") ? keys.section("answered").flatMap(this::term) : Optional.empty();
    keys.done();
    return answered.map(
        term ->
            new DeadlineRules.Rule(category, priority, new DeadlineRules.Terms(term, registered)));
  }

  /** {@code { days: 30 }} of the calendar, or {@code { working: 16h }} of working time. */
  private Optional<Term> term(Section keys) {
    boolean days = keys.value("days").isPresent();
    boolean working = keys.value("working").isPresent();
    Optional<Term> term = Optional.empty();
    if (days == working) {
      problems.add(
          keys.place(),
          "a term is either days or working time",
          "Write { days: 30 } or { working: 16h }");
    } else if (days) {
      term = Optional.of(new Term.CalendarDays(keys.whole("days", 1, 1, MOST_DAYS)));
    } else {
      term = working(keys);
    }
    keys.done();
    return term;
  }

  private Optional<Term> working(Section keys) {
    Duration work = keys.span("working", Duration.ofHours(1));
    try {
      return Optional.of(new Term.WorkingTime(work));
    } catch (IllegalArgumentException e) {
      problems.add(keys.placeOf("working"), String.valueOf(e.getMessage()), "Write 30m, 16h or 5d");
      return Optional.empty();
    }
  }

  /** By deadline, then by level: {@code answer: { supervisor: { before: 4h } }}. */
  private Escalation escalation(Section root, WorkingCalendar calendar) {
    List<EscalationLevel> levels = new ArrayList<>();
    boolean[] working = {true};
    root.section("escalation")
        .ifPresent(
            all -> {
              working[0] = all.yesNo("working-time", true);
              for (Due due : Due.values()) {
                all.section(due.word())
                    .ifPresent(
                        names ->
                            Tables.each(
                                names,
                                (name, keys) -> level(due, name, keys).ifPresent(levels::add)));
              }
              all.done();
            });
    return new Escalation(levels, working[0] ? Optional.of(calendar) : Optional.empty());
  }

  private Optional<EscalationLevel> level(Due due, Yaml.Text name, Section keys) {
    boolean before = keys.value("before").isPresent();
    if (before && keys.value("after").isPresent()) {
      problems.add(
          keys.place(), "a level is told before the deadline or after it", "Keep one of the two");
    }
    Duration span = keys.span(before ? "before" : "after", Duration.ZERO);
    try {
      return Optional.of(new EscalationLevel(due, name.value(), before ? span.negated() : span));
    } catch (IllegalArgumentException e) {
      problems.add(name.place(), String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }

  private void department(Yaml.Text name, Section keys, Map<Department, Term> departments) {
    Tables.name(name, DEPARTMENT, "small letters, digits and dashes", problems);
    Optional<Term> term =
        keys.needs("term") ? keys.section("term").flatMap(this::term) : Optional.empty();
    if (name.value().matches(DEPARTMENT)) {
      term.ifPresent(t -> departments.put(new Department(name.value()), t));
    }
  }
}
