package org.liniya.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liniya.server.config.ApiToken;

/** An API that gives the answers it was given, and the command line that asks it. */
final class AnsweringApi implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers;
  private final Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /**
   * @param answers by path below {@code /api/v1/}, with the query; others are not found
   */
  AnsweringApi(Path data, Map<String, String> answers) throws IOException {
    this.data = data;
    this.answers = Map.copyOf(answers);
    ApiToken.ensure(data);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/", this::answer);
    server.start();
    Files.writeString(
        data.resolve("http-address"), "127.0.0.1:" + server.getAddress().getPort() + "\n");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().toString().substring("/api/v1/".length());
    boolean known = answers.containsKey(asked);
    byte[] body =
        answers
            .getOrDefault(asked, "{\"detail\":\"there is no such thing\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Runs a command and gives its exit code. */
  int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", data.toString()));
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
