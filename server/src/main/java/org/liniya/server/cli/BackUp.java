package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.liniya.port.StoreException;
import org.liniya.server.backup.Backup;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.ServerSettings;
import org.liniya.server.run.RunningAddress;
import org.liniya.server.run.Settings;
import org.liniya.store.DatabaseCopy;
import org.liniya.store.StoreSettings;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: with the server running or stopped, on the server's machine. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "back up database, recordings and configuration; the server may run")
final class BackUp implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--with-keys",
      description = "the keys too: whoever has the back-up can then read all personal data")
  private boolean withKeys;

  @Parameters(paramLabel = "FOLDER|FILE.zip", description = "a new folder, or a new .zip")
  private Path target = Path.of("");

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Problems problems = new Problems();
    Optional<Configuration> configuration = shared.configuration(problems);
    problems.list().forEach(out::println);
    if (configuration.isEmpty()) {
      err.println("liniya: no back-up: the configuration has faults");
      return 1;
    }
    try {
      Backup.Report report =
          Backup.make(sources(configuration.get().settings()), target, withKeys, Instant.now());
      out.printf("%s: %d files, %d bytes%n", target, report.files(), report.bytes());
      report.notes().forEach(note -> err.println("liniya: " + note));
      return 0;
    } catch (IOException | StoreException e) {
      err.println("liniya: no back-up: " + e.getMessage());
      return 1;
    }
  }

  private Backup.Sources sources(ServerSettings settings) {
    Path data = shared.data();
    StoreSettings store = Settings.store(settings, data);
    return new Backup.Sources(
        data,
        shared.config(),
        Optional.<Backup.DatabaseWriter>of(file -> database(store, file))
            .filter(_ -> DatabaseCopy.possible(store)),
        settings.recordings().folder(data),
        settings.storage().fieldKeyFile(data));
  }

  /** A server that runs is asked; otherwise the file is ours to open, or says whose it is. */
  private void database(StoreSettings store, Path file) throws IOException, InterruptedException {
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      api.download("database-copy", file);
    } catch (Api.Refusal e) {
      throw e;
    } catch (IOException e) {
      DatabaseCopy.ofStopped(store, shared.data(), file);
    }
  }
}
