package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/**
 * Something done about a person, who is named by one of their tickets or looked up. A household
 * shares a telephone: when a look-up finds more than one person, they are listed, and one is to be
 * named by a ticket.
 */
@Command(mixinStandardHelpOptions = true)
abstract class PersonWork implements Callable<Integer> {

  static final int SEVERAL = 3;

  private static final List<String> COLUMNS =
      List.of("tickets", "open", "calls", "callbacks", "recordings", "erased");

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--by",
      paramLabel = "KIND",
      description =
          "look them up instead: ${COMPLETION-CANDIDATES}; asks for it or reads standard input")
  private Optional<Datum.Kind> by = Optional.empty();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "of any ticket of the person")
  private Optional<String> number = Optional.empty();

  /** What can be done about a person. */
  @Command(
      name = "person",
      mixinStandardHelpOptions = true,
      description = "what is kept about a person (152-FZ)")
  private static final class Person implements Runnable {
    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(
          command.commandLine(), "a command is needed: show, export or erase");
    }
  }

  static CommandLine person() {
    return new CommandLine(new Person())
        .addSubcommand("show", new ShowPerson())
        .addSubcommand("export", new ExportPerson())
        .addSubcommand("erase", new ErasePerson());
  }

  /**
   * Does it.
   *
   * @param person what the server says of them in numbers
   * @param ticket one of theirs
   */
  abstract int run(Api api, JsonNode person, String ticket)
      throws IOException, InterruptedException;

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  @Override
  public final Integer call() throws InterruptedException {
    if (number.isPresent() == by.isPresent()
        || number.filter(digits -> !digits.matches("\\d{1,12}")).isPresent()) {
      err().println("liniya: name a person by the number of a ticket, or look them up with --by");
      return 2;
    }
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      List<JsonNode> found = number.isPresent() ? List.of(person(api, number.get())) : lookUp(api);
      if (found.size() == 1) {
        return run(api, found.getFirst(), found.getFirst().path("tickets").path(0).asString());
      }
      err()
          .println(
              found.isEmpty()
                  ? "liniya: nobody is found by that"
                  : "liniya: that is said of several; name one of them by a ticket");
      table(found).forEach(out()::println);
      return found.isEmpty() ? 1 : SEVERAL;
    } catch (IOException e) {
      err().println(Api.complaint(e));
      return 1;
    }
  }

  static List<String> table(List<JsonNode> persons) {
    return Table.lines(JsonMapper.shared().createArrayNode().addAll(persons), COLUMNS);
  }

  private List<JsonNode> lookUp(Api api) throws IOException, InterruptedException {
    String body =
        new Datum(err())
            .body(by.orElseThrow())
            .put("from", "1970-01-01T00:00:00Z")
            .put("limit", 200)
            .toString();
    List<JsonNode> persons = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (JsonNode ticket : JsonMapper.shared().readTree(api.post("tickets/search", body))) {
      String digits = ticket.path("number").asString();
      if (!known.contains(digits)) {
        JsonNode person = person(api, digits);
        persons.add(person);
        person.path("tickets").forEach(each -> known.add(each.asString()));
      }
    }
    return persons;
  }

  private static JsonNode person(Api api, String ticket) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(api.get("persons/" + ticket));
  }
}
