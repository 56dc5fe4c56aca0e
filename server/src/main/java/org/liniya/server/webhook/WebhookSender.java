package org.liniya.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Sends one delivery and says what became of it. Redirects are not followed, and of the answer only
 * its head is read. Thread-safe; blocks until the receiver has answered or its time is over.
 */
final class WebhookSender implements AutoCloseable {

  static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  private static final int GONE = 410;
  private static final Duration LONGEST_WISH = Duration.ofHours(1);

  /** Answers that say "later" and nothing about the delivery itself. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private final HttpClient client;
  private final Duration timeout;

  WebhookSender(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** What became of a delivery. */
  sealed interface Outcome {
    /** The receiver has it. */
    record Arrived() implements Outcome {}

    /** The receiver does not want it, now or ever. */
    record Gone(String problem) implements Outcome {}

    /** The receiver is well but did not take this one. */
    record Refused(String problem) implements Outcome {}

    /**
     * The receiver cannot be reached or is not well.
     *
     * @param wish how long it wants to be left alone
     */
    record Trouble(String problem, Optional<Duration> wish) implements Outcome {}
  }

  /**
   * Sends {@code body}.
   *
   * @param id by which the receiver knows a delivery that comes twice
   * @throws InterruptedException when it has to end; whether it arrived is not known
   */
  Outcome send(WebhookReceiver to, String id, Instant now, String body)
      throws InterruptedException {
    long timestamp = now.getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(to.url())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Liniya")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(timestamp))
            .header(
                "webhook-signature",
                to.keys().stream()
                    .map(key -> key.signature(id, timestamp, body))
                    .collect(Collectors.joining(" ")))
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      answer.body().close(); // nobody wants to know how long it is
      return outcome(answer);
    } catch (IOException e) {
      return new Outcome.Trouble(words(e), Optional.empty());
    }
  }

  private static Outcome outcome(HttpResponse<InputStream> answer) {
    int status = answer.statusCode();
    String problem = "answered " + status;
    if (status >= 200 && status < 300) {
      return new Outcome.Arrived();
    }
    if (status == GONE) {
      return new Outcome.Gone(problem + ": it does not want it any more");
    }
    if (status >= 300 && status < 400) {
      return new Outcome.Refused(problem + ": redirects are not followed");
    }
    if (status < 500 && !LATER.contains(status)) {
      return new Outcome.Refused(problem);
    }
    return new Outcome.Trouble(problem, wish(answer));
  }

  private static Optional<Duration> wish(HttpResponse<InputStream> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .map(wish -> wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish);
  }

  /** In words of our own: a fault's may hold an address with something secret in it. */
  private static String words(IOException fault) {
    return switch (fault) {
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ -> "cannot be connected to";
      case SSLException _ -> "TLS failed: " + fault.getClass().getSimpleName();
      default -> "the connection failed: " + fault.getClass().getSimpleName();
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
