package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.console.TokenHash;
import org.liniya.port.Time;
import org.liniya.server.config.ApiToken;
import org.liniya.server.config.Example;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.ticket.TicketPlan;
import picocli.CommandLine;

class CommandLineTest {

  private static final Time TIME =
      new Time() {
        @Override
        public Instant now() {
          return Instant.parse("2026-11-23T07:00:00Z");
        }

        @Override
        public Duration elapsed() {
          return Duration.ZERO;
        }
      };

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  @Test
  void checkOfARightConfigurationIsSilentOnStandardOutput() {
    assertThat(run("check")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("5 skill groups, 4 operators")
        .contains("note: the flow 'hotline' goes by keys alone in the language 'ru'");
  }

  @Test
  void checkPrintsOneLineAProblem() throws IOException {
    Files.writeString(folder.resolve("liniya.yaml"), "sip: { port: x }\nhttp: { prot: 1 }\n");

    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(2)
        .allMatch(problem -> problem.matches(".*liniya\\.yaml:\\d+:\\d+: .+\\..*"));
  }

  @Test
  void aFaultInAFlowIsAProblemToo() throws IOException {
    breakTheFlow();

    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString()).containsPattern("hotline\\.yaml:\\d+:\\d+: .*wellcome.*'welcome'");
  }

