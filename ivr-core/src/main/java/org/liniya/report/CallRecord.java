package org.liniya.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.port.JournalLines.Line;

/**
 * One call as a call detail record. Immutable.
 *
 * @param from masked
 * @param group the last in which it waited; empty when it waited in none
 * @param operator the last who talked with the caller; empty when none did
 * @param ended empty while it goes on
 * @param ticket empty when it has none
 */
public record CallRecord(
    CallId call,
    String from,
    String to,
    String trunk,
    String flow,
    String group,
    String operator,
    Instant arrived,
    Optional<Instant> answered,
    Optional<Instant> ended,
    String ticket) {

  /** The lines that are needed. */
  public static final Set<String> KINDS =
      Set.of("call-arrived", "call-answered", "queued", "bridged", "ticket-opened", "call-ended");

  /** The calls that arrived, in the order of the lines. */
  public static List<CallRecord> read(List<Line> lines) {
    Map<CallId, CallRecord> records = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.kind().equals("call-arrived")) {
        records.put(line.call(), arrived(line));
      } else {
        records.computeIfPresent(line.call(), (_, record) -> record.with(line));
      }
    }
    return List.copyOf(records.values());
  }

  private static CallRecord arrived(Line line) {
    return new CallRecord(
        line.call(),
        line.word("from"),
        line.word("to"),
        line.field("trunk").orElse(""),
        line.word("flow"),
        "",
        "",
        line.at(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private CallRecord with(Line line) {
    return switch (line.kind()) {
      case "call-answered" -> with(group, operator, Optional.of(line.at()), ended, ticket);
      case "queued" -> with(line.word("group"), operator, answered, ended, ticket);
      case "bridged" -> with(group, line.word("operator"), answered, ended, ticket);
      case "ticket-opened" -> with(group, operator, answered, ended, line.word("number"));
      case "call-ended" -> with(group, operator, answered, Optional.of(line.at()), ticket);
      default -> throw new IllegalArgumentException("not asked for: " + line.kind());
    };
  }

  private CallRecord with(
      String nextGroup,
      String nextOperator,
      Optional<Instant> nextAnswered,
      Optional<Instant> nextEnded,
      String nextTicket) {
    return new CallRecord(
        call,
        from,
        to,
        trunk,
        flow,
        nextGroup,
        nextOperator,
        arrived,
        nextAnswered,
        nextEnded,
        nextTicket);
  }

  /** From its arrival to its end; zero while it goes on. */
  public Duration whole() {
    return ended.map(end -> Duration.between(arrived, end)).orElse(Duration.ZERO);
  }

  /** From the answer to the end; zero when there was none, or no end yet. */
  public Duration billed() {
    return answered
        .flatMap(from -> ended.map(end -> Duration.between(from, end)))
        .orElse(Duration.ZERO);
  }
}
