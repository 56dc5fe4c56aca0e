package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.Set;
import org.liniya.call.OperatorId;
import org.liniya.call.Supervision;
import org.liniya.port.TalkDesk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A supervisor's hand on talks that go on: hearing them, and joining three. Each request runs on a
 * virtual thread of its own; keeps nothing.
 */
final class TalkRoutes {

  private static final String FORM =
      "the body is {\"mode\":…,\"telephone\":…}; mode is "
          + String.join(", ", Supervision.words())
          + "; telephone is the number of a supervisor";

  private final ConsolePorts ports;
  private final JsonMapper json;

  TalkRoutes(ConsolePorts ports, JsonMapper json) {
    this.ports = ports;
    this.json = json;
  }

  void install(RoutesConfig routes) {
    routes.post("/api/v1/operators/{id}/supervision", this::supervise, Permission.SUPERVISE_TALKS);
    routes.post("/api/v1/operators/{id}/conference", this::confer, Permission.SET_OPERATORS);
  }

  /** The desk writes the audit: it knows what came of it. */
  private void supervise(Context request) {
    OperatorId operator = known(request);
    JsonNode body = RequestBody.read(json, request, Set.of("mode", "telephone"), FORM);
    Supervision mode =
        Supervision.of(body.path("mode").asString(""))
            .orElseThrow(() -> new BadRequestResponse(FORM));
    String telephone = body.path("telephone").asString("");
    if (telephone.isEmpty()) {
      throw new BadRequestResponse(FORM);
    }
    TalkDesk.Outcome outcome =
        ports
            .talks()
            .supervise(Access.userName(request), operator, new OperatorId(telephone), mode);
    switch (outcome) {
      case TalkDesk.Outcome.Rings(var call) -> answer(request, "rings", call.toString(), mode);
      case TalkDesk.Outcome.Changed(var call) -> answer(request, "changed", call.toString(), mode);
      case TalkDesk.Outcome.Refused(String why) -> throw new ConflictResponse(why);
    }
  }

  private static void answer(Context request, String outcome, String call, Supervision mode) {
    request.json(Map.of("outcome", outcome, "call", call, "mode", mode.word()));
  }

  private void confer(Context request) {
    OperatorId operator = known(request);
    ports
        .audit()
        .write(
            Access.did(
                request, ports.time(), "conference-asked", "operator " + operator.value(), ""));
    if (!ports.talks().confer(operator)) {
      throw new ConflictResponse("the operator does not serve a caller and consult somebody now");
    }
    request.json(Map.of("outcome", "joined"));
  }

  private OperatorId known(Context request) {
    OperatorId id = new OperatorId(request.pathParam("id"));
    if (ports.operators().operators().stream().noneMatch(each -> each.id().equals(id))) {
      throw new NotFoundResponse("there is no such operator");
    }
    return id;
  }
}