  @Test
  void aFlowIsDrawn() throws IOException {
    assertThat(run("flow", "graph")).isZero();
    assertThat(out.toString())
        .startsWith("flowchart TD")
        .containsPattern("s\\d+\\[\"category<br/>menu\"]")
        .contains("no-match");

    assertThat(run("flow", "graph", "hotlin")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no flow 'hotlin'. Did you mean 'hotline'?");

    breakTheFlow();
    assertThat(run("flow", "graph")).isEqualTo(1);
  }

  @Test
  void serveRefusesAWrongConfigurationBeforeAnythingStarts() throws IOException {
    breakTheFlow();

    assertThat(run("serve")).isEqualTo(1);
    assertThat(out.toString()).contains("wellcome");
    assertThat(folder.resolve("operators.secret")).doesNotExist();
  }

  private void breakTheFlow() throws IOException {
    Path flow = folder.resolve("flows").resolve("hotline.yaml");
    Files.writeString(flow, Files.readString(flow).replace("start: welcome", "start: wellcome"));
  }

  @Test
  void ticketsAreShownAsATableOrAsTheAnswer() throws IOException {
    ApiToken token = ApiToken.ensure(folder);
    String answer = "{\"items\":[{\"number\":\"10000001\",\"category\":\"access\"}],\"next\":null}";
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/tickets",
        exchange -> {
          boolean known =
              ("Bearer " + token.token().reveal())
                  .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Files.writeString(
          folder.resolve("http-address"), "127.0.0.1:" + server.getAddress().getPort() + "\n");
      assertThat(run("tickets")).as(err.toString()).isZero();
      assertThat(out.toString().lines().toList().get(1)).matches("10000001 +access +- .*");
      assertThat(run("tickets", "--json")).isZero();
      assertThat(out.toString()).contains(answer);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void workOnATicketIsSentAndItsHistoryShown() throws IOException {
    ApiToken.ensure(folder);
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/tickets/10000010/",
        exchange -> {
          String verb = exchange.getRequestURI().getPath().replaceAll(".*/", "");
          String sent =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(verb + " " + sent);
          byte[] body =
              (verb.equals("close")
                      ? "{\"status\":409,\"detail\":\"not-solved: solve it first\"}"
                      : "{\"number\":\"10000010\",\"category\":\"access\",\"state\":\"new\","
                          + "\"answerBy\":\"2026-12-01\",\"entries\":[{\"kind\":\"noted\"}]}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(verb.equals("close") ? 409 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Files.writeString(
          folder.resolve("http-address"), "127.0.0.1:" + server.getAddress().getPort() + "\n");
      assertThat(run("tickets", "note", "10000010", "звонила")).as(err.toString()).isZero();
      assertThat(out.toString()).contains("10000010  access  new  answer by 2026-12-01", "noted");
      assertThat(run("tickets", "take", "10000010", "--operator", "1001")).isZero();
      assertThat(
              run("tickets", "hand-over", "10000010", "payments", "почему", "--by", "2026-12-03"))
          .isZero();
      assertThat(run("tickets", "history", "10000010", "--json")).isZero();
      assertThat(run("tickets", "close", "10000010")).isEqualTo(1);
      assertThat(err.toString()).contains("the server answered 409: not-solved: solve it first");
      assertThat(run("tickets", "close", "../calls")).isEqualTo(2);
    } finally {
      server.stop(0);
    }
    assertThat(asked)
        .containsExactly(
            "note {\"text\":\"звонила\"}",
            "take {\"operator\":\"1001\"}",
            "hand-over {\"department\":\"payments\",\"why\":\"почему\",\"by\":\"2026-12-03\"}",
            "history ",
            "close {}");
  }

  @Test
  void aStoppedServerIsBackedUpAndRestored(@TempDir Path place) throws IOException {
    Path data = place.resolve("data");
    store(data).close();
    Path copy = place.resolve("copy.zip");

    assertThat(onData("backup", copy, data)).as(err.toString()).isZero();
    assertThat(err.toString()).contains("keys are NOT in it");
    assertThat(onData("restore", copy, data)).isEqualTo(1);
    assertThat(err.toString()).contains("is not empty");
    Path there = place.resolve("there");
    assertThat(onData("restore", copy, there)).as(err.toString()).isZero();
    assertThat(there.resolve("liniya.mv.db")).exists();
  }

  @Test
  void aDatabaseThatAnotherProgramHoldsIsNotCopied(@TempDir Path place) throws IOException {
    Path data = place.resolve("data");
    store(data).close();
    try (FileChannel database =
            FileChannel.open(data.resolve("liniya.mv.db"), StandardOpenOption.WRITE);
        FileLock _ = database.lock()) {
      assertThat(onData("backup", place.resolve("copy"), data)).isEqualTo(1);
    }
    assertThat(err.toString()).contains("in use by another process");
    assertThat(place.resolve("copy")).doesNotExist();
  }

  @Test
  void aRunningServerIsAskedForItsDatabase(@TempDir Path place) throws IOException {
    ApiToken.ensure(place.resolve("data"));
    byte[] database = "as the server gave it".getBytes(StandardCharsets.UTF_8);
    AtomicInteger status = new AtomicInteger(200);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/database-copy",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), database.length);
          exchange.getResponseBody().write(database);
          exchange.close();
        });
    server.start();
    try {
      Files.writeString(
          place.resolve("data/http-address"), "127.0.0.1:" + server.getAddress().getPort() + "\n");
      assertThat(onData("backup", place.resolve("copy"), place.resolve("data"))).isZero();
      assertThat(place.resolve("copy/data/liniya.mv.db")).hasBinaryContent(database);
      status.set(403);
      assertThat(onData("backup", place.resolve("other"), place.resolve("data"))).isEqualTo(1);
      assertThat(err.toString()).contains("the server answered 403");
      assertThat(place.resolve("other")).doesNotExist();
    } finally {
      server.stop(0);
    }
  }

  private int onData(String command, Path copy, Path data) {
    return commandLine()
        .execute(
            command, copy.toString(), "--config", folder.toString(), "--data", data.toString());
  }

  private static Store store(Path data) {
    return Store.open(StoreSettings.defaults(), TIME, data, TicketPlan.STANDARD);
  }

  @Test
  void aTokenIsMadeAndItsLineLetsItIn() throws IOException {
    assertThat(commandLine().execute("users", "token")).isZero();
    List<String> lines = out.toString().lines().toList();
    String token = lines.get(1).strip();
    assertThat(token).hasSizeGreaterThan(30);
    assertThat(lines.get(3)).isEqualTo("    token-hash: " + TokenHash.of(token).text());

    Files.writeString(
        folder.resolve("users.yaml"), "users:\n  olga:\n    role: quality\n" + lines.get(3) + "\n");
    assertThat(run("check")).as(out.toString()).isZero();
    Files.writeString(
        folder.resolve("users.yaml"), "users: { olga: { role: quality, token-hash: md5:x } }\n");
    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString()).contains("users.yaml:1:", "not of the form sha256:");
  }

