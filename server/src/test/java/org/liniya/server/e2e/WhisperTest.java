package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Hearing;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;

/** What an operator hears before the caller. */
@Tag("telephones")
@Tag("front-doors")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class WhisperTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final int CALLER_HERTZ = 440;
  private static final int OPERATOR_HERTZ = 1850;
  private static final String[] WHISPER = {
    "whisper-other", "whisper-wait-0", "whisper-identity-none"
  };

  /** What could be taken for it is listened for as well. */
  private static Hearing listenTo(PhoneCall call) {
    return Prompts.only(
            Language.RU,
            Stream.concat(
                    Stream.of(WHISPER), Stream.of("whisper-wait-1", "whisper-identity-confirmed"))
                .toArray(String[]::new))
        .listenTo(call.heard());
  }

  private static RunningServer server(Path folder) {
    return RunningServer.start(ConfigCopy.in(folder).everyGroup("whisper: yes").folder());
  }

  private static Baresip operator(RunningServer server) {
    return Operators.ready(server, Operators.settings(server, "1001").withTone(OPERATOR_HERTZ));
  }

  @Test
  void theOperatorHearsOfTheCallerAndThenTheCaller(@TempDir Path folder) {
    try (RunningServer server = server(folder);
        Baresip phone = operator(server);
        Caller caller = Caller.dial(server, "+79161234571", CALLER_HERTZ)) {
      caller.asksForAPerson();
      PhoneCall talk = phone.awaitIncoming(SOON);
      talk.accept();
      Caller.awaitTone(talk, CALLER_HERTZ, TALK);
      Caller.awaitTone(caller.call(), OPERATOR_HERTZ, TALK);
      talk.hangUp();
      caller.call().hangUp();
      caller.awaitEnd();

      assertThat(listenTo(talk).names()).containsExactly(WHISPER);
      assertThat(listenTo(caller.call()).names()).isEmpty();
    }
  }

  /** Nobody is lost between the two. */
  @Test
  void aCallerWhoHangsUpDuringTheWhisperFreesTheOperator(@TempDir Path folder) {
    try (RunningServer server = server(folder);
        Baresip phone = operator(server);
        Caller caller = Caller.dial(server, "+79161234572", CALLER_HERTZ)) {
      caller.asksForAPerson();
      PhoneCall talk = phone.awaitIncoming(SOON);
      talk.accept();
      talk.awaitTalking(SOON);
      caller.call().hangUp();

      talk.awaitClosed(SOON);
      assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("abandoned");
      assertThat(server.journal(caller.id(), "bridged")).isEmpty();
      server.awaitOperator("1001", "ready", SOON);
    }
  }
}
