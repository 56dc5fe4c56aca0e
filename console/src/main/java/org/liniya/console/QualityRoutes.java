package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.ZoneId;
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
    Days days = Days.of(request, zone);
    FirstCallResolution found = resolution(ports, days);
    request.json(
        new Resolution(
            days.first().toString(),
            days.last().toString(),
            WINDOW.toDays(),
            found.resolved(),
            found.repeated(),
            found.undecided(),
            found.share()));
  }

  /** Throws {@link BadRequestResponse} when there are too many calls. */
  static FirstCallResolution resolution(ConsolePorts ports, Days days) {
    List<CallHistory> calls =
        ports
            .contacts()
            .between(days.from(), days.to().plus(WINDOW).plusNanos(1_000), MOST_CALLS + 1);
    if (calls.stream().mapToInt(history -> history.contacts().size()).sum() > MOST_CALLS) {
      throw new BadRequestResponse(
          "more than " + MOST_CALLS + " calls in those days; ask for fewer days");
    }
    return FirstCallResolution.of(calls, days.from(), days.to(), WINDOW, ports.time().now());
  }
}
