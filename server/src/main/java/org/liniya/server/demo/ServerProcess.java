package org.liniya.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.server.Main;

/**
 * A server in a process of its own, on free ports; ended by its process id. A virtual thread reads
 * what it prints.
 */
final class ServerProcess implements AutoCloseable {

  private static final Pattern READY = Pattern.compile(".*ready\\. SIP port (\\d+),.*");

  private final Process process;
  private final int sipPort;

  private ServerProcess(Process process, int sipPort) {
    this.process = process;
    this.sipPort = sipPort;
  }

  /**
   * Starts {@code serve} and waits until it is ready.
   *
   * @throws DemoFailure when it is not ready in time, with the last that it said
   * @throws IOException when no process can be started
   */
  static ServerProcess start(Path config, Path data, Duration limit)
      throws IOException, DemoFailure, InterruptedException {
    AtomicReference<String> last = new AtomicReference<>("nothing");
    Path log = data.resolve("server.log");
    Process process = new ProcessBuilder(command(config, data)).redirectError(log.toFile()).start();
    try {
      CompletableFuture<Integer> port = new CompletableFuture<>();
      Thread.ofVirtual().name("demo-server-output").start(() -> read(process, port, last));
      return new ServerProcess(process, port.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      stop(process);
      throw new DemoFailure("the server was not ready within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      stop(process);
      throw new DemoFailure("the server did not start, it said last: " + last.get());
    } catch (InterruptedException e) {
      stop(process);
      throw e;
    }
  }

  private static List<String> command(Path config, Path data) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName(),
        "serve",
        "--config=" + config,
        "--data=" + data,
        "--set=sip.port=0",
        "--set=http.port=0");
  }

  private static void read(
      Process process, CompletableFuture<Integer> port, AtomicReference<String> last) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.set(line);
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          port.complete(Integer.parseInt(ready.group(1)));
        }
      }
    } catch (IOException e) {
      last.set(e.toString());
    }
    port.completeExceptionally(new IOException("ended"));
  }

  int sipPort() {
    return sipPort;
  }

  long pid() {
    return process.pid();
  }

  /** SIGTERM, and after 20 s SIGKILL. */
  @Override
  public void close() {
    stop(process);
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
