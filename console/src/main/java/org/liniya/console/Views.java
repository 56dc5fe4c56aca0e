package org.liniya.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.OperatorBoard.GroupView;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.TrunkBoard.TrunkView;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;

/**
 * Turns what the ports give into the JSON that DESIGN fixes: the names of the records' components
 * are the names in the answers, an empty Optional is null, numbers are masked. Stateless.
 */
record Views(ZoneId zone) {

  /** {@code from} is masked, whoever asks. */
  record Call(
      String id,
      String from,
      String to,
      Flow flow,
      Optional<String> language,
      String startedAt,
      Optional<String> answeredAt,
      Optional<String> endedAt,
      Optional<String> ending,
      Optional<String> ticket,
      Optional<String> operator,
      Optional<Long> waitMs,
      Optional<Long> talkMs) {}

  record Flow(String name, String version) {}

  record TicketJson(
      String number,
      String category,
      IdentityJson identity,
      String language,
      String state,
      String openedAt,
      Optional<String> endedAt,
      Optional<String> ending,
      Optional<String> operator,
      Optional<Integer> rating,
      List<String> calls,
      List<String> recordings) {}

  record IdentityJson(String level, String kind, String masked) {}

  record Operator(
      String id,
      String state,
      String reason,
      String since,
      boolean registered,
      List<String> skills,
      Optional<String> call) {}

  record Group(String name, int waiting, long longestWaitMs, int ready) {}

  record Trunk(
      String name,
      boolean up,
      boolean registered,
      String registration,
      long callsIn,
      long callsOut,
      int callsOutNow,
      Map<String, Long> refusals,
      Optional<String> lastProblem) {}

  Call call(CallRow row) {
    return new Call(
        row.id().toString(),
        row.from().masked(),
        row.to(),
        new Flow(row.flow(), row.flowVersion()),
        row.language().map(Language::tag),
        time(row.arrivedAt()),
        row.answeredAt().map(this::time),
        row.endedAt().map(this::time),
        row.ending().map(Ending::word),
        row.ticket().map(TicketNumber::digits),
        row.operator().map(OperatorId::value),
        row.waitMs(),
        row.talkMs());
  }

  TicketJson ticket(Ticket ticket) {
    return new TicketJson(
        ticket.number().digits(),
        ticket.category(),
        identity(ticket.identity()),
        ticket.language().tag(),
        ticket.state().word(),
        time(ticket.openedAt()),
        ticket.endedAt().map(this::time),
        ticket.ending().map(Ending::word),
        ticket.operator().map(OperatorId::value),
        ticket.rating(),
        ticket.calls().stream().map(CallId::toString).toList(),
        ticket.recordings().stream().map(CallId::toString).toList());
  }

  Operator operator(OperatorView operator) {
    return new Operator(
        operator.id().value(),
        operator.state(),
        operator.reason(),
        time(operator.since()),
        operator.registered(),
        operator.skills(),
        operator.call().map(CallId::toString));
  }

  Group group(GroupView group) {
    return new Group(group.name(), group.waiting(), group.longestWait().toMillis(), group.ready());
  }

  static Trunk trunk(TrunkView trunk) {
    return new Trunk(
        trunk.name(),
        trunk.up(),
        trunk.registered(),
        trunk.registration(),
        trunk.callsIn(),
        trunk.callsOut(),
        trunk.callsOutNow(),
        new TreeMap<>(trunk.refusals()),
        trunk.lastProblem());
  }

  private static IdentityJson identity(Identity identity) {
    return new IdentityJson(identity.level().word(), identity.kind(), identity.masked());
  }

  /** RFC 3339 section 5.6, with the zone's offset, to the millisecond. */
  String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.MILLIS).atZone(zone));
  }
}
