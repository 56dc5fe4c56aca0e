package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who a ticket is of and where they are reached: {@code tickets contact NUMBER}; keeps what is
 * given, and shows what is kept, masked unless {@code --unmasked}.
 */
@Command(
    name = "contact",
    mixinStandardHelpOptions = true,
    description =
        "who a ticket is of and where they are reached; a value - is asked for or read from"
            + " standard input, one a line, so that nobody sees it among the machine's processes")
final class TicketContact implements Callable<Integer> {

  private static final List<String> COLUMNS = List.of("name", "phone", "email");

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "print the server's answer as it is")
  private boolean json;

  @Option(names = "--unmasked", description = "in clear; that is noted in the audit")
  private boolean unmasked;

  @Option(names = "--name", paramLabel = "NAME", description = "surname, first name, patronymic")
  private Optional<String> name = Optional.empty();

  @Option(names = "--phone", paramLabel = "NUMBER", description = "where they are reached")
  private Optional<String> phone = Optional.empty();

  @Option(names = "--email", paramLabel = "ADDRESS", description = "where they are reached")
  private Optional<String> email = Optional.empty();

  @Parameters(index = "0", paramLabel = "NUMBER", description = "of the ticket")
  private String number = "";

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if (!number.matches("\\d{1,12}")) {
      err.println("liniya: '" + number + "' is no ticket's number");
      return 2;
    }
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      String path = "tickets/" + number + "/contact";
      ObjectNode told = told(new Datum(err));
      String answer = told.isEmpty() ? "" : api.post(path, told.toString());
      if (unmasked) {
        answer = api.get(path + "/unmasked");
      } else if (answer.isEmpty()) {
        answer = api.get(path);
      }
      if (json) {
        out.println(answer);
      } else {
        Table.lines(JsonMapper.shared().readTree(answer), COLUMNS).forEach(out::println);
      }
      return 0;
    } catch (IOException e) {
      err.println(Api.complaint(e));
      return 1;
    }
  }

  private ObjectNode told(Datum input) throws IOException {
    ObjectNode told = JsonMapper.shared().createObjectNode();
    put(told, "name", name, input);
    put(told, "phone", phone, input);
    put(told, "email", email, input);
    return told;
  }

  private static void put(ObjectNode told, String key, Optional<String> given, Datum input)
      throws IOException {
    if (given.isPresent()) {
      told.put(key, given.get().equals("-") ? input.optional(key) : given.get());
    }
  }
}
