package org.liniya.console;

import io.javalin.http.BadRequestResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.liniya.call.CallId;
import org.liniya.port.Contacts;
import org.liniya.port.Time;
import org.liniya.report.CallFacts;
import org.liniya.report.CallFactsReader;
import org.liniya.report.OperatorSpan;
import org.liniya.report.Report;
import org.liniya.ticket.CallHistory;
import org.liniya.ticket.FirstCallResolution;

/**
 * Reads what reports and live figures are made of, so that both count in one way. Keeps nothing;
 * blocks while the database works.
 */
final class ReportMaterial {

  /** After so long another call is another matter. */
  static final Duration WINDOW = Duration.ofDays(7);

  /** So many calls are read at most for one answer. */
  static final int MOST_CALLS = 100_000;

  /** Journals are read in pieces of so much. */
  private static final Duration PIECE = Duration.ofHours(1);

  /** A call that arrived at the end of the time asked for is over by then. */
  private static final Duration LONGEST_CALL = Duration.ofHours(2);

  private final ReportPorts reports;
  private final Contacts contacts;
  private final Time time;
  private final ZoneId zone;

  ReportMaterial(ReportPorts reports, Contacts contacts, Time time, ZoneId zone) {
    this.reports = reports;
    this.contacts = contacts;
    this.time = time;
    this.zone = zone;
  }

  /** Throws {@link BadRequestResponse} when there are too many calls. */
  Report.Material of(Instant first, Instant end) {
    List<CallFacts> calls = new ArrayList<>();
    Instant from = first;
    while (from.isBefore(end)) {
      Instant to = Collections.min(List.of(from.plus(PIECE), end));
      calls.addAll(CallFactsReader.read(reports.journals().of(from, to, CallFactsReader.KINDS)));
      if (calls.size() > MOST_CALLS) {
        throw tooMany();
      }
      from = to;
    }
    Instant last = Collections.min(List.of(time.now(), end.plus(LONGEST_CALL)));
    return new Report.Material(
        first,
        end,
        zone,
        calls,
        OperatorSpan.of(reports.states().between(first.minus(Report.LOOK_BACK), last), last),
        outcomes(first, end));
  }

  /** What became of the calls that were handled; throws {@link BadRequestResponse} as above. */
  Map<CallId, FirstCallResolution.Outcome> outcomes(Instant from, Instant to) {
    List<CallHistory> calls =
        contacts.between(from, to.plus(WINDOW).plusNanos(1_000), MOST_CALLS + 1);
    if (calls.stream().mapToInt(history -> history.contacts().size()).sum() > MOST_CALLS) {
      throw tooMany();
    }
    return FirstCallResolution.outcomes(calls, from, to, WINDOW, time.now());
  }

  private static BadRequestResponse tooMany() {
    return new BadRequestResponse(
        "more than " + MOST_CALLS + " calls in those days; ask for fewer days");
  }
}
