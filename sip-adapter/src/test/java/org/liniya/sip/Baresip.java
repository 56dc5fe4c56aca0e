package org.liniya.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * baresip 1.0 as an operator's softphone: headless, silent, driven over its control socket. Ended
 * with the test.
 */
final class Baresip implements AutoCloseable {

  private final Process process;
  private final int control;

  private static final int TRIES = 3;

  private record Started(Process process, int control) {}

  Baresip(Path folder, String user, String password, int registrar, String answerMode)
      throws IOException {
    this(folder, user, password, registrar, answerMode, "udp", "");
  }

  /**
   * Starts it.
   *
   * @param transport udp, tcp or tls
   * @param more further lines of its configuration
   */
  Baresip(
      Path folder,
      String user,
      String password,
      int registrar,
      String answerMode,
      String transport,
      String more)
      throws IOException {
    Files.writeString(
        folder.resolve("accounts"),
        "<sip:%s@127.0.0.1:%d;transport=%s>;auth_user=%s;auth_pass=%s;regint=60;answermode=%s;audio_codecs=PCMA,PCMU\n"
            .formatted(user, registrar, transport, user, password, answerMode));
    Files.writeString(folder.resolve("contacts"), "");
    Optional<Started> started = Optional.empty();
    for (int tries = 0; started.isEmpty() && tries < TRIES; tries++) {
      started = start(folder, more);
    }
    Started running =
        started.orElseThrow(() -> new IOException("baresip does not start: " + log(folder)));
    process = running.process();
    control = running.control();
  }

  /** One that listens on both its ports; somebody else may have got one of them before it. */
  private static Optional<Started> start(Path folder, String more) throws IOException {
    int sip = freePort();
    int control = freePort();
    Files.writeString(
        folder.resolve("config"),
        """
        poll_method epoll
        sip_listen 127.0.0.1:%d
        net_interface 127.0.0.1
        audio_player aubridge,player
        audio_source aubridge,source
        audio_alert aubridge,alert
        module_path /usr/lib/baresip/modules
        module g711.so
        module aubridge.so
        module_tmp uuid.so
        module_tmp account.so
        module_app menu.so
        module_app ctrl_tcp.so
        ctrl_tcp_listen 127.0.0.1:%d
        %s
        """
            .formatted(sip, control, more));
    Process process =
        new ProcessBuilder("baresip", "-f", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("baresip.log").toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Socket reached = new Socket(Bench.LOOPBACK, control)) {
        return Optional.of(new Started(process, control)).filter(_ -> reached.isConnected());
      } catch (java.net.ConnectException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    process.destroyForcibly();
    return Optional.empty();
  }

  private static String log(Path folder) {
    try {
      return Files.readString(folder.resolve("baresip.log"));
    } catch (IOException e) {
      return "no log";
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, Bench.LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until baresip itself reports {@code type}, such as {@code CALL_CLOSED}. */
  boolean reports(String type) throws IOException {
    try (Socket socket = new Socket(Bench.LOOPBACK, control)) {
      socket.setSoTimeout(10_000);
      StringBuilder seen = new StringBuilder();
      byte[] buffer = new byte[4096];
      int read = socket.getInputStream().read(buffer);
      while (read > 0) {
        seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
        if (seen.indexOf("\"" + type + "\"") >= 0) {
          return true;
        }
        read = socket.getInputStream().read(buffer);
      }
      return false;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  /** Has baresip do something, such as {@code transfer} with a URI. */
  void command(String name, String parameters) throws IOException {
    String json =
        "{\"command\":\"" + name + "\",\"params\":\"" + parameters + "\",\"token\":\"t\"}";
    try (Socket socket = new Socket(Bench.LOOPBACK, control)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write((json.length() + ":" + json + ",").getBytes(StandardCharsets.UTF_8));
      StringBuilder seen = new StringBuilder();
      byte[] buffer = new byte[4096];
      for (int read = socket.getInputStream().read(buffer);
          read > 0 && seen.indexOf("\"response\":true") < 0;
          read = socket.getInputStream().read(buffer)) {
        seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
        if (seen.indexOf("\"response\":true") >= 0) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
