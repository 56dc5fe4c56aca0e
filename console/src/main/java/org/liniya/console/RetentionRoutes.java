package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Secret;
import org.liniya.port.Retention;
import org.liniya.port.TicketHolds;
import org.liniya.port.TicketHolds.Outcome;
import org.liniya.ticket.Author;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.TicketHold;
import org.liniya.ticket.TicketNumber;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept from deletion, and what will be deleted. Each request runs on a virtual thread of
 * its own; keeps nothing.
 */
final class RetentionRoutes {

  private static final int LONGEST_REASON = 500;

  private final ConsolePorts ports;
  private final Views views;
  private final JsonMapper json;

  RetentionRoutes(ConsolePorts ports, Views views, JsonMapper json) {
    this.ports = ports;
    this.views = views;
    this.json = json;
  }

  void install(RoutesConfig routes) {
    routes.post("/api/v1/tickets/{number}/hold", this::hold, Permission.HOLD_TICKETS);
    routes.post("/api/v1/tickets/{number}/release", this::release, Permission.HOLD_TICKETS);
    routes.get("/api/v1/tickets/{number}/holds", this::holds, Permission.HOLD_TICKETS);
    routes.get("/api/v1/retention/preview", this::preview, Permission.SEE_RETENTION);
  }

  record HoldJson(
      String at,
      String by,
      String reason,
      Optional<String> releasedAt,
      Optional<String> releasedBy) {}

  record RipeJson(String about, String rule, String endedAt, String verdict, String why) {}

  private void hold(Context request) {
    TicketNumber number = existing(request);
    Secret reason = reason(request.body());
    audit(request, "ticket-held", number);
    answer(
        request,
        number,
        ports
            .holds()
            .hold(number, reason, new Author(Access.userName(request)), ports.time().now()),
        "the ticket is held already");
  }

  private void release(Context request) {
    TicketNumber number = existing(request);
    audit(request, "ticket-released", number);
    answer(
        request,
        number,
        ports.holds().release(number, new Author(Access.userName(request)), ports.time().now()),
        "the ticket is not held");
  }

  /** The reasons are what people wrote: read in the sight of the audit. */
  private void holds(Context request) {
    TicketNumber number = existing(request);
    audit(request, "ticket-read", number);
    show(request, number);
  }

  private void answer(Context request, TicketNumber number, Outcome outcome, String nothing) {
    switch (outcome) {
      case DONE -> show(request, number);
      case NOTHING_TO_DO -> throw new ConflictResponse(nothing);
      case NO_SUCH_TICKET -> throw unknown();
    }
  }

  private void show(Context request, TicketNumber number) {
    TicketHolds holds = ports.holds();
    request.json(holds.of(number).stream().map(this::view).toList());
  }

  private HoldJson view(TicketHold hold) {
    return new HoldJson(
        views.time(hold.at()),
        hold.by().name(),
        hold.why().reveal(),
        hold.release().map(release -> views.time(release.at())),
        hold.release().map(release -> release.by().name()));
  }

  private void preview(Context request) {
    List<Retention.Ripe> ripe = ports.retention().preview(Page.limit(request));
    request.json(ripe.stream().map(this::view).toList());
  }

  private RipeJson view(Retention.Ripe ripe) {
    return switch (ripe.decision()) {
      case Decision.Delete delete ->
          view(ripe, "delete", "kept for %d days".formatted(delete.period().days()));
      case Decision.Keep keep -> view(ripe, "keep", keep.why().sentence());
    };
  }

  private RipeJson view(Retention.Ripe ripe, String verdict, String why) {
    return new RipeJson(
        ripe.subject().about(), ripe.rule(), views.time(ripe.endedAt()), verdict, why);
  }

  private void audit(Context request, String action, TicketNumber number) {
    ports.audit().write(Access.did(request, ports.time(), action, "ticket " + number.digits(), ""));
  }

  private TicketNumber existing(Context request) {
    try {
      TicketNumber number = new TicketNumber(request.pathParam("number"));
      if (ports.desk().history(number).isPresent()) {
        return number;
      }
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    throw unknown();
  }

  /** The body is never quoted. */
  private Secret reason(String body) {
    try {
      JsonNode wish = json.readTree(body.isEmpty() ? "{}" : body);
      String reason = wish.path("reason").asString("").strip();
      if (wish.isObject()
          && Set.of("reason").containsAll(wish.propertyNames())
          && !reason.isEmpty()
          && reason.length() <= LONGEST_REASON) {
        return new Secret(reason);
      }
    } catch (JacksonException e) {
      throw new BadRequestResponse("the body is not JSON");
    }
    throw new BadRequestResponse(
        "the body is {\"reason\":…}, of 1 to " + LONGEST_REASON + " characters");
  }

  private static NotFoundResponse unknown() {
    return new NotFoundResponse("there is no such ticket");
  }
}
