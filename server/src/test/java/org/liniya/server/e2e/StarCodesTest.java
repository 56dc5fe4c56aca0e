package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;

/** Operators who dial star codes on a real telephone. */
@Tag("telephones")
@Tag("front-doors")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class StarCodesTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int CALLER_HERTZ = 440;
  private static final String OPERATOR = "1001";

  /** Dials a code; the line answers, says {@code prompt} and hangs up. */
  private static void dial(RunningServer server, Baresip phone, String code, String prompt) {
    PhoneCall call = phone.dial("sip:" + code + "@" + server.registrar());
    call.awaitClosed(SOON);
    assertThat(Prompts.only(Language.RU, prompt).listenTo(call.heard()).names())
        .containsExactly(prompt);
  }

  @Test
  void anOperatorPausesAndComesBack(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip phone = Operators.ready(server, OPERATOR)) {
      dial(server, phone, "*22", "desk-paused");
      assertThat(server.awaitOperator(OPERATOR, "paused", SOON).path("reason").asString(""))
          .isEqualTo("обед");

      dial(server, phone, "*1", "desk-ready");
      server.awaitOperator(OPERATOR, "ready", SOON);

      PhoneCall nothing = phone.dial("sip:*29@" + server.registrar());
      assertThat(nothing.awaitClosed(SOON).reason()).contains("404");
      server.awaitOperator(OPERATOR, "ready", SOON);
    }
  }

  @Test
  void afterATalkANoteIsLeftAndTheWrapUpLengthened(@TempDir Path folder) {
    try (RunningServer server =
            RunningServer.start(ConfigCopy.in(folder).everyGroup("wrap-up: 10m").folder());
        Baresip phone = Operators.ready(server, OPERATOR);
        Caller caller = Caller.dial(server, "+79161234561", CALLER_HERTZ)) {
      caller.asksForAPerson();
      PhoneCall talk = phone.awaitIncoming(SOON);
      talk.accept();
      caller.awaits("bridged");
      String ticket = caller.ticket();
      talk.hangUp();
      server.awaitOperator(OPERATOR, "wrap-up", SOON);

      dial(server, phone, "*41", "desk-noted");
      assertThat(server.api("tickets/" + ticket + "/history").toString())
          .contains("operator-1001")
          .contains("Заявитель просит перезвонить.");
      dial(server, phone, "*3", "desk-more-wrap-up");
      server.awaitOperator(OPERATOR, "wrap-up", SOON);
      dial(server, phone, "*1", "desk-ready");
      server.awaitOperator(OPERATOR, "ready", SOON);
      dial(server, phone, "*3", "desk-not-done");
    }
  }
}
