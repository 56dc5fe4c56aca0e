package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.OptionalDouble;
import org.liniya.ticket.FirstCallResolution;

/**
 * Figures of how well the line does. Each request runs on a virtual thread of its own; keeps
 * nothing.
 */
final class QualityRoutes {

  private final ReportMaterial material;
  private final ZoneId zone;

  QualityRoutes(ReportMaterial material, ZoneId zone) {
    this.material = material;
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
    FirstCallResolution found =
        FirstCallResolution.of(material.outcomes(days.from(), days.to()).values());
    request.json(
        new Resolution(
            days.first().toString(),
            days.last().toString(),
            ReportMaterial.WINDOW.toDays(),
            found.resolved(),
            found.repeated(),
            found.undecided(),
            found.share()));
  }
}
