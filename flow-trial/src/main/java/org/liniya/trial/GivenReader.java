package org.liniya.trial;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallerNumber;
import org.liniya.call.PhoneNumber;
import org.liniya.ticket.CheckDigit;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads what a test takes as given. For one thread. */
final class GivenReader {

  /** A Monday, ten in the morning in Moscow: a test is the same on every day. */
  private static final Instant AT = Instant.parse("2026-11-23T07:00:00Z");

  private static final int MOST_TICKETS = 100;
  private static final int MOST_OPERATORS = 1_000;

  private final Set<String> groups;
  private final Problems problems;

  GivenReader(Set<String> groups, Problems problems) {
    this.groups = groups;
    this.problems = problems;
  }

  Given read(Optional<Section> section) {
    if (section.isEmpty()) {
      return new Given(new CallerNumber.Withheld(), AT, Map.of(), List.of(), Verifiable.NOBODY);
    }
    Section in = section.get();
    Given given =
        new Given(
            in.value("caller").map(value -> caller(in, value)).orElse(new CallerNumber.Withheld()),
            in.scalar("at").map(this::moment).orElse(AT),
            in.section("operators").map(this::operators).orElse(Map.of()),
            in.value("tickets").map(this::tickets).orElse(List.of()),
            new VerifiableReader(problems).read(in));
    in.done();
    return given;
  }

  /** A number alone is what the caller's own telephone says. */
  private CallerNumber caller(Section given, Yaml value) {
    if (!(value instanceof Yaml.Table table)) {
      return given
          .scalar("caller")
          .flatMap(this::number)
          .<CallerNumber>map(CallerNumber.Claimed::new)
          .orElse(new CallerNumber.Withheld());
    }
    Section in = new Section(table, problems);
    in.needs("number");
    Optional<PhoneNumber> number = in.scalar("number").flatMap(this::number);
    Optional<Trust> trust =
        in.scalar("trust")
            .flatMap(word -> FlowTestReader.word(word, Trust.values(), Trust::word, problems));
    in.done();
    return number
        .map(n -> trust.orElse(Trust.CLAIMED).caller(n))
        .orElse(new CallerNumber.Withheld());
  }

  private enum Trust {
    NETWORK,
    CLAIMED;

    String word() {
      return this == NETWORK ? "network" : "claimed";
    }

    CallerNumber caller(PhoneNumber number) {
      return this == NETWORK ? new CallerNumber.Network(number) : new CallerNumber.Claimed(number);
    }
  }

  private Optional<PhoneNumber> number(Yaml.Text text) {
    PhoneNumber number = PhoneNumber.of(text.value());
    if (number.callable()) {
      return Optional.of(number);
    }
    // not repeated: it may be somebody's
    problems.add(
        text.place(),
        "a caller's number is + and 8 to 15 digits",
        "Write it in quotes, such as \"+79990000001\"; leave 'caller' out for a withheld one");
    return Optional.empty();
  }

  private Instant moment(Yaml.Text text) {
    try {
      return OffsetDateTime.parse(text.value()).toInstant();
    } catch (DateTimeException e) {
      problems.add(
          text.place(),
          "'" + text.value() + "' is no moment",
          "Write it with its offset, such as 2026-11-23T10:00+03:00");
      return AT;
    }
  }

  private Map<String, Integer> operators(Section in) {
    Map<String, Integer> operators = new HashMap<>();
    for (Yaml.Text group : in.keys()) {
      int count = in.whole(group.value(), 1, 0, MOST_OPERATORS);
      if (FlowTestReader.isGroup(group, groups, problems)) {
        operators.put(group.value(), count);
      }
    }
    return operators;
  }

  private List<Given.Earlier> tickets(Yaml value) {
    if (!(value instanceof Yaml.Items items) || items.values().size() > MOST_TICKETS) {
      problems.add(
          value.place(),
          "'tickets' takes a list of at most " + MOST_TICKETS,
          "Write '- { number: \"…\", state: in-progress, category: … }'");
      return List.of();
    }
    List<Given.Earlier> tickets = new ArrayList<>();
    Set<String> numbers = new HashSet<>();
    for (Yaml item : items.values()) {
      Section.root(item, problems).flatMap(in -> ticket(in, numbers)).ifPresent(tickets::add);
    }
    return tickets;
  }

  private Optional<Given.Earlier> ticket(Section in, Set<String> numbers) {
    in.needs("number");
    in.needs("category");
    Optional<TicketNumber> number =
        in.scalar("number")
            .filter(text -> isNumber(text, numbers))
            .map(text -> new TicketNumber(text.value()));
    TicketState state =
        in.scalar("state")
            .flatMap(w -> FlowTestReader.word(w, TicketState.values(), TicketState::word, problems))
            .orElse(TicketState.NEW);
    Optional<String> category =
        in.scalar("category")
            .filter(word -> FlowTestReader.isGroup(word, groups, problems))
            .map(Yaml.Text::value);
    in.done();
    return number.flatMap(n -> category.map(c -> new Given.Earlier(n, state, c)));
  }

  private boolean isNumber(Yaml.Text text, Set<String> numbers) {
    String digits = text.value();
    if (!digits.matches("[0-9]{8}") || !CheckDigit.valid(digits)) {
      String cure =
          digits.matches("[0-9]{8}")
              ? "With a right one: "
                  + digits.substring(0, 7)
                  + CheckDigit.of(digits.substring(0, 7))
              : "";
      problems.add(
          text.place(), "a ticket's number is eight digits, the last of them a check digit", cure);
      return false;
    }
    if (!numbers.add(digits)) {
      problems.add(text.place(), "there are two tickets of this number", "");
      return false;
    }
    return true;
  }
}
