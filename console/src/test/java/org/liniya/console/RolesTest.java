package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;

/** Every route, asked by every role and by nobody. */
class RolesTest {

  private static final String OPEN = "everybody";

  /** Who may use each route: Operator, Quality, Supervisor, Administrator. */
  private static final Map<String, String> TABLE = table();

  private static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    List.of("/health/live", "/health/ready", "/metrics")
        .forEach(path -> table.put("GET " + path, OPEN));
    List.of(
            "operators",
            "skill-groups",
            "skill-groups/why",
            "tickets",
            "tickets/{number}",
            "departments")
        .forEach(path -> table.put("GET /api/v1/" + path, "OQSA"));
    table.put("GET /api/v1/tickets/{number}/history", "OQSA");
    table.put("POST /api/v1/tickets/search", "OSA");
    List.of("note", "take", "hand-over", "wait", "solve", "close", "reopen")
        .forEach(verb -> table.put("POST /api/v1/tickets/{number}/" + verb, "OSA"));
    List.of(
            "calls",
            "calls/{id}",
            "calls/{id}/journal",
            "calls/{id}/trace",
            "calls/{id}/explanation",
            "recordings/{id}")
        .forEach(path -> table.put("GET /api/v1/" + path, "QSA"));
    table.put("GET /api/v1/callbacks", "QSA");
    table.put("GET /api/v1/quality/first-call-resolution", "QSA");
    table.put("GET /api/v1/report", "QSA");
    table.put("GET /api/v1/figures", "QSA");
    table.put("GET /api/v1/export/queue-log", "QSA");
    table.put("GET /api/v1/export/cdr.csv", "QSA");
    table.put("GET /api/v1/report.csv", "QSA");
    table.put("GET /api/v1/trunks", "SA");
    table.put("POST /api/v1/tickets/{number}/hold", "SA");
    table.put("POST /api/v1/tickets/{number}/release", "SA");
    table.put("GET /api/v1/tickets/{number}/holds", "SA");
    table.put("GET /api/v1/retention/preview", "A");
    table.put("GET /api/v1/tickets/{number}/calls", "QSA");
    table.put("GET /api/v1/tickets/{number}/contact", "OQSA");
    table.put("GET /api/v1/tickets/{number}/contact/unmasked", "OSA");
    table.put("POST /api/v1/tickets/{number}/contact", "OSA");
    table.put("GET /api/v1/tickets.csv", "QSA");
    table.put("GET /api/v1/webhooks", "A");
    table.put("GET /api/v1/webhooks/{receiver}/notices", "A");
    table.put("POST /api/v1/webhooks/{receiver}/retry", "A");
    table.put("POST /api/v1/webhooks/{receiver}/test", "A");
    table.put("GET /api/v1/editions", "A");
    table.put("POST /api/v1/editions", "A");
    table.put("POST /api/v1/editions/{id}/use", "A");
    table.put("POST /api/v1/keys/rotate", "A");
    table.put("GET /api/v1/persons/{number}", "A");
    table.put("POST /api/v1/persons/{number}/export", "A");
    table.put("POST /api/v1/persons/{number}/erase", "A");
    table.put("POST /api/v1/operators/{id}/state", "SA");
    table.put("POST /api/v1/operators/{id}/supervision", "SA");
    table.put("POST /api/v1/operators/{id}/conference", "SA");
    List.of("audit", "audit/verify", "sip-log")
        .forEach(path -> table.put("GET /api/v1/" + path, "A"));
    table.put("POST /api/v1/sip-log", "A");
    table.put("DELETE /api/v1/sip-log", "A");
    table.put("POST /api/v1/database-copy", "A");
    return table;
  }

  private final FakePorts fake = new FakePorts();
  private final ConsoleServer server =
      new ConsoleServer(
          new ConsoleSettings(
              "127.0.0.1",
              0,
              ZoneId.of("Europe/Moscow"),
              Arrays.stream(Role.values())
                  .map(role -> User.of(role.word(), role, new Secret("token-" + role.word())))
                  .toList(),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void everyRouteHasItsPlaceInTheTable() {
    assertThat(server.routes())
        .extracting(route -> route.method() + " " + route.path())
        .containsExactlyInAnyOrderElementsOf(TABLE.keySet());
  }

  @Test
  void eachRoleMayWhatTheTableSaysAndNothingElse() throws Exception {
    for (Map.Entry<String, String> line : TABLE.entrySet()) {
      for (Role role : Role.values()) {
        int status = ask(line.getKey(), "token-" + role.word());
        boolean may =
            line.getValue().equals(OPEN) || line.getValue().indexOf(role.name().charAt(0)) >= 0;
        assertThat(status == 403)
            .as("%s as %s gave %d", line.getKey(), role.word(), status)
            .isEqualTo(!may);
        assertThat(status).isNotEqualTo(401);
      }
    }
  }

  @Test
  void withoutATokenOfOursNothingIsAnswered() throws Exception {
    for (Map.Entry<String, String> line : TABLE.entrySet()) {
      for (String token : List.of("", "token-of-nobody")) {
        int status = ask(line.getKey(), token);
        assertThat(status == 401)
            .as("%s with '%s' gave %d", line.getKey(), token, status)
            .isEqualTo(!line.getValue().equals(OPEN));
      }
    }
  }

  @Test
  void theDocumentsSayTheSame() throws IOException {
    Map<String, List<String>> told = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/security.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 8 && cells[1].strip().matches("`[a-z-]+`")) {
        told.put(
            cells[1].strip().replace("`", ""),
            Arrays.stream(cells).skip(3).limit(4).map(String::strip).toList());
      }
    }
    Map<String, List<String>> real =
        Arrays.stream(Permission.values())
            .collect(
                Collectors.toMap(
                    Permission::word,
                    permission ->
                        Arrays.stream(Role.values())
                            .map(role -> role.may(permission) ? "yes" : "")
                            .toList()));
    assertThat(told).isEqualTo(real);
  }

  private int ask(String route, String token) throws Exception {
    String[] parts = route.split(" ", -1);
    if (parts.length != 2) {
      return fail(route);
    }
    String path =
        parts[1]
            .replace("{number}", "12345674")
            .replace("{id}", "none")
            .replace("{receiver}", "none");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(20))
            .method(parts[0], BodyPublishers.ofString(parts[0].equals("GET") ? "" : "{}"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
