package org.liniya.server.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** All calls of a ticket, each with what happened in it: {@code liniya tickets calls NUMBER}. */
final class TicketCalls extends TicketWork {

  private static final List<String> CALL =
      List.of("id", "from", "startedAt", "operator", "ending", "waitMs", "talkMs");
  private static final List<String> EVENTS = List.of("seq", "at", "kind");

  @Override
  String ask(Api api, String path) throws IOException, InterruptedException {
    return api.get(path + "/calls");
  }

  @Override
  String people(JsonNode ticket) {
    JsonNode rating = ticket.path("rating");
    List<String> page = new ArrayList<>();
    page.add(
        "%s  rating %s  calls %d"
            .formatted(
                ticket.path("number").asString(),
                rating.isNull() ? "-" : rating.asString(),
                ticket.path("earlier").asInt() + ticket.path("calls").size()));
    for (JsonNode call : ticket.path("calls")) {
      page.add("");
      if (call.path("call").isNull()) {
        page.add(call.path("id").asString() + "  no longer kept");
      } else {
        page.addAll(Table.lines(call.path("call"), CALL));
      }
      page.add(call.path("recorded").asBoolean() ? "recorded" : "not recorded");
      page.addAll(Table.lines(call.path("journal"), EVENTS));
    }
    return String.join("\n", page);
  }

  @Override
  String what() {
    return "its calls, with their journals and recordings";
  }
}
