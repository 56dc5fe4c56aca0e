package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.Language;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.CallState;
import org.liniya.testkit.phone.CallState.Closed;
import org.liniya.testkit.phone.CallState.Dialled;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;

/** SIGTERM in the middle of a talk. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class DrainTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);

  @Test
  void theTalkGoesOnToItsEndNobodyElseIsTakenAndTheProcessEndsWell() {
    try (RunningServer server = RunningServer.start();
        Baresip telephone = Operators.ready(server, "1002");
        Baresip late = Baresip.start(PhoneSettings.caller("+79161234522"));
        Caller caller = Caller.dial(server, "+79161234521", 440)) {
      caller.asksForAPerson();
      PhoneCall operator = telephone.awaitIncoming(SOON);
      operator.accept();
      Caller.awaitTone(caller.call(), Conversation.OPERATOR_HERTZ, TALK);

      server.terminate();
      assertThat(refusal(server, late)).startsWith("503");
      Duration soFar = Tones.total(caller.call().heard(), Conversation.OPERATOR_HERTZ);
      Caller.awaitTone(caller.call(), Conversation.OPERATOR_HERTZ, soFar.plus(TALK));
      operator.hangUp();
      Prompts rating = Prompts.only(Language.RU, "rate-the-operator");
      RunningServer.awaitThat(
          SOON,
          () -> rating.listenTo(caller.call().heard()).heard(),
          heard -> !heard.isEmpty(),
          () -> "to be asked for a rating");
      caller.presses("5");
      caller.call().awaitClosed(SOON);

      assertThat(server.awaitExit(SOON)).isZero();
      assertThat(
              Prompts.only(Language.RU, "goodbye", "goodbye-end")
                  .listenTo(caller.call().heard())
                  .names())
          .containsExactly("goodbye", "goodbye-end");
      Sound recorded = Sound.read(server.recording(caller.id()), 1);
      assertThat(Tones.total(recorded, Conversation.OPERATOR_HERTZ))
          .as("it went on after the signal")
          .isGreaterThanOrEqualTo(soFar.plus(TALK.dividedBy(2)));
    }
  }

  @Test
  void whoStillWaitsIsCutOffAndOwedOneCallbackBeforeTheProcessEnds() throws Exception {
    try (RunningServer server =
            RunningServer.start(RunningServer.plainConfig(), "limits.drain=1s");
        RawCaller waiting = new RawCaller(server.sipPort());
        RawCaller choosing = new RawCaller(server.sipPort())) {
      waiting.connect();
      waiting.key('0');
      String call = Calls.of(server, waiting);
      server.awaitJournal(call, "queued", SOON);
      choosing.connect();
      String early = Calls.of(server, choosing);

      server.terminate();
      waiting.awaitBye(SOON);
      choosing.awaitBye(SOON);
      assertThat(server.awaitExit(SOON)).isZero();

      assertThat(callbacks(server)).containsExactly(call);
      server.restart();
      assertThat(server.journal(call, "callback-owed")).hasSize(1);
      assertThat(server.journal(call, "call-ended")).hasSize(1);
      assertThat(server.journal(early, "callback-not-owed")).hasSize(1);
      assertThat(server.journal(call, "cut-off")).isEmpty();
      assertThat(server.awaitEnded(call, SOON).path("ending").asString("")).isEqualTo("cut-off");
      server.terminate();
      assertThat(server.awaitExit(SOON)).isZero();
      assertThat(callbacks(server)).containsExactly(call);
    }
  }

  /** The calls of which a callback is owed, from the database of a server that has ended. */
  private static List<String> callbacks(RunningServer ended) throws SQLException {
    String url = "jdbc:h2:file:" + ended.data().resolve("liniya").toAbsolutePath();
    List<String> calls = new ArrayList<>();
    try (Connection database = DriverManager.getConnection(url, "liniya", "");
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select call_id from callbacks")) {
      while (rows.next()) {
        calls.add(rows.getString(1));
      }
    }
    return calls;
  }

  /**
   * The signal takes its time: dials, and rings off while it still rings, until a call is refused.
   */
  private static String refusal(RunningServer server, Baresip late) {
    return RunningServer.awaitThat(
                SOON,
                () -> firstAnswer(late.dial(server.hotline())),
                Closed.class::isInstance,
                () -> "a call to be refused")
            instanceof Closed(var _, String reason)
        ? reason
        : "";
  }

  private static CallState firstAnswer(PhoneCall call) {
    CallState state =
        RunningServer.awaitThat(
            SOON, call::state, now -> !(now instanceof Dialled), () -> "any answer");
    if (!(state instanceof Closed)) {
      call.hangUp();
      call.awaitClosed(SOON);
    }
    return state;
  }
}
