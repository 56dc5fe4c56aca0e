package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All calls of one ticket with what happened in each, under the ticket's number. Each request runs
 * on a virtual thread of its own; keeps nothing.
 */
final class TicketCallsRoutes {

  /** A ticket has a handful of calls; of one that is rung about for ever, the last so many. */
  static final int MOST_CALLS = 50;

  private final ConsolePorts ports;
  private final Views views;
  private final JsonMapper json;

  TicketCallsRoutes(ConsolePorts ports, Views views, JsonMapper json) {
    this.ports = ports;
    this.views = views;
    this.json = json;
  }

  /** {@code call} is null when its row is no longer kept. */
  record TicketCall(
      String id, Optional<Views.Call> call, boolean recorded, List<JsonNode> journal) {}

  /** {@code earlier} calls are of the ticket too, and left out. */
  record TicketCalls(
      String number, Optional<Integer> rating, int earlier, List<TicketCall> calls) {}

  void install(RoutesConfig routes) {
    routes.get("/api/v1/tickets/{number}/calls", this::calls, Permission.SEE_CALLS);
  }

  private void calls(Context request) {
    Ticket ticket =
        number(request).flatMap(ports.tickets()::find).orElseThrow(TicketCallsRoutes::unknown);
    List<CallId> all = ticket.calls();
    int earlier = Math.max(0, all.size() - MOST_CALLS);
    request.json(
        new TicketCalls(
            ticket.number().digits(),
            ticket.rating(),
            earlier,
            all.subList(earlier, all.size()).stream().map(id -> call(ticket, id)).toList()));
  }

  private TicketCall call(Ticket ticket, CallId id) {
    return new TicketCall(
        id.toString(),
        ports.calls().find(id).map(views::call),
        ticket.recordings().contains(id),
        ports.journal().read(id).stream().map(entry -> json.readTree(entry.json())).toList());
  }

  private static Optional<TicketNumber> number(Context request) {
    try {
      return Optional.of(new TicketNumber(request.pathParam("number")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static NotFoundResponse unknown() {
    return new NotFoundResponse("there is no such ticket");
  }
}
