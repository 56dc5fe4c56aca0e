package org.liniya.server.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.liniya.call.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code demo}: shows a whole call in about a minute, on a machine without any telephone. Exit 0
 * only when all of it happened. Runs on the main thread.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "one whole call between two robots, told and checked")
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      defaultValue = "${env:LINIYA_CONFIG:-config}",
      description = "the configuration folder (default: config)")
  private Path config = Path.of("config");

  @Option(
      names = "--ears",
      paramLabel = "DIR",
      description = "a configuration that the robots know the prompts from (default: --config)")
  private Optional<Path> ears = Optional.empty();

  @Option(names = "--language", paramLabel = "ru|en", description = "the caller's (default ru)")
  private String language = "ru";

  @Option(names = "--keep", description = "keep the data folder with database, log and recording")
  private boolean keep;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = command.commandLine().getOut();
    if (!List.of("ru", "en").contains(language)) {
      command.commandLine().getErr().println("liniya: --language is ru or en");
      return 2;
    }
    Path data = Files.createTempDirectory("liniya-demo-");
    // Ctrl-C: the server is a child of the same terminal and stops by itself; the folder is ours.
    Thread interrupted = new Thread(() -> tidy(data), "demo-tidy");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return show(new Transcript(out), data);
    } finally {
      Runtime.getRuntime().removeShutdownHook(interrupted);
      tidy(data);
      if (keep) {
        out.println("kept: " + data);
      }
    }
  }

  private int show(Transcript transcript, Path data) throws InterruptedException {
    transcript.title(
        "One call to the hotline: everything that is heard was recognised from received audio.");
    try {
      new Demo(config, ears.orElse(config), data, new Language(language), transcript).run();
    } catch (DemoFailure | IOException e) {
      transcript.check(false, String.valueOf(e.getMessage()));
    }
    if (transcript.failed() == 0) {
      transcript.last("demo: all of it happened (" + transcript.passed() + " checks).");
      return 0;
    }
    transcript.last(
        "demo: FAILED: " + transcript.failed() + " of the checks did not hold, see ✗ above.");
    return 1;
  }

  private void tidy(Path data) {
    if (keep || !Files.exists(data)) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      command.commandLine().getErr().println("liniya: could not remove " + data);
    }
  }
}
