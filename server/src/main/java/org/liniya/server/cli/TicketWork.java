package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of work on a ticket of a running server, {@code liniya tickets note NUMBER TEXT}; prints
 * the ticket's history after it. A text {@code -} is read from standard input, so that it does not
 * stay in the shell's memory.
 */
@Command(mixinStandardHelpOptions = true)
abstract class TicketWork implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of(
          "at",
          "by",
          "kind",
          "operator",
          "department",
          "deadline",
          "due",
          "level",
          "text",
          "recording",
          "fromMs",
          "toMs",
          "confidencePercent");

  /** More than any text may have, so that the server says that it is too long. */
  private static final int MOST_INPUT = 20_000;

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Parameters(index = "0", paramLabel = "NUMBER", description = "of the ticket")
  private String number = "";

  /** Adds the subcommands to {@code liniya tickets}. */
  static void addTo(CommandLine tickets) {
    tickets
        .addSubcommand("history", new History())
        .addSubcommand("calls", new TicketCalls())
        .addSubcommand("note", new Texted("note", "text", "adds a note"))
        .addSubcommand("take", new Take())
        .addSubcommand("hand-over", new HandOver())
        .addSubcommand("wait", new Texted("wait", "what", "waits for the citizen; says for what"))
        .addSubcommand("solve", new Texted("solve", "conclusion", "solves it with a conclusion"))
        .addSubcommand("close", new Close())
        .addSubcommand("reopen", new Texted("reopen", "why", "it was not solved; says why"))
        .addSubcommand("hold", new HoldTicket.Hold())
        .addSubcommand("release", new HoldTicket.Release())
        .addSubcommand("holds", new HoldTicket.Holds());
    tickets
        .getSubcommands()
        .forEach(
            (_, each) ->
                each.getCommandSpec()
                    .usageMessage()
                    .description(((TicketWork) each.getCommand()).what()));
  }

  /** Sends it, and gives the history after it. */
  abstract String ask(Api api, String path) throws IOException, InterruptedException;

  /** For the help. */
  abstract String what();

  @Override
  public final Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (!number.matches("\\d{1,12}")) {
      err.println("liniya: '" + number + "' is no ticket's number");
      return 2;
    }
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String answer = ask(api, "tickets/" + number);
      out.println(json ? answer : people(JsonMapper.shared().readTree(answer)));
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }

  /** The answer as people read it. */
  String people(JsonNode history) {
    String head =
        "%s  %s  %s  answer by %s"
            .formatted(
                history.path("number").asString(),
                history.path("category").asString(),
                history.path("state").asString(),
                history.path("answerBy").asString());
    return head + "\n" + String.join("\n", Table.lines(history.path("entries"), COLUMNS));
  }

  static ObjectNode body() {
    return JsonMapper.shared().createObjectNode();
  }

  static String text(String given) throws IOException {
    return given.equals("-")
        ? new String(System.in.readNBytes(MOST_INPUT), StandardCharsets.UTF_8)
        : given;
  }

  /** What was done so far. */
  private static final class History extends TicketWork {
    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.get(path + "/history");
    }

    @Override
    String what() {
      return "what was done to a ticket so far";
    }
  }

  /** A verb with a text. */
  private static final class Texted extends TicketWork {
    private final String verb;
    private final String key;
    private final String what;

    @Parameters(index = "1", paramLabel = "TEXT", description = "the words; - reads them")
    private String words = "";

    Texted(String verb, String key, String what) {
      this.verb = verb;
      this.key = key;
      this.what = what;
    }

    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.post(path + "/" + verb, body().put(key, text(words)).toString());
    }

    @Override
    String what() {
      return what;
    }
  }

  private static final class Take extends TicketWork {
    @Option(
        names = "--operator",
        paramLabel = "ID",
        required = true,
        description = "who has it from now on, such as 1001")
    private String operator = "";

    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.post(path + "/take", body().put("operator", operator).toString());
    }

    @Override
    String what() {
      return "gives it to an operator";
    }
  }

  private static final class HandOver extends TicketWork {
    @Parameters(index = "1", paramLabel = "DEPARTMENT", description = "as in tickets.yaml")
    private String department = "";

    @Parameters(index = "2", paramLabel = "WHY", description = "the words; - reads them")
    private String why = "";

    @Option(
        names = "--by",
        paramLabel = "DATE",
        description = "the last day for it, as 2026-12-03; else the department's usual term")
    private Optional<String> by = Optional.empty();

    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      ObjectNode body = body().put("department", department).put("why", text(why));
      by.ifPresent(date -> body.put("by", date));
      return api.post(path + "/hand-over", body.toString());
    }

    @Override
    String what() {
      return "hands it to a department";
    }
  }

  private static final class Close extends TicketWork {
    @Override
    String ask(Api api, String path) throws IOException, InterruptedException {
      return api.post(path + "/close", "{}");
    }

    @Override
    String what() {
      return "closes a solved one";
    }
  }
}
