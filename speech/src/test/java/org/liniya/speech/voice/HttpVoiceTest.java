package org.liniya.speech.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;
import org.liniya.speech.voice.HttpVoice.Trust;

/** A voice behind HTTP: a server of this test that says a tone, as long as the text. */
final class HttpVoiceTest extends SpeechSynthesizerContract {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;

  HttpVoiceTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @Override
  SpeechSynthesizer make() {
    server.setExecutor(threads);
    server.createContext("/speak", this::speak);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/speak");
          answer(exchange, 307, new byte[0]);
        });
    server.createContext("/big", exchange -> answer(exchange, 200, new byte[2_000_000]));
    server.createContext("/slow", this::never);
    server.createContext(
        "/text", exchange -> answer(exchange, 200, "no".getBytes(StandardCharsets.UTF_8)));
    server.start();
    return voice("/speak", Trust.PUBLIC);
  }

  @AfterEach
  void shut() {
    end.countDown();
    server.stop(0);
    threads.close();
  }

  @Test
  void theServiceIsToldTheTextItsLanguageAndTheKeyThatItWants() throws Exception {
    voice().speak(new Words.Public("Good day"));

    assertThat(asked).containsExactly("POST en text/plain; charset=utf-8 key Good day");
  }

  @Test
  void whatBelongsToACallerIsToldOnlyToAServiceThatMayHaveIt() throws Exception {
    assertThatThrownBy(() -> voice().speak(new Words.Personal("Mr Brown")))
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("may not be told what belongs to a caller");
    assertThat(asked).isEmpty();

    try (SpeechSynthesizer trusted = voice("/speak", Trust.PERSONAL)) {
      assertThat(trusted.speak(new Words.Personal("Mr Brown")).samples()).isNotEmpty();
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void aServiceThatDoesWrongIsSaidToDoSo() {
    assertFault("/gone", "answered with status 404");
    assertFault("/moved", "answered with status 307");
    assertFault("/big", "sent more than 1000000 bytes");
    assertFault("/slow", "took longer than 2 s");
    assertFault("/text", "gave no sound that can be read");
    assertThat(asked).isEmpty();
  }

  private void assertFault(String path, String message) {
    try (SpeechSynthesizer voice = voice(path, Trust.PUBLIC)) {
      assertThatThrownBy(() -> voice.speak(new Words.Public("Good day")))
          .isInstanceOf(SynthesisException.class)
          .hasMessageContaining(message)
          .hasMessageNotContaining("Good day");
    }
  }

  private SpeechSynthesizer voice(String path, Trust trust) {
    int port = server.getAddress().getPort();
    URI url = URI.create("http://127.0.0.1:" + port + path);
    return new HttpVoice(
        Language.EN,
        new HttpVoice.Service("tone/1", url, Map.of("X-Key", new Secret("key")), trust),
        new Bounds(Duration.ofSeconds(2), 1_000_000));
  }

  private void speak(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    asked.add(
        "%s %s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                headers.getFirst("Content-Language"),
                headers.getFirst("Content-Type"),
                headers.getFirst("X-Key"),
                text));
    answer(exchange, 200, Wav.mono(Tone.sine(500, 480 * (text.length() + 2))).toBytes());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Begins to answer, and says nothing more. */
  private void never(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().flush();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }
}
