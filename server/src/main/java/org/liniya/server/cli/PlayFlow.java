package org.liniya.server.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.call.CallerNumber;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.Flow;
import org.liniya.server.run.Line;
import org.liniya.server.run.LineTests;
import org.liniya.trial.FlowTest;
import org.liniya.trial.Given;
import org.liniya.trial.Screen;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code flow play}: the user is the caller. Reads standard input, a terminal or not; exit 0 when
 * the call has ended, 1 when the configuration has problems.
 */
@Command(
    name = "play",
    mixinStandardHelpOptions = true,
    description = {
      "be the caller in the terminal: read the prompts, write the keys",
      "Nothing sounds, nothing is stored, and time passes only when you say so; 'help' says how."
    })
final class PlayFlow implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Parameters(
      paramLabel = "FLOW",
      defaultValue = "hotline",
      description = "the name of the flow (default: hotline)")
  private String name = "hotline";

  @Option(
      names = "--caller",
      paramLabel = "NUMBER",
      description = "who rings, such as +79990000001 (default: withheld)")
  private Optional<String> caller = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "when the call arrives, such as 2026-11-23T10:00+03:00 (default: now)")
  private Optional<String> at = Optional.empty();

  @Option(
      names = "--given",
      paramLabel = "TEST",
      description = "a flow test whose 'given' holds for this call too")
  private Optional<Path> like = Optional.empty();

  @Spec private CommandSpec command = CommandSpec.create();

  private final InputStream in;

  /**
   * @param in what the user writes, in UTF-8
   */
  PlayFlow(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() {
    Optional<CallerNumber> number = caller.map(this::number);
    Optional<Instant> moment = at.map(this::moment);
    Problems problems = new Problems();
    Optional<Line> line = shared.line(problems);
    Optional<Given> given = line.flatMap(l -> given(l, problems));
    problems.list().stream()
        .map(Problem::toString)
        .forEach(command.commandLine().getErr()::println);
    if (line.isEmpty() || given.isEmpty()) {
      return 1;
    }
    Given begin =
        given.get().with(number.orElse(given.get().caller()), moment.orElse(given.get().at()));
    PrintWriter out = command.commandLine().getOut();
    new LineTests(line.get()).play(flow(line.get()), begin, new Terminal(in, out));
    out.flush();
    return 0;
  }

  private Flow flow(Line line) {
    return Optional.ofNullable(line.flows().get(name))
        .orElseThrow(
            () ->
                wrong(
                    "there is no flow '%s'. %s"
                        .formatted(name, DidYouMean.hint(name, line.flows().keySet()))));
  }

  /** Empty exactly when the test has problems. */
  private Optional<Given> given(Line line, Problems problems) {
    if (like.isEmpty()) {
      return Optional.of(Given.of(new CallerNumber.Withheld(), Instant.now()));
    }
    if (!Files.isRegularFile(like.get())) {
      throw wrong("there is no file " + like.get());
    }
    return new LineTests(line)
        .read(List.of(like.get()), problems).stream().map(FlowTest::given).findFirst();
  }

  private CallerNumber number(String text) {
    PhoneNumber number = PhoneNumber.of(text);
    if (!number.callable()) {
      throw wrong("a caller's number is + and 8 to 15 digits");
    }
    return new CallerNumber.Claimed(number);
  }

  private Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw wrong("'" + text + "' is no moment. Write it with its offset: 2026-11-23T10:00+03:00");
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(command.commandLine(), text);
  }

  /** Standard input and the command's output. What is written is repeated where nobody sees it. */
  private static final class Terminal implements Screen {
    private final BufferedReader in;
    private final PrintWriter out;
    // without a terminal there may be no console at all
    private final boolean echo =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty();

    Terminal(InputStream in, PrintWriter out) {
      this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      this.out = out;
    }

    @Override
    public void show(String line) {
      out.println(line);
      out.flush();
    }

    @Override
    public Optional<String> ask(String prompt) {
      out.print(prompt);
      out.flush();
      try {
        Optional<String> line = Optional.ofNullable(in.readLine());
        if (echo || line.isEmpty()) {
          out.println(line.orElse(""));
        }
        return line;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
