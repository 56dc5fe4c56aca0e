package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.liniya.testkit.phone.SipMessage;
import tools.jackson.databind.JsonNode;

/** What must hold of every call, asked from the API. Holds nothing. */
final class Calls {
  private static final Duration SOON = Duration.ofSeconds(10);

  private Calls() {}

  /** The latest call of a caller, by the two digits of the number that are not masked. */
  static String of(RunningServer server, RawCaller caller) {
    return RunningServer.awaitThat(
            SOON,
            () -> all(server, caller),
            calls -> !calls.isEmpty(),
            () -> "a call from ..." + caller.ending() + " among " + server.calls())
        .getLast()
        .path("id")
        .asString("");
  }

  /** All calls of a caller. */
  static List<JsonNode> all(RunningServer server, RawCaller caller) {
    return server.calls().stream()
        .filter(call -> call.path("from").asString("").endsWith(caller.ending()))
        .toList();
  }

  /** The ticket that an operator's telephone showed. */
  static String ticket(SipMessage invite) {
    return invite.header("X-Liniya-Ticket").orElse("");
  }

  /** One ending in the row, the same once in the journal, and the ticket has one too. */
  static void assertEnded(RunningServer server, String call, String ending) {
    server.awaitJournal(call, "call-ended", SOON);
    JsonNode row = server.awaitEnded(call, SOON);
    assertThat(row.path("ending").asString("")).as(row.toString()).isEqualTo(ending);
    assertThat(server.journal(call, "call-ended"))
        .as("journal of %s", call)
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("ending").asString("")).isEqualTo(ending));
    String ticket = row.path("ticket").asString("");
    if (!ticket.isEmpty()) {
      RunningServer.awaitThat(
          SOON,
          () -> server.ticket(ticket),
          json -> !json.path("ending").isNull(),
          () -> "an ending of the ticket " + server.ticket(ticket));
    }
  }

  /** Nobody waits in any group. */
  static void assertNobodyWaits(RunningServer server) {
    RunningServer.awaitThat(
        SOON,
        () -> server.api("skill-groups"),
        groups -> {
          for (JsonNode group : groups) {
            if (group.path("waiting").asInt() != 0) {
              return false;
            }
          }
          return true;
        },
        () -> "empty queues: " + server.api("skill-groups"));
  }
}
