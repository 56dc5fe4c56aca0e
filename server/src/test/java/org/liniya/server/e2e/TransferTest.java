package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.SipMessage;

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
  @Tag("front-doors")
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
  @Tag("front-doors")
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
  @Tag("front-doors")
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

  /** The REFER names the consultation in its Replaces (RFC 3891). */
  @Test
  @Tag("front-doors")
  void aColleagueWhoWasConsultedGetsTheCaller(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.recorded(folder).folder());
        Baresip first = operator(server, "1001", FIRST_HERTZ);
        Caller caller = Caller.dial(server, "+79161234526", CALLER_HERTZ)) {
      PhoneCall withCaller = talking(caller, first);
      String ticket = caller.ticket();
      try (Baresip second = operator(server, "1002", SECOND_HERTZ)) {
        withCaller.hold();
        caller.awaits("hold-changed");
        PhoneCall consultation = first.dial(at(server, "1002"));
        PhoneCall withSecond = second.awaitIncoming(SOON);
        withSecond.accept();
        Caller.awaitTone(consultation, SECOND_HERTZ, TALK);
        first.command("line", "1"); // the call with the caller
        withCaller.transfer(
            "<" + at(server, "1002") + "?Replaces=" + replaces(first, consultation.callId()) + ">");
        Caller.awaitTone(caller.call(), SECOND_HERTZ, TALK);
        Caller.awaitTone(withSecond, CALLER_HERTZ, TALK);
        withCaller.awaitClosed(SOON);
        consultation.awaitClosed(SOON);
        goesOn(server, caller, ticket, "1002", first);
        withSecond.hangUp();
        caller.awaitEnd();
        assertThat(recordedTone(server, caller, FIRST_HERTZ)).isGreaterThanOrEqualTo(TALK);
        assertThat(recordedTone(server, caller, SECOND_HERTZ)).isGreaterThanOrEqualTo(TALK);
      }
    }
  }

  /** Another telephone is the provider at the other end of the trunk. */
  @Test
  void aCallerIsPassedOnToANumberOutside(@TempDir Path folder) throws IOException {
    try (Baresip far = Baresip.start(PhoneSettings.caller("+74951112233").withTone(SECOND_HERTZ))) {
      ConfigCopy config = ShortFlow.recorded(folder);
      Files.writeString(
          config.folder().resolve("trunks.yaml"),
          """
          trunks:
            local: { from: [127.0.0.0/8] }
            provider: { out: { to: "sip:127.0.0.1:%d", prefixes: ["+7495"], options: 0s } }
          numbers: { hotline: hotline }
          """
              .formatted(far.sipPort()));
      try (RunningServer server = RunningServer.start(config.folder());
          Baresip first = operator(server, "1001", FIRST_HERTZ);
          Caller caller = Caller.dial(server, "+79161234527", CALLER_HERTZ)) {
        PhoneCall withFirst = talking(caller, first);
        String ticket = caller.ticket();
        withFirst.transfer(at(server, "+74951112233"));
        PhoneCall outside = far.awaitIncoming(SOON);
        outside.accept();
        Caller.awaitTone(caller.call(), SECOND_HERTZ, TALK);
        Caller.awaitTone(outside, CALLER_HERTZ, TALK);
        withFirst.awaitClosed(SOON);
        goesOn(server, caller, ticket, "1001", first);
        outside.hangUp();
        assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
        assertThat(recordedTone(server, caller, SECOND_HERTZ)).isGreaterThanOrEqualTo(TALK);
        server.awaitOperator("1001", "ready", SOON);
        assertThat(server.lines(caller.id()).toString()).doesNotContain("74951112233");
      }
    }
  }

  /** The dialog of a consultation as its Replaces names it to the server. */
  private static String replaces(Baresip phone, String callId) {
    SipMessage ok =
        phone.sipMessages().stream()
            .filter(m -> m.status() == 200 && m.header("CSeq").orElse("").endsWith("INVITE"))
            .filter(m -> m.header("Call-ID").orElse("").equals(callId))
            .findFirst()
            .orElseThrow();
    String own = ok.header("From").orElse("").replaceFirst(".*;tag=([^;]+).*", "$1");
    return callId.replace("@", "%40") + "%3Bto-tag%3D" + ok.toTag() + "%3Bfrom-tag%3D" + own;
  }

  /** The asking telephone has heard of the success; ticket and operator are as they must be. */
  private static void goesOn(
      RunningServer server, Caller caller, String ticket, String operator, Baresip asked) {
    assertThat(caller.awaits("transferred").path("target").asString("")).isNotEmpty();
    RunningServer.awaitThat(
        SOON,
        () -> asked.sipMessages().stream().filter(m -> m.isRequest("NOTIFY")).toList(),
        told -> told.stream().anyMatch(m -> m.body().startsWith("SIP/2.0 200")),
        () -> "the NOTIFY of the success");
    assertThat(caller.ticket()).isEqualTo(ticket).isNotEmpty();
    assertThat(server.api("calls/" + caller.id()).path("operator").asString(""))
        .isEqualTo(operator);
  }

  /** How long the caller hears a tone in our recording. */
  private static Duration recordedTone(RunningServer server, Caller caller, int hertz) {
    return Tones.total(Sound.read(server.recording(caller.id()), 1), hertz);
  }

  @Test
  @Tag("front-doors")
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

  /** Another telephone is the provider; `out.longest` is shorter than the talk. */
  @Test
  void anEmergencyNumberGoesOverItsTrunkAndIsNotCutShort(@TempDir Path folder) throws IOException {
    try (Baresip far = Baresip.start(PhoneSettings.caller("112").withTone(SECOND_HERTZ))) {
      Path config = ShortFlow.in(folder);
      Files.writeString(
          config.resolve("trunks.yaml"),
          """
          trunks:
            local: { from: [127.0.0.0/8] }
            city: { out: { to: "sip:127.0.0.1:%d", prefixes: ["+7495"], longest: 1s, options: 0s } }
          numbers: { hotline: hotline }
          emergency: { trunk: city }
          """
              .formatted(far.sipPort()));
      try (RunningServer server = RunningServer.start(config);
          Baresip first =
              Operators.registered(Operators.settings(server, "1001").withTone(FIRST_HERTZ))) {
        PhoneCall call = first.dial(at(server, "+112")); // as some telephones dial it
        PhoneCall outside = far.awaitIncoming(SOON);
        outside.accept();
        Caller.awaitTone(call, SECOND_HERTZ, TALK.multipliedBy(3));
        Caller.awaitTone(outside, FIRST_HERTZ, TALK.multipliedBy(3));
        outside.hangUp();
        call.awaitClosed(SOON);
        assertThat(far.sipMessages().stream().filter(m -> m.isRequest("INVITE")).toList())
            .isNotEmpty()
            .allSatisfy(invite -> assertThat(invite.startLine()).startsWith("INVITE sip:112@"));
      }
    }
  }

  @Test
  @Tag("front-doors")
  void whoIsNoOperatorCallsNoColleague(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(ShortFlow.in(folder));
        Baresip second = operator(server, "1002", SECOND_HERTZ);
        Baresip stranger = Baresip.start(PhoneSettings.caller("+79161234525"))) {
      stranger.dial(at(server, "1002")).awaitClosed(SOON);
      assertThat(second.calls()).isEmpty();
    }
  }
}
