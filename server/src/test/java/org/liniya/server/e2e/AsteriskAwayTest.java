package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.FreePorts;
import tools.jackson.databind.JsonNode;

/** A line behind an Asterisk that is not there: it starts, says so, and serves whom it can. */
@Tag("telephones")
@Timeout(180)
@ExtendWith(LogOnFailure.class)
class AsteriskAwayTest {

  @TempDir private Path folder = Path.of("");

  /** Nobody listens on the manager's port. */
  private ConfigCopy behindAsterisk(String more) throws IOException {
    ConfigCopy copy = ConfigCopy.in(folder).withoutTests();
    Files.writeString(folder.resolve("password"), "open sesame\n");
    copy.replace(
        "trunks.yaml", "(?m)^trunks:$", "trunks:\n  pbx: { out: { to: 'sip:127.0.0.1:9' } }");
    Files.writeString(
        folder.resolve("liniya.yaml"),
        """
        asterisk:
          agi: { port: 0 }
          ami: { port: %d, password: "${file:password}" }
          numbers: { hotline: hotline }
          sounds: { seen-as: /srv/sounds }
          recordings: { seen-as: /srv/monitor }
        """
                .formatted(FreePorts.one())
            + more);
    return copy;
  }

  @Test
  void whatAsteriskHasRecordedOfCallsThatACrashCutOffIsTakenOver() throws Exception {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    String call = "01a2076d-cda4-7e38-90cf-c7797b665163";
    Files.write(shared.resolve(call + "-from.sln"), new byte[16_000]);
    Files.write(shared.resolve(call + "-to.sln"), new byte[16_000]);
    Files.write(shared.resolve("somebody-else-from.sln"), new byte[100]);
    ConfigCopy copy =
        behindAsterisk("  tie: { trunk: pbx, endpoint: liniya }\n")
            .replace(
                "liniya.yaml",
                "recordings: \\{ seen",
                "recordings: { folder: \"" + shared + "\", seen");
    try (RunningServer server = RunningServer.start(copy.folder())) {
      assertThat(server.data().resolve("recordings/2026/11/23/" + call + ".wav"))
          .hasSize(58 + 2 * 16_000);
      assertThat(shared.resolve(call + "-from.sln")).doesNotExist();
      assertThat(shared.resolve(call + "-to.sln")).doesNotExist();
      assertThat(shared.resolve("somebody-else-from.sln")).exists();
    }
  }

  private static HttpResponse<String> ready(RunningServer server) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(server.http("/health/ready"))
              .timeout(Duration.ofSeconds(20))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void callersOfOurOwnAreServedAndWhatIsAwayIsSaid() throws Exception {
    ConfigCopy copy = behindAsterisk("  tie: { trunk: pbx, endpoint: liniya }\n");
    try (RunningServer server = RunningServer.start(copy.folder());
        RawCaller caller = new RawCaller(server.sipPort())) {
      assertThat(server.log()).contains("the manager of Asterisk is not there after 5 s");
      HttpResponse<String> health = ready(server);
      assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
      assertThat(health.body()).contains("asterisk: no connection to its manager");
      assertThat(server.metrics())
          .contains("\nliniya_asterisk_connected 0.0")
          .contains("\nliniya_asterisk_connection_lost_total ")
          .contains("\nliniya_asterisk_channels 0.0");
      caller.connect();
      assertThat(Calls.of(server, caller)).isNotEmpty();

      copy.replace("liniya.yaml", "hotline: hotline", "\"100\": hotline");
      JsonNode taken = server.post("editions", 200);
      assertThat(taken.toString()).doesNotContain("problems");
      copy.replace("operators.yaml", "(?m)^(  name: .* 1001)$", "$1\n  asterisk-endpoint: SIP/1");
      assertThat(server.post("editions", 409).toString())
          .contains("'asterisk-endpoint' of operators changed since the start; restart");
    }
  }

  @Test
  void aLineThatOnlyAsteriskReachesIsNotReady() throws Exception {
    ConfigCopy copy =
        behindAsterisk("")
            .replace(
                "operators.yaml", "(?m)^  name: (.*) (\\d+)$", "  asterisk-endpoint: PJSIP/$2");
    Files.writeString(folder.resolve("trunks.yaml"), "trunks: {}\n");
    try (RunningServer server = RunningServer.start(copy.folder(), "sip.port=0")) {
      assertThat(server.log()).contains("the manager of Asterisk is not there after 5 s");
      HttpResponse<String> health = ready(server);
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).contains("asterisk: no connection to its manager");
      assertThat(server.data().resolve("operators.secret")).doesNotExist();
    }
  }
}
