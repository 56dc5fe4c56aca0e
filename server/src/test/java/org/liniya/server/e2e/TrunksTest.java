package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.FreePorts;
import tools.jackson.databind.JsonNode;

/** Trunks in the whole server: the call's journal, the API, the command line, the metrics. */
@ExtendWith(LogOnFailure.class)
@Timeout(180)
class TrunksTest {

  @Test
  void aDivertedCallOfATrunkAndAProviderThatIsNotThere(@TempDir Path folder) throws Exception {
    Path config = ShortFlow.in(folder.resolve("config"));
    Files.writeString(
        config.resolve("trunks.yaml"),
        """
        trunks:
          local: { from: [127.0.0.0/8], trusted: yes }
          gone:
            out: { to: "sip:127.0.0.1:%d", prefixes: ["+7495"], options: 5s }
        numbers: { "8 800 123-45-67": hotline }
        """
            .formatted(FreePorts.one()));
    try (RunningServer server = RunningServer.start(config);
        RawCaller caller = new RawCaller(server.sipPort()).dialling("8(800)1234567")) {
      caller.invite(
          """
          Content-Type: application/sdp
          P-Asserted-Identity: <tel:+7-900-555-01-02>
          Diversion: <sip:84951112233@gw.example>;reason=no-answer
          """,
          caller.sdp().text());
      caller.answered();
      String call = server.awaitCalls(1, RawCaller.SOON).getFirst().path("id").asString("");
      JsonNode arrived = server.awaitJournal(call, "call-arrived", RawCaller.SOON);
      assertThat(arrived.path("from").asString("")).isEqualTo("+7********02");
      assertThat(arrived.path("trust").asString("")).isEqualTo("network");
      assertThat(arrived.path("to").asString("")).isEqualTo("+78001234567");
      assertThat(arrived.path("trunk").asString("")).isEqualTo("local");
      JsonNode diverted = server.awaitJournal(call, "call-diverted", RawCaller.SOON);
      assertThat(diverted.path("from").asString("")).isEqualTo("+7********33");
      assertThat(diverted.path("reason").asString("")).isEqualTo("no-answer");
      caller.hangUp();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !server.api("trunks").path(1).path("up").asBoolean());
      assertThat(server.api("trunks").path(0).path("callsIn").asInt()).isEqualTo(1);
      assertThat(metrics(server))
          .contains("liniya_trunk_up{trunk=\"local\"} 1")
          .contains("liniya_trunk_up{trunk=\"gone\"} 0")
          .contains("liniya_trunk_calls_total{direction=\"in\",trunk=\"local\"} 1");

      Program.Ended shown = Program.run(folder, "trunks", "--data", server.data().toString());
      assertThat(shown.status()).as(shown.err()).isZero();
      List<String> lines = shown.out().lines().toList();
      assertThat(lines.get(1)).startsWith("local  true   none");
      assertThat(lines.get(2)).startsWith("gone   false  none").contains("no answer to OPTIONS");
    }
  }

  private static String metrics(RunningServer server) throws IOException, InterruptedException {
    String port = Files.readString(server.data().resolve("http-address")).strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://" + port + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
