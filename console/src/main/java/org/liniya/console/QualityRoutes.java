package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import org.liniya.ticket.CallHistory;
import org.liniya.ticket.FirstCallResolution;

/**
 * Figures of how well the line does. Each request runs on a virtual thread of its own; keeps
 * nothing.
 */
final class QualityRoutes {

  /** After so long another call is another matter. */
  private static final Duration WINDOW = Duration.ofDays(7);

  private static final int MOST_DAYS = 92;

  /** So many calls are read at most for one answer. */
  static final int MOST_CALLS = 100_000;

  private final ConsolePorts ports;
  private final ZoneId zone;

  QualityRoutes(ConsolePorts ports, ZoneId zone) {
    this.ports = ports;
    this.zone = zone;
  }

  /** The share is null as long as nothing is decided. */
  record Resolution(
      String from,
      String to,
      long windowDays,
      int resolved,
      int repeated,
      int undecided,
      OptionalDouble share) {}

  void install(RoutesConfig routes) {
    routes.get(
        "/api/v1/quality/first-call-resolution", this::firstCallResolution, Permission.SEE_FIGURES);
  }

  private void firstCallResolution(Context request) {
    LocalDate first = date(request, "from");
    LocalDate last = date(request, "to");
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw new BadRequestResponse(
          "to is the last day, from the first; at most " + MOST_DAYS + " days");
    }
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant to = last.plusDays(1).atStartOfDay(zone).toInstant();
    List<CallHistory> calls =
        ports.contacts().between(from, to.plus(WINDOW).plusNanos(1_000), MOST_CALLS + 1);
    if (calls.stream().mapToInt(history -> history.contacts().size()).sum() > MOST_CALLS) {
      throw new BadRequestResponse(
          "more than " + MOST_CALLS + " calls in those days; ask for fewer days");
    }
    FirstCallResolution found = FirstCallResolution.of(calls, from, to, WINDOW, ports.time().now());
    request.json(
        new Resolution(
            first.toString(),
            last.toString(),
            WINDOW.toDays(),
            found.resolved(),
            found.repeated(),
            found.undecided(),
            found.share()));
  }

  private static LocalDate date(Context request, String name) {
    String text = request.queryParam(name);
    try {
      if (text != null && text.matches("20\\d\\d-\\d\\d-\\d\\d")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      throw noDate(name);
    }
    throw noDate(name);
  }

  private static BadRequestResponse noDate(String name) {
    return new BadRequestResponse(name + " is a date such as 2026-11-23");
  }
}
