package org.liniya.server.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * What keeps a ticket from deletion: {@code liniya tickets hold NUMBER --reason TEXT}, {@code
 * release}, {@code holds}. Prints its holds after it.
 */
abstract class HoldTicket extends TicketWork {

  private static final List<String> COLUMNS =
      List.of("at", "by", "reason", "releasedAt", "releasedBy");

  @Override
  final String people(JsonNode holds) {
    return String.join("\n", Table.lines(holds, COLUMNS));
  }

  /** Keeps it. */
  static final class Hold extends HoldTicket {
    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "why, for whoever asks later; - reads it from standard input")
    private String reason = "";

    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.post(path + "/hold", body().put("reason", text(reason).strip()).toString());
    }

    @Override
    String what() {
      return "keeps a ticket from deletion until it is released";
    }
  }

  /** Lets it go. */
  static final class Release extends HoldTicket {
    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.post(path + "/release", "{}");
    }

    @Override
    String what() {
      return "lets a ticket that was held go; it may be deleted when its time comes";
    }
  }

  /** Shows its holds. */
  static final class Holds extends HoldTicket {
    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.get(path + "/holds");
    }

    @Override
    String what() {
      return "who held a ticket, since when and why";
    }
  }
}
