package org.liniya.testkit.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Listens for FastAGI instead of Liniya: keeps each request, and sends the commands that it was
 * told for the script. One thread a session.
 */
final class AgiEar implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, List<String>> commands;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  /** What Asterisk said at the beginning of a session: {@code agi_…} by name. */
  record Request(Map<String, String> lines) {
    Request {
      lines = Map.copyOf(lines);
    }

    String get(String name) {
      return lines.getOrDefault("agi_" + name, "");
    }
  }

  private AgiEar(ServerSocket socket, Map<String, List<String>> commands) {
    this.socket = socket;
    this.commands = Map.copyOf(commands);
  }

  /** A script that is not in the map is hung up on at once. */
  static AgiEar open(Map<String, List<String>> commands) throws IOException {
    AgiEar ear = new AgiEar(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), commands);
    Thread.ofVirtual().start(ear::listen);
    return ear;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Waits for the next request, each of which is given out once. */
  Request next() throws InterruptedException {
    Request request = requests.poll(Duration.ofSeconds(15).toMillis(), TimeUnit.MILLISECONDS);
    if (request == null) {
      throw new AssertionError("no FastAGI request within 15 s");
    }
    return request;
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket session = socket.accept();
        Thread.ofVirtual().start(() -> serve(session));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket session) {
    try (session;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(session.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(session.getOutputStream(), StandardCharsets.UTF_8)) {
      Map<String, String> lines = new HashMap<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        String[] pair = line.split(": ", 2);
        lines.put(pair[0], pair.length == 2 ? pair[1] : "");
      }
      Request request = new Request(lines);
      requests.add(request);
      for (String command : commands.getOrDefault(request.get("network_script"), List.of())) {
        out.write(command + "\n");
        out.flush();
        in.readLine();
      }
    } catch (IOException hungUp) {
      // The channel, or this test, is over.
    }
  }

  /** Nobody listens any more, as after Liniya's end; sessions that run go on. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
