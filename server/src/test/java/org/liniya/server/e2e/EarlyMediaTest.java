package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.Sipp;
import tools.jackson.databind.JsonNode;

/** A text that should cost nobody: heard before the answer, which never comes. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EarlyMediaTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  @Test
  void theTextIsHeardAndTheCallIsRefusedAfterwards(@TempDir Path folder) throws IOException {
    Path config = costsNobody(folder);
    try (RunningServer server = RunningServer.start(config);
        Baresip phone = Baresip.start(PhoneSettings.caller("+79161234511").withTone(440))) {
      PhoneCall call = phone.dial(server.hotline());

      String why = call.awaitClosed(SOON).reason();

      assertThat(why).contains("486");
      Prompts.only(Language.RU, "welcome").listenTo(call.heard()).heardInOrder("welcome");
      List<JsonNode> calls = server.calls();
      assertThat(calls).hasSize(1);
      String id = calls.getFirst().path("id").asString();
      server.awaitEnded(id, SOON);
      assertThat(server.journal(id).stream().map(entry -> entry.path("kind").asString()))
          .contains("call-progressed", "prompt-played", "call-ended")
          .doesNotContain("call-answered", "recording-started");
      assertThat(server.calls().getFirst().path("answeredAt").isNull()).isTrue();
      assertThat(server.calls().getFirst().path("ending").asString()).isEqualTo("completed");
    }
  }

  @Test
  void aCallerWith100relGetsItReliably(@TempDir Path folder) throws IOException {
    String scenario =
        Files.readString(RunningServer.root().resolve("server/src/test/sipp/early-media.xml"));
    try (RunningServer server = RunningServer.start(costsNobody(folder))) {
      Sipp.of(scenario)
          .to(server.registrar())
          .service("hotline")
          .calls(1)
          .run()
          .mustHaveSucceeded(1);
    }
  }

  private static Path costsNobody(Path folder) throws IOException {
    Path config = ConfigCopy.in(folder).folder();
    Files.writeString(
        config.resolve("flows/hotline.yaml"),
        """
        flow: hotline
        languages: [ru, en]
        answer: early-media
        trouble: end
        steps:
          say:
            say: [welcome]
            always: no
          end:
            hangup: busy
        """);
    return config;
  }
}
