package org.liniya.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.liniya.call.Secret;

/** A real server over the ports given, with a user of each role, and a client that asks it. */
final class Asking implements AutoCloseable {
  final ConsoleServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  Asking(FakePorts fake) {
    server =
        new ConsoleServer(
            new ConsoleSettings(
                "127.0.0.1",
                0,
                ZoneId.of("Europe/Moscow"),
                List.of(
                    User.of("olga", Role.OPERATOR, new Secret("token-operator")),
                    User.of("kira", Role.QUALITY, new Secret("token-quality")),
                    User.of("sergey", Role.SUPERVISOR, new Secret("token-supervisor")),
                    User.of("anna", Role.ADMINISTRATOR, new Secret("token-administrator"))),
                () -> FakePorts.PLAN),
            fake.ports());
  }

  /** The answer to a request; {@code path} begins with a stroke. */
  HttpResponse<String> ask(String method, String path, String body, Role role)
      throws IOException, InterruptedException {
    return client.send(request(method, path, body, role), BodyHandlers.ofString());
  }

  HttpResponse<InputStream> stream(String path, Role role)
      throws IOException, InterruptedException {
    return client.send(request("GET", path, "", role), BodyHandlers.ofInputStream());
  }

  private HttpRequest request(String method, String path, String body, Role role) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Authorization", "Bearer token-" + role.word())
        .timeout(Duration.ofSeconds(20))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
