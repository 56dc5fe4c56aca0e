package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the API as each role and as nobody, and keeps what is answered. For one thread. */
final class CanaryApi implements AutoCloseable {
  static final List<String> ROLES = List.of("operator", "quality", "supervisor", "administrator");

  private final RunningServer server;
  private final Map<String, String> tokens;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Answer> answers = new ArrayList<>();

  /**
   * What was answered.
   *
   * @param role who asked; empty for nobody
   * @param text the header lines and the body
   */
  record Answer(String role, String request, int status, String text) {
    @Override
    public String toString() {
      return request + " as " + (role.isEmpty() ? "nobody" : role);
    }
  }

  CanaryApi(RunningServer server, Map<String, String> tokens) {
    this.server = server;
    this.tokens = Map.copyOf(tokens);
  }

  /** Adds a user of each role to a configuration; gives their tokens. */
  static Map<String, String> users(ConfigCopy config) throws IOException {
    Map<String, String> tokens = new TreeMap<>();
    StringBuilder users = new StringBuilder("users:\n");
    for (String role : ROLES) {
      Path file = config.folder().resolve(role + ".token");
      String token = "token-of-" + role + "-for-the-test";
      Files.writeString(file, token);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      users.append("  ").append(role).append(":\n    role: ").append(role);
      users.append("\n    token: ${file:").append(file).append("}\n");
      tokens.put(role, token);
    }
    Files.writeString(config.folder().resolve("users.yaml"), users);
    return tokens;
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The same from every role, and from nobody. */
  void everyone(String method, String path, String body) {
    ask("", method, path, body);
    ROLES.forEach(role -> ask(role, method, path, body));
  }

  Answer ask(String role, String method, String path, String body) {
    return ask(role, tokens.getOrDefault(role, ""), method, path, body);
  }

  Answer ask(String role, String token, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.http("") + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<byte[]> said =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Answer answer =
          new Answer(
              role,
              method + " " + path,
              said.statusCode(),
              said.headers().map() + "\n" + new String(said.body(), StandardCharsets.UTF_8));
      answers.add(answer);
      return answer;
    } catch (IOException broken) {
      throw new UncheckedIOException("no answer to " + method + " " + path, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking for " + path, interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
