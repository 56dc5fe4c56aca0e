package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.testkit.sound.SpeechModels;

/** The real server with a real model: it is loaded, shown in the metrics, and given back. */
class ListenedToTest {

  @Test
  void aModelIsLoadedAtTheStart() throws Exception {
    String model = SpeechModels.vosk(Language.RU).toAbsolutePath().toString();
    try (RunningServer server =
            RunningServer.start(
                RunningServer.plainConfig(),
                "speech.listen.models.ru=" + model,
                "speech.listen.hearings=7");
        HttpClient http = HttpClient.newHttpClient()) {
      String metrics =
          http.send(
                  HttpRequest.newBuilder(server.http("/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();

      assertThat(metrics).contains("liniya_listen_hearings 0.0", "liniya_listen_frames_total 0.0");
    }
  }
}
