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
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;

/**
 * A caller, an operator and the colleague whom the operator consults in one conversation, each with
 * a tone of their own: who hears whom, and who is left with whom when one leaves. (What a telephone
 * hears after it has resumed a call is not asserted here: baresip does not record it.)
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ConferenceTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final int CALLER_HERTZ = 440;
  private static final int FIRST_HERTZ = 1850;
  private static final int SECOND_HERTZ = 620;

  private static String at(RunningServer server, String user) {
    return "sip:" + user + "@" + server.registrar();
  }

  private static Baresip operator(RunningServer server, String id, int hertz) {
    return Operators.ready(server, Operators.settings(server, id).withTone(hertz));
  }

  /** From now on this tone is heard for so long. */
  private static void hears(PhoneCall listener, int hertz) {
    Duration before = Tones.totalAmongOthers(listener.heard(), hertz);
    RunningServer.awaitThat(
        SOON,
        () -> Tones.totalAmongOthers(listener.heard(), hertz),
        heard -> heard.compareTo(before.plus(TALK)) >= 0,
        () -> TALK + " more of " + hertz + " Hz than " + before);
  }

  /** The first operator serves the caller, holds, and talks with the second. */
  private record Consulting(PhoneCall withCaller, PhoneCall consultation, PhoneCall withFirst) {
    static Consulting begin(RunningServer server, Caller caller, Baresip first, Baresip second) {
      PhoneCall withCaller = first.calls().getFirst();
      withCaller.hold();
      caller.awaits("hold-changed");
      PhoneCall consultation = first.dial(at(server, "1002"));
      PhoneCall withFirst = second.awaitIncoming(SOON);
      withFirst.accept();
      hears(consultation, SECOND_HERTZ);
      return new Consulting(withCaller, consultation, withFirst);
    }
  }

  private static void talking(Caller caller, Baresip first) {
    PhoneCall withCaller = first.awaitIncoming(SOON);
    withCaller.accept();
    Caller.awaitTone(caller.call(), FIRST_HERTZ, TALK);
  }

  @Test
  @Tag("front-doors")
  void threeTalkTheOperatorChangesLinesAndTheColleagueLeaves(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.recorded(folder).folder());
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234571", CALLER_HERTZ)) {
      talking(caller, first);
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        Consulting parties = Consulting.begin(server, caller, first, second);
        parties.consultation().press("*6");
        caller.awaits("conference-began");
        hears(caller.call(), FIRST_HERTZ);
        hears(caller.call(), SECOND_HERTZ);
        hears(parties.withFirst(), CALLER_HERTZ);
        hears(parties.withFirst(), FIRST_HERTZ);
        hears(parties.consultation(), CALLER_HERTZ);
        hears(parties.consultation(), SECOND_HERTZ);

        parties.consultation().hangUp();
        parties.consultation().awaitClosed(SOON);
        hears(caller.call(), SECOND_HERTZ);
        hears(parties.withFirst(), CALLER_HERTZ);
        parties.withCaller().resume();
        hears(caller.call(), FIRST_HERTZ);

        parties.withFirst().hangUp();
        caller.awaits("conference-ended");
      }
      hears(caller.call(), FIRST_HERTZ);
      first.calls().getFirst().hangUp();
      assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
      Sound recorded = Sound.read(server.recording(caller.id()), 1);
      assertThat(Tones.totalAmongOthers(recorded, SECOND_HERTZ)).isGreaterThanOrEqualTo(TALK);
      assertThat(server.api("calls/" + caller.id()).path("operator").asString(""))
          .isEqualTo("1001");
    }
  }

  /** By dialling the code on a third line; then the operator leaves. */
  @Test
  @Tag("front-doors")
  void theOperatorLeavesAndCallerAndColleagueTalkOn(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.recorded(folder).folder());
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234572", CALLER_HERTZ)) {
      talking(caller, first);
      String ticket = caller.ticket();
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        Consulting parties = Consulting.begin(server, caller, first, second);
        first.dial(at(server, "*6")).awaitClosed(SOON);
        caller.awaits("conference-began");
        hears(caller.call(), SECOND_HERTZ);
        first.command("line", "1"); // the call with the caller
        parties.withCaller().resume();
        hears(caller.call(), FIRST_HERTZ);

        parties.withCaller().hangUp();
        parties.consultation().awaitClosed(SOON);
        caller.awaits("transferred");
        hears(caller.call(), SECOND_HERTZ);
        hears(parties.withFirst(), CALLER_HERTZ);
        assertThat(caller.ticket()).isEqualTo(ticket).isNotEmpty();
        assertThat(server.api("calls/" + caller.id()).path("operator").asString(""))
            .isEqualTo("1002");
        server.awaitOperator("1001", "ready", SOON);
        parties.withFirst().hangUp();
        assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
      }
    }
  }

  /** By the API; then the caller hangs up. */
  @Test
  @Tag("front-doors")
  void theCallerLeavesAndTheOperatorsTalkOn(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234573", CALLER_HERTZ)) {
      talking(caller, first);
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        server.post("operators/1001/conference", 409);
        Consulting parties = Consulting.begin(server, caller, first, second);
        server.post("operators/1001/conference", 200);
        hears(caller.call(), SECOND_HERTZ);
        caller.call().hangUp();
        caller.awaitEnd();
        parties.withCaller().awaitClosed(SOON);
        hears(parties.consultation(), SECOND_HERTZ);
        hears(parties.withFirst(), FIRST_HERTZ);
        parties.withFirst().hangUp();
        parties.consultation().awaitClosed(SOON);
      }
      server.awaitOperator("1001", "ready", SOON);
    }
  }
}
