package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code webhooks}: asks a running server about the receivers of {@code webhooks.yaml}. */
@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    description = "who outside is told of the changes of tickets, and what did not arrive")
final class WebhookWork implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  /** With its subcommands. */
  static CommandLine commandLine() {
    return new CommandLine(new WebhookWork())
        .addSubcommand(new AllReceivers())
        .addSubcommand(new Retry())
        .addSubcommand(new SendTest());
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "a command is needed: list, retry or send-test");
  }

  /** What the subcommands share. */
  @Command(mixinStandardHelpOptions = true)
  abstract static class Asking implements Callable<Integer> {
    @Mixin private Shared shared = new Shared();

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "print the server's answer as it is")
    private boolean json;

    abstract String ask(Api api) throws IOException, InterruptedException;

    /** Writes the answer for people; gives the exit code. */
    abstract int show(JsonNode answer, PrintWriter out);

    @Override
    public final Integer call() throws InterruptedException {
      try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
        String answer = ask(api);
        PrintWriter out = command.commandLine().getOut();
        if (json) {
          out.println(answer);
          return 0;
        }
        return show(JsonMapper.shared().readTree(answer), out);
      } catch (IOException e) {
        command.commandLine().getErr().println(Api.complaint(e));
        return 1;
      }
    }
  }

  /** Asks about one receiver. */
  abstract static class OfReceiver extends Asking {
    @Parameters(paramLabel = "RECEIVER", description = "its name in webhooks.yaml")
    private String receiver = "";

    abstract String path();

    @Override
    final String ask(Api api) throws IOException, InterruptedException {
      if (!receiver.matches("[a-z0-9-]{1,64}")) {
        throw new Api.Refusal("'" + receiver + "' is no name of a receiver");
      }
      return api.post("webhooks/" + receiver + "/" + path(), "");
    }
  }

  /** The receivers, or what was given up for one. */
  @Command(
      name = "list",
      description = "the receivers; with a name, the notices that were given up for it")
  static final class AllReceivers extends Asking {
    private static final List<String> RECEIVER =
        List.of("receiver", "host", "active", "waiting", "dead");
    private static final List<String> NOTICE =
        List.of("ticket", "event", "at", "attempts", "problem");

    @Parameters(arity = "0..1", paramLabel = "RECEIVER", description = "its name in webhooks.yaml")
    private String receiver = "";

    @Option(
        names = "--status",
        defaultValue = "dead",
        description = "of the notices: waiting, delivered or dead (the default)")
    private String status = "dead";

    @Override
    String ask(Api api) throws IOException, InterruptedException {
      if (!receiver.matches("[a-z0-9-]{0,64}") || !status.matches("[a-z]{1,20}")) {
        throw new Api.Refusal("there is no such receiver, or no such status");
      }
      return api.get(
          receiver.isEmpty() ? "webhooks" : "webhooks/" + receiver + "/notices?status=" + status);
    }

    @Override
    int show(JsonNode answer, PrintWriter out) {
      Table.lines(answer, receiver.isEmpty() ? RECEIVER : NOTICE).forEach(out::println);
      return 0;
    }
  }

  /** The dead wait again. */
  @Command(name = "retry", description = "sends again what was given up")
  static final class Retry extends OfReceiver {
    @Override
    String path() {
      return "retry";
    }

    @Override
    int show(JsonNode answer, PrintWriter out) {
      out.println(answer.path("retried").asInt() + " notices are sent again");
      return 0;
    }
  }

  /** One signed delivery. */
  @Command(name = "send-test", description = "sends a signed test; exit 1 when it does not arrive")
  static final class SendTest extends OfReceiver {
    @Override
    String path() {
      return "test";
    }

    @Override
    int show(JsonNode answer, PrintWriter out) {
      boolean arrived = answer.path("arrived").asBoolean();
      out.println(
          arrived ? "it arrived" : "it did not arrive: " + answer.path("problem").asString());
      return arrived ? 0 : 1;
    }
  }
}
