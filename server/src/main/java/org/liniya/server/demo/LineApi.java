package org.liniya.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.liniya.server.config.ApiToken;
import org.liniya.server.run.RunningAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's view of the server's HTTP API. For one thread. */
final class LineApi implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;
  private final ApiToken token;

  /**
   * Finds the server of a data folder.
   *
   * @throws IOException when none has run there
   */
  LineApi(Path data) throws IOException {
    RunningAddress address = RunningAddress.read(data);
    this.base = "http://" + address.host() + ":" + address.port() + "/api/v1/";
    this.token = ApiToken.read(data);
  }

  /** Throws IOException when the server cannot be reached, or with what it answered. */
  JsonNode json(String path) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(bytes(path));
  }

  /** As {@link #json}, unread. */
  byte[] bytes(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token.token().reveal())
            .build();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("the API answered " + answer.statusCode() + " to " + path);
    }
    return answer.body();
  }

  @Override
  public void close() {
    client.close();
  }
}
