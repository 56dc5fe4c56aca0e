package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.Optional;
import org.liniya.port.Audit;

/**
 * The audit, for administrators. Each request runs on a virtual thread of its own; keeps nothing.
 */
final class AuditRoutes {

  private final Audit audit;
  private final Views views;

  AuditRoutes(Audit audit, Views views) {
    this.audit = audit;
    this.views = views;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/audit", this::latest, Permission.READ_AUDIT);
    routes.get("/api/v1/audit/verify", this::verify, Permission.READ_AUDIT);
  }

  record RowJson(
      long seq, String at, String who, String action, String about, String detail, String hash) {}

  /**
   * @param brokenAt the first row of which it is known
   */
  record VerdictJson(boolean whole, Optional<Long> rows, Optional<Long> brokenAt, String why) {}

  private void latest(Context request) {
    int limit = Page.limit(request);
    Optional<Long> before = Page.next(request, AuditRoutes::seq);
    request.json(
        Page.of(
            audit.latest(limit + 1, before),
            limit,
            row -> Long.toString(row.seq()),
            row ->
                new RowJson(
                    row.seq(),
                    views.time(row.entry().at()),
                    row.entry().who(),
                    row.entry().action(),
                    row.entry().about(),
                    row.entry().detail(),
                    row.hash())));
  }

  private static Long seq(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new BadRequestResponse("next is the number of a row");
    }
  }

  private void verify(Context request) {
    request.json(
        switch (audit.verify()) {
          case Audit.Verdict.Whole whole ->
              new VerdictJson(true, Optional.of(whole.rows()), Optional.empty(), "");
          case Audit.Verdict.Broken broken ->
              new VerdictJson(false, Optional.empty(), Optional.of(broken.seq()), broken.why());
        });
  }
}
