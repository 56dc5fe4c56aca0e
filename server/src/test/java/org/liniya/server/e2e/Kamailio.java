package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liniya.testkit.phone.FreePorts;

/**
 * A real Kamailio (Debian package {@code kamailio}) before a server, with the example of the
 * repository. For one thread; ends with the test.
 */
final class Kamailio implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final Process process;

  private Kamailio(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one and waits until it listens; what it writes goes into {@code folder}. */
  static Kamailio before(RunningServer server, Path folder) {
    int port = FreePorts.one();
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      "kamailio",
                      "-DD", // stays in the foreground; its children end with it
                      "-E",
                      "-m",
                      "32",
                      "-M",
                      "4",
                      "-Y",
                      folder.toString(),
                      "-f",
                      RunningServer.exampleConfig().resolve("kamailio/kamailio.cfg").toString(),
                      "-A",
                      "KAMAILIO_PORT=" + port,
                      "-A",
                      "LINIYA_PORT=" + server.sipPort()))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("kamailio.log").toFile())
              .start();
      Kamailio kamailio = new Kamailio(folder, port, process);
      RunningServer.awaitThat(
          START,
          kamailio::listens,
          listening -> listening || !process.isAlive(),
          () -> "Kamailio to listen:\n" + kamailio.log());
      if (!process.isAlive()) {
        throw new AssertionError("Kamailio did not start:\n" + kamailio.log());
      }
      return kamailio;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot start Kamailio", broken);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** HOST:PORT where telephones register and call. */
  String address() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  String log() {
    try {
      return Files.readString(folder.resolve("kamailio.log"));
    } catch (IOException broken) {
      return "no log";
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
