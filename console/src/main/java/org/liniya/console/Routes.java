package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.Journal;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The routes of the API, one method each. Each request runs on a virtual thread of its own and may
 * block on the ports; keeps nothing.
 */
final class Routes {

  private static final Logger log = LoggerFactory.getLogger(Routes.class);
  private static final String API = "/api/v1";
  private static final int LONGEST_REASON = 200;

  private final ConsolePorts ports;
  private final Views views;
  private final JsonMapper json;
  private final FigureMetrics figures;

  Routes(ConsolePorts ports, Views views, JsonMapper json, FigureMetrics figures) {
    this.figures = figures;
    this.ports = ports;
    this.views = views;
    this.json = json;
  }

  void install(RoutesConfig routes) {
    routes.get(API + "/operators", this::operators, Permission.SEE_QUEUES);
    routes.get(API + "/skill-groups", this::skillGroups, Permission.SEE_QUEUES);
    routes.get(API + "/trunks", this::trunks, Permission.SEE_TRUNKS);
    routes.get(API + "/tickets", this::tickets, Permission.SEE_TICKETS);
    routes.get(API + "/tickets/{number}", this::ticket, Permission.SEE_TICKETS);
    routes.get(API + "/calls", this::calls, Permission.SEE_CALLS);
    routes.get(API + "/calls/{id}", this::call, Permission.SEE_CALLS);
    routes.get(API + "/calls/{id}/journal", this::journal, Permission.SEE_CALLS);
    routes.get(API + "/recordings/{id}", this::recording, Permission.HEAR_RECORDINGS);
    routes.post(API + "/operators/{id}/state", this::operatorState, Permission.SET_OPERATORS);
    routes.get("/health/live", request -> request.json(Map.of("status", "live")), OpenRoute.TO_ALL);
    routes.get("/health/ready", this::ready, OpenRoute.TO_ALL);
    routes.get("/metrics", this::metrics, OpenRoute.TO_ALL);
  }

  private void operators(Context request) {
    request.json(ports.operators().operators().stream().map(views::operator).toList());
  }

  private void skillGroups(Context request) {
    request.json(ports.operators().groups().stream().map(views::group).toList());
  }

  private void trunks(Context request) {
    request.json(ports.trunks().trunks().stream().map(Views::trunk).toList());
  }

  private void tickets(Context request) {
    int limit = Page.limit(request);
    Optional<TicketNumber> before = Page.next(request, TicketNumber::new);
    request.json(
        Page.of(
            ports.tickets().latest(limit + 1, before),
            limit,
            ticket -> ticket.number().digits(),
            views::ticket));
  }

  private void ticket(Context request) {
    TicketNumber number = read(request.pathParam("number"), TicketNumber::new, "ticket");
    request.json(
        ports.tickets().find(number).map(views::ticket).orElseThrow(() -> unknown("ticket")));
  }

  private void calls(Context request) {
    int limit = Page.limit(request);
    Optional<CallId> before = Page.next(request, CallId::parse);
    request.json(
        Page.of(
            ports.calls().latest(limit + 1, before),
            limit,
            row -> row.id().toString(),
            views::call));
  }

  private void call(Context request) {
    CallId id = callId(request);
    request.json(ports.calls().find(id).map(views::call).orElseThrow(() -> unknown("call")));
  }

  /** The entries are JSON already, made by the store without anything personal. */
  private void journal(Context request) {
    CallId id = callId(request);
    List<Journal.Entry> entries = ports.journal().read(id);
    if (entries.isEmpty() && ports.calls().find(id).isEmpty()) {
      throw unknown("call");
    }
    request
        .contentType("application/json")
        .result(
            entries.stream().map(Journal.Entry::json).collect(Collectors.joining(",", "[", "]")));
  }

  /** Who listened to whom is worth a line in the log. Javalin closes the stream. */
  private void recording(Context request) throws IOException {
    CallId id = callId(request);
    InputStream sound = ports.recordings().read(id).orElseThrow(() -> unknown("recording"));
    try {
      ports.audit().write(Access.did(request, ports.time(), "recording-heard", "call " + id, ""));
    } catch (StoreException e) {
      sound.close(); // nobody listens unseen
      throw e;
    }
    log.atInfo()
        .addKeyValue("call", id)
        .addKeyValue("user", Access.userName(request))
        .log("recording fetched");
    request.contentType("audio/wav").result(sound);
  }

  private void operatorState(Context request) {
    OperatorId id = new OperatorId(request.pathParam("id"));
    StateWish wish = stateWish(request.body());
    if (ports.operators().operators().stream().noneMatch(each -> each.id().equals(id))) {
      throw unknown("operator");
    }
    ports
        .audit()
        .write(
            Access.did(
                request, ports.time(), "operator-set", "operator " + id.value(), wish.word()));
    boolean known =
        switch (wish) {
          case StateWish.Ready _ -> ports.operators().ready(id);
          case StateWish.Paused(String reason) -> ports.operators().pause(id, reason);
          case StateWish.WrapUp _ -> ports.operators().extendWrapUp(id);
        };
    if (!known) {
      throw unknown("operator");
    }
    log.atInfo()
        .addKeyValue("operator", id)
        .addKeyValue("user", Access.userName(request))
        .addKeyValue("state", wish.word())
        .log("operator state asked for");
    request.json(
        ports.operators().operators().stream()
            .filter(operator -> operator.id().equals(id))
            .findFirst()
            .map(views::operator)
            .orElseThrow(() -> unknown("operator")));
  }

  private void ready(Context request) {
    List<String> faults = ports.health().faults();
    request
        .status(faults.isEmpty() ? 200 : 503)
        .json(
            Map.of(
                "status",
                faults.isEmpty() ? "ready" : "not-ready",
                "faults",
                faults,
                "notes",
                ports.health().notes()));
  }

  private void metrics(Context request) {
    figures.bringUpToDate();
    request
        .contentType("text/plain; version=0.0.4; charset=utf-8")
        .result(ports.metrics().scrape());
  }

  /** What a supervisor wants an operator to be. */
  private sealed interface StateWish {
    record Ready() implements StateWish {}

    record Paused(String reason) implements StateWish {}

    /** A wrap-up that goes on begins anew. */
    record WrapUp() implements StateWish {}

    default String word() {
      return switch (this) {
        case Ready _ -> "ready";
        case Paused _ -> "paused";
        case WrapUp _ -> "wrap-up";
      };
    }
  }

  private StateWish stateWish(String body) {
    JsonNode wish = parse(body);
    if (!wish.isObject() || !Set.of("state", "reason").containsAll(wish.propertyNames())) {
      throw new BadRequestResponse("the body is {\"state\":…} and, for a pause, \"reason\"");
    }
    String reason = wish.path("reason").asString("");
    if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
      throw new BadRequestResponse("reason is one line of at most 200 characters");
    }
    return switch (wish.path("state").asString("")) {
      case "ready" -> new StateWish.Ready();
      case "paused" -> new StateWish.Paused(reason);
      case "wrap-up" -> new StateWish.WrapUp();
      default -> throw new BadRequestResponse("state is ready, paused or wrap-up");
    };
  }

  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw new BadRequestResponse("the body is not JSON");
    }
  }

  private static CallId callId(Context request) {
    return read(request.pathParam("id"), CallId::parse, "call");
  }

  /** A name that cannot exist is answered like one that does not. */
  private static <K> K read(String text, Function<String, K> parse, String what) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw unknown(what);
    }
  }

  private static NotFoundResponse unknown(String what) {
    return new NotFoundResponse("there is no such " + what);
  }
}
