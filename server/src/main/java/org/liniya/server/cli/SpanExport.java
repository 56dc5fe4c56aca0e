package org.liniya.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.liniya.server.run.RunningAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every export of some days has in common: which days, and where it goes. */
final class SpanExport {

  private static final String DATE = "20\\d\\d-\\d\\d-\\d\\d";

  @Mixin private Shared shared = new Shared();

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "the first day")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "the last day")
  private String to = "";

  @Option(names = "--to-file", paramLabel = "FILE", description = "a new file; else to the screen")
  private Optional<Path> file = Optional.empty();

  /**
   * Asks the running server and writes what it says.
   *
   * @param more further parameters of the question, each with its {@code &}
   * @param err for complaints
   * @return the exit status
   */
  int run(String route, String more, PrintWriter err) throws InterruptedException {
    if (!from.matches(DATE) || !to.matches(DATE)) {
      err.println("liniya: --from and --to are dates such as 2026-11-23");
      return 2;
    }
    String path = route + "?from=" + from + "&to=" + to + more;
    try (Api api = new Api(RunningAddress.read(shared.data()), shared.data())) {
      if (file.isPresent()) {
        toFile(api, path, file.get());
      } else {
        api.stream(path, System.out);
        System.out.flush();
      }
      return 0;
    } catch (FileAlreadyExistsException e) {
      err.println("liniya: " + e.getFile() + " is there already; name a new file");
    } catch (IOException e) {
      err.println(Api.complaint(e));
    }
    return 1;
  }

  /** Half an export looks like a whole one, so it does not stay. */
  private static void toFile(Api api, String path, Path file)
      throws IOException, InterruptedException {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      api.stream(path, out);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}
