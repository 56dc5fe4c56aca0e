package org.liniya.server.e2e;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody at a help desk in a storm: takes the latest tickets, notes, solves and closes them by
 * the API, and remembers what was answered. Every text is written once, so that an entry without an
 * order, or twice, can be seen. One virtual thread of its own.
 */
final class StormClerk implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PAUSE_MS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RunningServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Work> done = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private int texts;
  private volatile boolean closing;

  /** What is known of a piece of work. */
  enum Answer {
    /** It was answered that it is done. */
    DONE,
    /** It was answered that it is not. */
    REFUSED,
    /** There was no answer: it may be done or not. */
    NONE
  }

  /** One text that was to be written to a ticket. */
  record Work(String ticket, String text, Answer answer) {}

  StormClerk(RunningServer server) {
    this.server = server;
    this.thread = Thread.ofVirtual().name("storm-clerk").start(this::run);
  }

  /** Everything that was tried, the first first. */
  List<Work> work() {
    return List.copyOf(done);
  }

  private void run() {
    while (!closing) {
      try {
        TimeUnit.MILLISECONDS.sleep(
            PAUSE_MS); // the clerk's own pace, so that calls get the machine
        for (JsonNode ticket : get("tickets?limit=5").path("items")) {
          serve(ticket.path("number").asString());
        }
      } catch (IOException killed) {
        // the server is just being killed, or starts: after the pause again
      } catch (InterruptedException closed) {
        return;
      }
    }
  }

  private void serve(String ticket) throws InterruptedException {
    post(ticket, "note", "text");
    post(ticket, "take", "");
    post(ticket, "solve", "conclusion");
    post(ticket, "reopen", "why");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("no list: " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  private void post(String ticket, String verb, String key) throws InterruptedException {
    String text = "storm-text-" + ++texts + "-end";
    Map<String, String> body = key.isEmpty() ? Map.of("operator", "1001") : Map.of(key, text);
    Answer answer;
    try {
      int status =
          http.send(
                  request("tickets/" + ticket + "/" + verb)
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      answer = status == 200 ? Answer.DONE : status < 500 ? Answer.REFUSED : Answer.NONE;
    } catch (IOException killed) {
      answer = Answer.NONE;
    }
    if (!key.isEmpty()) {
      done.add(new Work(ticket, text, answer));
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.http("/api/v1/" + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + server.token());
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
