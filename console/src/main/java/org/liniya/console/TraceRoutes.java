package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.liniya.call.CallId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.SignallingLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watching calls: the trace of one, and the switch of the full message log. Each request runs on a
 * virtual thread of its own; keeps nothing.
 */
final class TraceRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(TraceRoutes.class);
  private static final int LONGEST_MINUTES = 24 * 60;
  private static final int USUAL_MINUTES = 10;

  private final ConsolePorts ports;
  private final Views views;
  private final JsonMapper json;

  TraceRoutes(ConsolePorts ports, Views views, JsonMapper json) {
    this.ports = ports;
    this.views = views;
    this.json = json;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/calls/{id}/trace", this::trace, Permission.SEE_CALLS);
    routes.get("/api/v1/sip-log", this::watched, Permission.SET_SIP_LOG);
    routes.post("/api/v1/sip-log", this::watch, Permission.SET_SIP_LOG);
    routes.delete("/api/v1/sip-log", this::off, Permission.SET_SIP_LOG);
  }

  private void trace(Context request) {
    CallId id;
    try {
      id = CallId.parse(request.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw new NotFoundResponse("there is no such call");
    }
    CallRow row =
        ports.calls().find(id).orElseThrow(() -> new NotFoundResponse("there is no such call"));
    CallTrace trace = CallTrace.of(ports.journal().read(id), ports.ladders().of(id), json);
    request.json(
        Map.of("call", views.call(row), "legs", trace.legs(), "events", trace.events(json)));
  }

  /**
   * @param watched a call's identifier or a number, masked
   */
  record WatchedJson(String watched, String until) {}

  private void watched(Context request) {
    request.json(
        ports.signallingLog().watched().stream()
            .map(each -> new WatchedJson(each.masked(), each.until().toString()))
            .toList());
  }

  private void watch(Context request) {
    JsonNode wish = parse(request.body());
    Duration length = length(wish);
    SignallingLog switched = ports.signallingLog();
    if (wish.hasNonNull("call")) {
      switched.watch(call(wish.path("call").asString("")), length);
    } else if (wish.path("number").asString("").matches("\\+?\\d{2,15}")) {
      switched.watch(PhoneNumber.of(wish.path("number").asString("")), length);
    } else {
      throw new BadRequestResponse(
          "the body is {\"call\":ID} or {\"number\":\"+7…\"}, and \"minutes\"");
    }
    ports
        .audit()
        .write(
            Access.did(
                request,
                ports.time(),
                "sip-log-on",
                wish.hasNonNull("call") ? "call " + wish.path("call").asString("") : "a number",
                length.toMinutes() + " minutes"));
    LOG.atInfo().addKeyValue("user", Access.userName(request)).log("the SIP log is switched on");
    watched(request);
  }

  private static CallId call(String text) {
    try {
      return CallId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse("call is the identifier of a call");
    }
  }

  private static Duration length(JsonNode wish) {
    int minutes = wish.path("minutes").asInt(USUAL_MINUTES);
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      throw new BadRequestResponse("minutes is a whole number from 1 to " + LONGEST_MINUTES);
    }
    return Duration.ofMinutes(minutes);
  }

  private void off(Context request) {
    ports.signallingLog().off();
    LOG.atInfo().addKeyValue("user", Access.userName(request)).log("the SIP log is switched off");
    request.json(List.of());
  }

  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw new BadRequestResponse("the body is not JSON");
    }
  }
}
