package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import tools.jackson.databind.JsonNode;

/** Two callers, one operator, all with real telephones. */
@Tag("telephones")
@Tag("front-doors")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class QueueTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final Duration RINGING = Duration.ofSeconds(3);
  private static final Duration SILENT = Duration.ofMillis(400);
  private static final int FIRST_HERTZ = 440;
  private static final int SECOND_HERTZ = 620;
  private static final int OPERATOR_HERTZ = 1850;

  /** The promise is 200 ms; telephones and tests on a busy machine need more. */
  private static final Duration HEARD_AFTER_ANSWER = Duration.ofSeconds(1);

  @Test
  void theSecondWaitsWithMusicAndIsServedAfterTheFirst(@TempDir Path folder) {
    Path config = ConfigCopy.in(folder).everyGroup("wrap-up: 2s").folder();
    try (RunningServer server = RunningServer.start(config);
        Baresip telephone =
            Operators.ready(server, Operators.settings(server, "1002").withTone(OPERATOR_HERTZ));
        Baresip waiting =
            Baresip.start(PhoneSettings.caller("+79161234512").withTone(SECOND_HERTZ));
        Caller first = Caller.dial(server, "+79161234511", FIRST_HERTZ)) {
      first.asksForAPerson();
      PhoneCall withFirst = telephone.awaitIncoming(SOON);
      withFirst.accept();
      Caller.awaitTone(first.call(), OPERATOR_HERTZ, TALK);

      Caller second = Caller.dial(server, waiting);
      JsonNode place = second.asksForAPerson().awaits("position-spoken");
      assertThat(place.path("place").asInt()).isEqualTo(1);
      assertThat(server.journal(second.id(), "offered")).as("the operator talks").isEmpty();
      JsonNode group = server.api("skill-groups/why").path(0);
      assertThat(group.path("call").asString()).isEqualTo(second.id());
      assertThat(group.path("operators"))
          .anySatisfy(
              operator -> {
                assertThat(operator.path("operator").asString()).isEqualTo("1002");
                assertThat(operator.path("why").asString()).isEqualTo("on-call");
                assertThat(operator.path("call").asString()).isEqualTo(first.id());
              });
      withFirst.hangUp();
      first.hearsOut("rate", 1).presses("5");

      PhoneCall withSecond = telephone.awaitIncoming(SOON);
      musicGoesOnWhileTheTelephoneRings(second);
      withSecond.accept();
      Instant answered = withSecond.awaitTalking(SOON);
      Caller.awaitTone(second.call(), OPERATOR_HERTZ, TALK);
      Caller.awaitTone(withSecond, SECOND_HERTZ, TALK);
      second.call().hangUp();

      first.awaitEnd();
      second.awaitEnd();
      withSecond.awaitClosed(SOON);
      Prompts.only(Language.RU, "position", "number-1")
          .listenTo(second.call().heard())
          .heardInOrder("position", "number-1");
      assertThat(at(second.awaits("offered"))).isAfter(at(first.awaits("operator-left")));
      isExplained(server, second);
      theyHearEachOtherAtOnce(server, second, withSecond, answered);
      server.terminate();
      server.awaitExit(SOON);
      server.restart();
      isExplained(server, second);
    }
  }

  /** And decided again, by these queues and by those of the next start. */
  private static void isExplained(RunningServer server, Caller second) {
    JsonNode told = server.api("calls/" + second.id() + "/explanation");
    assertThat(told.path("replay").path("outcome").asString())
        .as(told.path("replay").toString())
        .isEqualTo("identical");
    assertThat(told.path("waits").path(0).path("end").asString()).isEqualTo("answered by 1002");
  }

  private static void musicGoesOnWhileTheTelephoneRings(Caller waiting) {
    Duration before = waiting.call().heard().length();
    RunningServer.awaitThat(
        SOON,
        () -> waiting.call().heard().length(),
        now -> now.compareTo(before.plus(RINGING)) >= 0,
        () -> "sound while the operator's telephone rings");
    Sound heard = waiting.call().heard().part(before, before.plus(RINGING));
    for (Duration at = Duration.ZERO;
        at.plus(SILENT).compareTo(heard.length()) <= 0;
        at = at.plus(SILENT.dividedBy(4))) {
      assertThat(heard.part(at, at.plus(SILENT)).loudness())
          .as("music %d ms after the telephone began to ring", at.toMillis())
          .isGreaterThan(50);
    }
  }

  private static void theyHearEachOtherAtOnce(
      RunningServer server, Caller caller, PhoneCall operator, Instant answered) {
    Duration operatorHears = Tones.spans(operator.heard(), SECOND_HERTZ).getFirst().from();
    Instant recordingBegan = at(caller.awaits("recording-started"));
    Duration inRecording =
        Tones.spans(Sound.read(server.recording(caller.id()), 1), OPERATOR_HERTZ).getFirst().from();
    Duration callerHears = Duration.between(answered, recordingBegan.plus(inRecording));
    System.out.printf(
        "after the answer the operator hears the caller in %d ms, the caller the operator in %d ms%n",
        operatorHears.toMillis(), callerHears.toMillis());
    assertThat(operatorHears).isLessThan(HEARD_AFTER_ANSWER);
    assertThat(callerHears).isLessThan(HEARD_AFTER_ANSWER);
  }

  private static Instant at(JsonNode entry) {
    return Instant.parse(entry.path("at").asString(""));
  }
}
