package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.config.ApiToken;

/** {@code webhooks} and {@code tickets export} against answers of an API. */
class AskingCommandsTest {

  private static final String EXPORT = "GET /api/v1/tickets.csv?from=2026-11-01&to=2026-11-30";
  private static final Map<String, String> ANSWERS =
      Map.of(
          "GET /api/v1/webhooks",
          "[{\"receiver\":\"help-desk\",\"host\":\"https://d.example\",\"active\":true,"
              + "\"events\":[],\"waiting\":4,\"dead\":2}]",
          "GET /api/v1/webhooks/help-desk/notices?status=dead",
          "{\"items\":[{\"ticket\":\"10000012\",\"event\":\"opened\",\"at\":\"2026\","
              + "\"attempts\":7,\"problem\":\"answered 500\"}],\"next\":null}",
          "POST /api/v1/webhooks/help-desk/retry",
          "{\"retried\":2}",
          "POST /api/v1/webhooks/help-desk/test",
          "{\"arrived\":true,\"problem\":null}",
          "POST /api/v1/webhooks/lost/test",
          "{\"arrived\":false,\"problem\":\"cannot be connected to\"}",
          EXPORT + "&bom=yes",
          "number\r\n10000012\r\n");

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<AutoCloseable> started = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    ApiToken.ensure(folder);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", AskingCommandsTest::answer);
    server.start();
    started.add(() -> server.stop(0));
    Files.writeString(
        folder.resolve("http-address"), "127.0.0.1:" + server.getAddress().getPort() + "\n");
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started) {
      each.close();
    }
  }

  /** Half an export is one whose end does not come. */
  private static void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    if (asked.equals(EXPORT)) {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write("number\r\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      throw new IOException("broken off");
    }
    byte[] body = ANSWERS.getOrDefault(asked, "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(ANSWERS.containsKey(asked) ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", folder.toString()));
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void theReceiversAreListed() {
    assertThat(run("webhooks", "list")).isZero();
    assertThat(out.toString()).containsPattern("help-desk +https://d.example +true +4 +2");
  }

  @Test
  void whatWasGivenUpIsListed() {
    assertThat(run("webhooks", "list", "help-desk")).isZero();
    assertThat(out.toString()).containsPattern("10000012 +opened +2026 +7 +answered 500");
  }

  @Test
  void whatWasGivenUpIsSentAgain() {
    assertThat(run("webhooks", "retry", "help-desk")).isZero();
    assertThat(out.toString()).contains("2 notices are sent again");
  }

  @Test
  void aTestThatDoesNotArriveIsAnExitStatus() {
    assertThat(run("webhooks", "send-test", "help-desk")).isZero();
    assertThat(run("webhooks", "send-test", "lost")).isEqualTo(1);
    assertThat(out.toString()).contains("it did not arrive: cannot be connected to");
    assertThat(run("webhooks", "send-test", "no/name")).isEqualTo(1);
    assertThat(err.toString()).contains("no name of a receiver");
    assertThat(run("webhooks", "retry", "nobody")).isEqualTo(1);
  }

  @Test
  void anExportBecomesANewFile() throws IOException {
    Path file = folder.resolve("november.csv");
    String[] command = {
      "tickets",
      "export",
      "--from",
      "2026-11-01",
      "--to",
      "2026-11-30",
      "--bom",
      "--to-file",
      "" + file
    };

    assertThat(run(command)).as(err.toString()).isZero();
    assertThat(file).hasContent("number\r\n10000012\r\n");
    assertThat(run(command)).isEqualTo(1);
    assertThat(err.toString()).contains("is there already");
  }

  @Test
  void halfAnExportDoesNotStay() {
    Path file = folder.resolve("november.csv");

    assertThat(
            run(
                "tickets",
                "export",
                "--from",
                "2026-11-01",
                "--to",
                "2026-11-30",
                "--to-file",
                "" + file))
        .isEqualTo(1);
    assertThat(file).doesNotExist();
    assertThat(run("tickets", "export", "--from", "yesterday", "--to", "2026-11-30")).isEqualTo(2);
  }
}
