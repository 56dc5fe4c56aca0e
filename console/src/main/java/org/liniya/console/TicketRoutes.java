package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.liniya.port.Time;
import org.liniya.recovery.FaultPoint;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketRules.Outcome;
import org.liniya.ticket.TicketVerb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Work on tickets: their histories, and the verbs. Each request runs on a virtual thread of its
 * own; keeps nothing.
 */
final class TicketRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(TicketRoutes.class);

  private final ConsolePorts ports;
  private final Supplier<TicketPlan> plan;
  private final Time time;
  private final Views views;
  private final JsonMapper json;

  TicketRoutes(
      ConsolePorts ports, Supplier<TicketPlan> plan, Time time, Views views, JsonMapper json) {
    this.ports = ports;
    this.plan = plan;
    this.time = time;
    this.views = views;
    this.json = json;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/tickets/{number}/history", this::history, Permission.SEE_TICKETS);
    routes.get("/api/v1/departments", this::departments, Permission.SEE_TICKETS);
    for (TicketWish wish : TicketWish.values()) {
      routes.post(
          "/api/v1/tickets/{number}/" + wish.word(),
          request -> work(request, wish),
          Permission.WORK_ON_TICKETS);
    }
  }

  private void history(Context request) {
    TicketNumber number = number(request);
    request.json(view(request, ports.desk().history(number).orElseThrow(TicketRoutes::unknown)));
  }

  private void departments(Context request) {
    request.json(
        plan.get().departments().keySet().stream()
            .map(department -> Map.of("name", department.name()))
            .sorted(java.util.Comparator.comparing(each -> each.get("name")))
            .toList());
  }

  private void work(Context request, TicketWish wish) {
    TicketNumber number = number(request);
    JsonNode body = parse(request.body());
    Instant now = time.now();
    TicketHistory before = ports.desk().history(number).orElseThrow(TicketRoutes::unknown);
    TicketVerb verb =
        wish.verb(
            body,
            new TicketWish.Situation(Access.userName(request), before, plan.get(), ports, now));
    Outcome outcome =
        ports
            .desk()
            .apply(number, verb, new Author(Access.userName(request)), now)
            .orElseThrow(TicketRoutes::unknown);
    switch (outcome) {
      case Outcome.Refused refused ->
          throw new ConflictResponse(refused.why().word() + ": " + refused.why().sentence());
      case Outcome.Done _ -> {
        FaultPoint.WORK_COMMITTED.pass();
        LOG.atInfo()
            .addKeyValue("ticket", number.digits())
            .addKeyValue("user", Access.userName(request))
            .addKeyValue("verb", wish.word())
            .log("work on a ticket");
      }
    }
    request.json(view(request, ports.desk().history(number).orElseThrow(TicketRoutes::unknown)));
  }

  /** Who may read what people wrote about a person reads it in the sight of the audit. */
  private TicketViews.HistoryJson view(Context request, TicketHistory history) {
    boolean texts = Access.may(request, Permission.READ_TICKET_TEXTS);
    if (texts) {
      ports
          .audit()
          .write(
              Access.did(request, time, "ticket-read", "ticket " + history.number().digits(), ""));
    }
    return new TicketViews(views::time, texts).history(history);
  }

  private static TicketNumber number(Context request) {
    try {
      return new TicketNumber(request.pathParam("number"));
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private JsonNode parse(String body) {
    try {
      JsonNode read = json.readTree(body.isEmpty() ? "{}" : body);
      if (!read.isObject()) {
        throw new BadRequestResponse("the body is a JSON object");
      }
      return read;
    } catch (JacksonException e) {
      throw new BadRequestResponse("the body is not JSON");
    }
  }

  private static NotFoundResponse unknown() {
    return new NotFoundResponse("there is no such ticket");
  }
}