  @Test
  void aBrokenAuditIsAnExitStatus() throws IOException {
    ApiToken.ensure(folder);
    List<String> answers =
        new ArrayList<>(
            List.of(
                "{\"whole\":true,\"rows\":7}",
                "{\"whole\":false,\"brokenAt\":3,\"why\":\"the row is missing\"}"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/audit/verify",
        exchange -> {
          byte[] body = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Files.writeString(
          folder.resolve("http-address"), "127.0.0.1:" + server.getAddress().getPort() + "\n");
      assertThat(run("audit", "verify")).isZero();
      assertThat(out.toString()).contains("the audit is whole: 7 rows");
      assertThat(run("audit", "verify")).isEqualTo(1);
      assertThat(err.toString()).contains("BROKEN at row 3: the row is missing");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void ticketsAreHeldAndWhatWouldBeDeletedIsShown() throws IOException {
    ApiToken.ensure(folder);
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI().getPath()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String answer =
              exchange.getRequestURI().getPath().endsWith("preview")
                  ? "[{\"about\":\"ticket 12345674\",\"rule\":\"default\",\"verdict\":\"delete\","
                      + "\"why\":\"kept for 40 days\"}]"
                  : "[{\"at\":\"x\",\"by\":\"sergey\",\"reason\":\"case 5\"}]";
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Files.writeString(
          folder.resolve("http-address"), "127.0.0.1:" + server.getAddress().getPort() + "\n");
      assertThat(run("tickets", "hold", "12345674", "--reason", "case 5")).isZero();
      assertThat(run("tickets", "release", "12345674")).isZero();
      assertThat(run("tickets", "holds", "12345674")).isZero();
      assertThat(run("tickets", "hold", "../x", "--reason", "a")).isEqualTo(2);
      assertThat(run("tickets", "hold", "12345674")).isEqualTo(2);
      assertThat(out.toString()).contains("sergey  case 5");
      assertThat(run("retention", "preview")).isZero();
      assertThat(run("retention")).isEqualTo(2);
    } finally {
      server.stop(0);
    }
    assertThat(asked)
        .containsExactly(
            "POST /api/v1/tickets/12345674/hold {\"reason\":\"case 5\"}",
            "POST /api/v1/tickets/12345674/release {}",
            "GET /api/v1/tickets/12345674/holds ",
            "GET /api/v1/retention/preview ");
    assertThat(out.toString()).contains("ticket 12345674  default", "delete", "kept for 40 days");
  }

  @Test
  void withoutAServerTheUserIsToldSo() {
    assertThat(run("tickets")).isEqualTo(1);
    assertThat(err.toString()).contains("no answer from the server");
  }

  @Test
  void whatIsNotThereIsAnErrorOfUse() {
    assertThat(run("bridge", "test")).isEqualTo(2);
    assertThat(run("tickets", "../operators")).isEqualTo(2);
    assertThat(commandLine().execute()).isEqualTo(2);
    assertThat(commandLine().execute("--version")).isZero();
    assertThat(out.toString()).contains("liniya ");
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!args[0].equals("bridge")) {
      all.addAll(List.of("--config", folder.toString(), "--data", folder.toString()));
    }
    return commandLine().execute(all.toArray(String[]::new));
  }

  private CommandLine commandLine() {
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }
}
