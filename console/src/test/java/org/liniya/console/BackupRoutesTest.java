package org.liniya.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;

class BackupRoutesTest {

  private final FakePorts fake = new FakePorts();
  private final ConsoleServer server =
      new ConsoleServer(
          new ConsoleSettings(
              "127.0.0.1",
              0,
              ZoneId.of("Europe/Moscow"),
              List.of(
                  User.of("sergey", Role.SUPERVISOR, new Secret("token-supervisor")),
                  User.of("anna", Role.ADMINISTRATOR, new Secret("token-administrator"))),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void theAdministratorGetsTheDatabaseAndNobodyElse() throws Exception {
    fake.databaseCopy = Optional.of("database".getBytes(UTF_8));

    assertThat(copy("administrator").statusCode()).isEqualTo(200);
    assertThat(copy("administrator").body()).isEqualTo("database");
    assertThat(copy("supervisor").statusCode()).isEqualTo(403);
    assertThat(copy("nobody").statusCode()).isEqualTo(401);
  }

  @Test
  void aDatabaseThatIsNotEmbeddedIsNotCopiedHere() throws Exception {
    HttpResponse<String> answer = copy("administrator");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("pg_dump");
  }

  private HttpResponse<String> copy(String role) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/database-copy"))
            .header("Authorization", "Bearer token-" + role)
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }
}
