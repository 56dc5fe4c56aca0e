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
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.phone.PhoneCall;
import tools.jackson.databind.JsonNode;

/** A caller describes the matter on a real telephone, and it is found in the recording. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DescriptionTest {

  private static final int VOICE_HERTZ = 440;
  private static final int SIGNAL_HERTZ = 1_000;
  private static final Duration SAID = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofSeconds(40);

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      recording: { from: recording-notice }
      trouble: operator
      steps:
        notice:
          say: [recording-notice]
        describe:
          record: { prompt: welcome, silence: 2s, wait: 30s, failed: operator }
        open:
          ticket: { open: { category: other } }
        operator:
          queue: { skill-group: other }
        end:
          hangup: normal
      """;

  private static Path config(Path folder) throws IOException {
    Path config = ConfigCopy.in(folder).folder();
    Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
    return config;
  }

  @Test
  void whatWasSaidIsWhereTicketAndJournalSay(@TempDir Path folder) throws IOException {
    try (RunningServer server = RunningServer.start(config(folder));
        Caller caller = Caller.dial(server, "+79161234531", VOICE_HERTZ)) {
      caller.phone().command("mute", "");
      caller.hearsOut("describe", 2); // the prompt and the signal
      long before = total(caller.call()).toMillis();
      caller.phone().command("mute", "");
      RunningServer.awaitThat(
          SOON,
          () -> total(caller.call()).minusMillis(before),
          said -> said.compareTo(SAID) >= 0,
          () -> "a voice of " + SAID);
      caller.phone().command("mute", "");

      JsonNode described = caller.awaits("description-recorded");
      caller.awaits("queued");
      JsonNode entry = described(server, caller);
      caller.call().hangUp();
      caller.awaitEnd();

      long from = described.path("fromMs").asLong();
      long to = described.path("toMs").asLong();
      assertThat(entry.path("recording").asString()).isEqualTo(caller.id());
      assertThat(entry.path("fromMs").asLong()).isEqualTo(from);
      assertThat(entry.path("toMs").asLong()).isEqualTo(to);
      Tones.Span said = longest(server, caller, 0, VOICE_HERTZ, Duration.ofMillis(from));
      assertThat(to - said.to().toMillis()).isBetween(-400L, 700L);
      assertThat(said.length()).isGreaterThan(SAID.minusMillis(500));
      Tones.Span signal = longest(server, caller, 1, SIGNAL_HERTZ, Duration.ZERO);
      assertThat(from - signal.to().toMillis())
          .isBetween(-250L, 700L); // packets wait on a busy machine
    }
  }

  /** As the telephone has sent it. */
  private static Duration total(PhoneCall call) {
    return Tones.total(call.sent(), VOICE_HERTZ);
  }

  private static JsonNode described(RunningServer server, Caller caller) {
    List<JsonNode> entries =
        server
            .api("tickets/" + caller.ticket() + "/history")
            .path("entries")
            .valueStream()
            .filter(entry -> entry.path("kind").asString("").equals("described"))
            .toList();
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  /** The longest sounding of a tone that begins after a time of the recording. */
  private static Tones.Span longest(
      RunningServer server, Caller caller, int channel, int hertz, Duration after) {
    return Tones.spans(Sound.read(server.recording(caller.id()), channel), hertz).stream()
        .filter(span -> span.from().compareTo(after) >= 0)
        .max((one, other) -> one.length().compareTo(other.length()))
        .orElseThrow();
  }
}
