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
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;

/**
 * What operators do with real telephones beyond answering: passing a caller on, consulting a
 * colleague while the caller waits, and calling where nothing can be called.
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TransferTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final int CALLER_HERTZ = 440;
  private static final int FIRST_HERTZ = 1850;
  private static final int SECOND_HERTZ = 620;

  private static Baresip operator(RunningServer server, String id, int hertz) {
    return Operators.ready(server, Operators.settings(server, id).withTone(hertz));
  }

  private static String at(RunningServer server, String user) {
    return "sip:" + user + "@" + server.registrar();
  }

  /** The caller talks to 1001; gives 1001's side of it. */
  private static PhoneCall talking(Caller caller, Baresip first) {
    PhoneCall withCaller = first.awaitIncoming(SOON);
    withCaller.accept();
    Caller.awaitTone(caller.call(), FIRST_HERTZ, TALK);
    return withCaller;
  }

  @Test
  void aCallerIsPassedOnToAColleague(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234521", CALLER_HERTZ)) {
      PhoneCall withFirst = talking(caller, first);
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        withFirst.transfer(at(server, "1002"));
        PhoneCall withSecond = second.awaitIncoming(SOON);
        withSecond.accept();
        Caller.awaitTone(caller.call(), SECOND_HERTZ, TALK);
        Caller.awaitTone(withSecond, CALLER_HERTZ, TALK);
        withFirst.awaitClosed(SOON);
        withSecond.hangUp();
        assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
        assertThat(caller.ticket()).isNotEmpty();
      }
    }
  }

  @Test
  void aColleagueWhoRefusesIsToldToWhoAsked(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234522", CALLER_HERTZ)) {
      PhoneCall withFirst = talking(caller, first);
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        withFirst.transfer(at(server, "1002"));
        second.awaitIncoming(SOON).reject();
        assertThat(caller.awaits("transfer-failed").path("reason").asString("")).isEqualTo("busy");
        caller.awaits("operator-left"); // baresip 1.0 hangs up when it hears of the failure
        assertThat(server.journal(caller.id(), "bridged")).hasSize(1);
      }
      caller.awaitEnd();
    }
  }

  @Test
  void aCallerIsPassedOnToAGroup(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234523", CALLER_HERTZ)) {
      PhoneCall withFirst = talking(caller, first);
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        withFirst.transfer(at(server, "other"));
        PhoneCall withSecond = second.awaitIncoming(SOON);
        withSecond.accept();
        Caller.awaitTone(caller.call(), SECOND_HERTZ, TALK);
        withFirst.awaitClosed(SOON);
        withSecond.hangUp();
        caller.awaitEnd();
      }
    }
  }

  @Test
  void aColleagueIsConsultedWhileTheCallerHearsMusic(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234524", CALLER_HERTZ)) {
      PhoneCall withCaller = talking(caller, first);
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        withCaller.hold();
        caller.awaits("hold-changed");
        PhoneCall consultation = first.dial(at(server, "1002"));
        PhoneCall withFirst = second.awaitIncoming(SOON);
        withFirst.accept();
        Caller.awaitTone(consultation, SECOND_HERTZ, TALK);
        Caller.awaitTone(withFirst, FIRST_HERTZ, TALK);
        consultation.hangUp();
        withFirst.awaitClosed(SOON);
      }
      withCaller.resume();
      caller.awaits("hold-changed", 2);
      withCaller.hangUp();
      caller.awaitEnd();
    }
  }

  @Test
  void anEmergencyNumberIsAnsweredByASentence(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip first = Operators.registered(Operators.settings(server, "1001"))) {
      PhoneCall call = first.dial(at(server, "112"));
      call.awaitTalking(SOON);
      call.awaitClosed(SOON);
      assertThat(call.heard().length()).isGreaterThan(Duration.ofSeconds(5));
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void whoIsNoOperatorCallsNoColleague(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip second = operator(server, "1002", SECOND_HERTZ);
        Baresip stranger = Baresip.start(PhoneSettings.caller("+79161234525"))) {
      stranger.dial(at(server, "1002")).awaitClosed(SOON);
      assertThat(second.calls()).isEmpty();
    }
  }
}
