package org.liniya.speech.voice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/**
 * A service outside that takes a text by POST (RFC 9110 section 9.3.3) and answers with a WAV file.
 * Any thread; two texts at once, further ones wait. Never follows the service elsewhere.
 */
public final class HttpVoice implements SpeechSynthesizer {

  /** What may be told to the service. */
  public enum Trust {
    /** Only what the line says to everybody. */
    PUBLIC,
    /** What belongs to a caller, too. */
    PERSONAL
  }

  /**
   * Where the service is and how it is spoken to.
   *
   * @param url https, or this machine
   * @param headers with each request, such as a key
   * @param voice names the service and its voice; another name when it sounds differently
   */
  public record Service(String voice, URI url, Map<String, Secret> headers, Trust trust) {
    public Service {
      headers = Map.copyOf(headers);
    }
  }

  private static final int AT_ONCE = 2;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Language language;
  private final Service service;
  private final Bounds bounds;
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public HttpVoice(Language language, Service service, Bounds bounds) {
    this.language = language;
    this.service = service;
    this.bounds = bounds;
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public String voice() {
    return service.voice();
  }

  @Override
  public void ready() {
    // whether it answers shows when it is asked
  }

  @Override
  public Spoken speak(Words words) throws SynthesisException, InterruptedException {
    if (words instanceof Words.Personal && service.trust() == Trust.PUBLIC) {
      throw new SynthesisException(
          who() + " may not be told what belongs to a caller",
          "Set 'allow-personal: yes' if it may, or give the language another voice");
    }
    free.acquire();
    try {
      HttpResponse<byte[]> answer = ask(request(words));
      if (answer.statusCode() != 200) {
        throw new SynthesisException(
            who() + " answered with status " + answer.statusCode(), "Its log says why");
      }
      return CommandVoice.spoken(who(), answer.body(), bounds);
    } finally {
      free.release();
    }
  }

  private String who() {
    return "the voice service '" + service.voice() + "'";
  }

  private HttpRequest request(Words words) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.url())
            .header("Content-Type", "text/plain; charset=utf-8")
            .header("Content-Language", language.tag())
            .header("Accept", "audio/wav, audio/x-wav")
            .POST(BodyPublishers.ofString(words.text()));
    service.headers().forEach((name, value) -> request.header(name, value.reveal()));
    return request.build();
  }

  /** The time covers the answer's body, too, which the client's own time-out does not. */
  private HttpResponse<byte[]> ask(HttpRequest request)
      throws SynthesisException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bounds.bytes()));
    try {
      return answer.get(bounds.time().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SynthesisException(
          who() + " took longer than " + bounds.time().toSeconds() + " s",
          "Give it a longer 'timeout'");
    } catch (ExecutionException e) {
      String what = e.getCause() instanceof IOException ? "cannot be reached, or" : "failed, or";
      throw new SynthesisException(
          who() + " " + what + " sent more than " + bounds.bytes() + " bytes",
          "Is its address right, and does it run?");
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
