package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.server.run.Line;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.yaml.Problems;

/** The flow hands a caller to a number outside; another telephone is the provider there. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class HandedOutsideTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final int CALLER_HERTZ = 440;
  private static final int FAR_HERTZ = 620;
  private static final String NUMBER = "+74951112233";

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      recording: { from: recording-notice }
      trouble: operator
      steps:
        notice:
          say: [recording-notice]
        open:
          ticket: { open: { category: other } }
        hand:
          transfer: { to: "+74951112233", busy: after-hours, failed: operator }
        rate:
          survey: { prompt: rate-the-operator }
          next: end
        after-hours:
          say: [after-hours]
          next: end
        operator:
          queue: { skill-group: other }
        end:
          hangup: normal
      """;

  private static Path config(Path folder, Baresip far) throws IOException {
    Path config = ConfigCopy.in(folder).folder();
    Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
    Files.writeString(
        config.resolve("trunks.yaml"),
        """
        trunks:
          local: { from: [127.0.0.0/8] }
          provider: { out: { to: "sip:127.0.0.1:%d", prefixes: ["+7495"], options: 0s } }
        numbers: { hotline: hotline }
        """
            .formatted(far.sipPort()));
    return config;
  }

  private static Baresip far() {
    return Baresip.start(PhoneSettings.caller(NUMBER).withTone(FAR_HERTZ));
  }

  @Test
  void theTwoHearEachOtherAndAreRecordedAndTheFlowGoesOn(@TempDir Path folder) throws IOException {
    try (Baresip far = far();
        RunningServer server = RunningServer.start(config(folder, far));
        Caller caller = Caller.dial(server, "+79161234541", CALLER_HERTZ)) {
      PhoneCall outside = far.awaitIncoming(SOON);
      outside.accept();
      Caller.awaitTone(caller.call(), FAR_HERTZ, TALK);
      Caller.awaitTone(outside, CALLER_HERTZ, TALK);
      assertThat(caller.awaits("transferred").path("target").asString("")).isEqualTo("outside");
      outside.hangUp();
      caller.hearsOut("rate", 1);
      caller.presses("5");
      assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
      Sound heard = Sound.read(server.recording(caller.id()), 1);
      assertThat(Tones.total(heard, FAR_HERTZ)).isGreaterThanOrEqualTo(TALK);
      assertThat(server.lines(caller.id()).toString()).doesNotContain("74951112233");
    }
  }

  @Test
  void whoHangsUpTakesTheOtherAlong(@TempDir Path folder) throws IOException {
    try (Baresip far = far();
        RunningServer server = RunningServer.start(config(folder, far));
        Caller caller = Caller.dial(server, "+79161234542", CALLER_HERTZ)) {
      PhoneCall outside = far.awaitIncoming(SOON);
      outside.accept();
      Caller.awaitTone(caller.call(), FAR_HERTZ, TALK);
      caller.call().hangUp();
      outside.awaitClosed(SOON);
      caller.awaitEnd();
    }
  }

  @Test
  void aBusyNumberLeadsElsewhere(@TempDir Path folder) throws IOException {
    try (Baresip far = far();
        RunningServer server = RunningServer.start(config(folder, far));
        Caller caller = Caller.dial(server, "+79161234543", CALLER_HERTZ)) {
      far.awaitIncoming(SOON).reject();
      assertThat(caller.awaits("transfer-failed").path("reason").asString("")).isEqualTo("busy");
      caller.hearsOut("after-hours", 1);
      caller.awaitEnd();
    }
  }

  @Test
  void aNumberThatNoTrunkMayCallIsRefusedByTheCheck(@TempDir Path folder) throws IOException {
    try (Baresip far = far()) {
      Path config = config(folder, far);
      Path flow = config.resolve("flows/hotline.yaml");
      Files.writeString(flow, FLOW.replace(NUMBER, "+78121112233"));
      Problems problems = new Problems();
      Line.load(config, Map.of(), Map.of(), problems);

      assertThat(problems.list())
          .singleElement()
          .extracting(Object::toString)
          .asString()
          .contains("hotline.yaml:11:21: no trunk may call '+78121112233'");
    }
  }
}
