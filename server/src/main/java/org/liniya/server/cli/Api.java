package org.liniya.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.liniya.server.config.ApiToken;
import org.liniya.server.run.RunningAddress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server on this machine, with its administrator's token. For one thread. */
final class Api implements AutoCloseable {

  private static final Duration LONG_WORK = Duration.ofHours(1);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;
  private final ApiToken token;

  /** Throws IOException when the data folder holds no token: then no server was started with it. */
  Api(RunningAddress address, Path data) throws IOException {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    this.base = "http://" + host + ":" + address.port() + "/api/v1/";
    this.token = ApiToken.read(data);
  }

  /** Throws IOException when the server cannot be reached, or with what it answered. */
  String get(String path) throws IOException, InterruptedException {
    return answer(request(path).GET());
  }

  /** As {@link #get}. */
  String post(String path, String body) throws IOException, InterruptedException {
    return answer(request(path).POST(BodyPublishers.ofString(body)));
  }

  /** As {@link #get}. */
  String delete(String path) throws IOException, InterruptedException {
    return answer(request(path).DELETE());
  }

  /** As {@link #get}, but posts nothing and writes the answer into a new file, however long. */
  void download(String path, Path file) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(
            request(path).timeout(LONG_WORK).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw refusal(answer.statusCode(), new String(body.readNBytes(10_000), UTF_8));
      }
      Files.copy(body, file);
    }
  }

  /** As {@link #get}, but writes the answer as it comes, however long. */
  void stream(String path, OutputStream to) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(request(path).timeout(LONG_WORK).GET().build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw refusal(answer.statusCode(), new String(body.readNBytes(10_000), UTF_8));
      }
      body.transferTo(to);
    }
  }

  /** The server answered, but not with what was asked for; the message is the server's. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }

  /** What to tell a person when the server could not be asked, or refused. */
  static String complaint(IOException fault) {
    if (fault instanceof Refusal) {
      return "liniya: " + fault.getMessage();
    }
    return "liniya: no answer from the server ("
        + fault.getClass().getSimpleName()
        + ": "
        + fault.getMessage()
        + "). Is it running, with the same --data?";
  }

  @Override
  public void close() {
    client.close();
  }

  private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw refusal(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  private static Refusal refusal(int status, String body) {
    return new Refusal("the server answered " + status + ": " + detail(body));
  }

  /** Of problem details (RFC 9457), what is for a person. */
  private static String detail(String body) {
    try {
      return JsonMapper.shared().readTree(body).path("detail").asString(body);
    } catch (JacksonException e) {
      return body;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token.token().reveal());
  }
}
