package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
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

/** A supervisor with a real telephone hears a talk, each party with a tone of their own. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SupervisionTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final Duration NOTHING = Duration.ofMillis(100);
  private static final int CALLER_HERTZ = 440;
  private static final int OPERATOR_HERTZ = 1850;
  private static final int SUPERVISOR_HERTZ = 620;
  private static final String SUPERVISOR = "1003";

  private static ConfigCopy config(Path folder) {
    return ShortFlow.recorded(folder)
        .replace(
            "operators.yaml",
            "(?m)^  name: Operator 1003$",
            "  name: Head\n  role: supervisor\n  ready-on-register: no");
  }

  private static Baresip telephone(RunningServer server, String id, int hertz) {
    return Operators.registered(Operators.settings(server, id).withTone(hertz));
  }

  private static PhoneCall talking(Caller caller, Baresip operator) {
    PhoneCall withCaller = operator.awaitIncoming(SOON);
    withCaller.accept();
    Caller.awaitTone(caller.call(), OPERATOR_HERTZ, TALK);
    return withCaller;
  }

  private static Duration heard(PhoneCall listener, int hertz) {
    return Tones.totalAmongOthers(listener.heard(), hertz);
  }

  /** From now on this tone is heard for so long. */
  private static void hears(PhoneCall listener, int hertz) {
    Duration before = heard(listener, hertz);
    RunningServer.awaitThat(
        SOON,
        () -> heard(listener, hertz),
        heard -> heard.compareTo(before.plus(TALK)) >= 0,
        () -> TALK + " more of " + hertz + " Hz than " + before);
  }

  /** What is heard of the supervisor when nobody hears them: a little of it is in our own voice. */
  private static void isNotHeardBy(PhoneCall listener, Duration before) {
    assertThat(heard(listener, SUPERVISOR_HERTZ)).isLessThan(before.plus(NOTHING));
  }

  private static void hearsBoth(PhoneCall supervising) {
    hears(supervising, CALLER_HERTZ);
    hears(supervising, OPERATOR_HERTZ);
  }

  private static List<String> audited(RunningServer server, String action) {
    return StreamSupport.stream(server.api("audit?limit=100").path("items").spliterator(), false)
        .filter(row -> row.path("action").asString("").equals(action))
        .map(row -> row.path("who").asString("") + ": " + row.path("detail").asString(""))
        .toList();
  }

  @Test
  @Tag("front-doors")
  void aSupervisorListensWhispersAndBarges(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(config(folder).folder());
        Baresip phone =
            Operators.ready(server, Operators.settings(server, "1001").withTone(OPERATOR_HERTZ));
        Caller caller = Caller.dial(server, "+79161234581", CALLER_HERTZ)) {
      PhoneCall operator = talking(caller, phone);
      Duration spoken = heard(caller.call(), SUPERVISOR_HERTZ);
      try (Baresip head = telephone(server, SUPERVISOR, SUPERVISOR_HERTZ)) {
        PhoneCall supervising = head.dial("sip:*551001@" + server.registrar());
        caller.awaits("supervision-began");
        hearsBoth(supervising);
        isNotHeardBy(caller.call(), spoken);
        isNotHeardBy(operator, Duration.ZERO);

        supervising.press("2");
        caller.awaits("supervision-changed");
        hears(operator, SUPERVISOR_HERTZ);
        hearsBoth(supervising);
        hears(caller.call(), OPERATOR_HERTZ);
        isNotHeardBy(caller.call(), spoken);

        supervising.press("3");
        caller.awaits("supervision-changed", 2);
        hears(caller.call(), SUPERVISOR_HERTZ);
        hears(operator, SUPERVISOR_HERTZ);
        hearsBoth(supervising);

        supervising.hangUp();
        caller.awaits("supervision-ended");
      }
      hears(caller.call(), OPERATOR_HERTZ);
      hears(operator, CALLER_HERTZ);
      operator.hangUp();
      caller.awaitEnd();

      Sound recorded = Sound.read(server.recording(caller.id()), 1);
      assertThat(Tones.totalAmongOthers(recorded, SUPERVISOR_HERTZ))
          .as("barging is recorded, whispering is not")
          .isGreaterThanOrEqualTo(TALK)
          .isLessThan(heard(caller.call(), SUPERVISOR_HERTZ).plusMillis(500));
      String how = "operator 1001, %s, telephone 1003";
      assertThat(audited(server, "supervision-begun"))
          .containsExactly("operator-1003: " + how.formatted("listen"));
      assertThat(audited(server, "supervision-changed"))
          .containsExactlyInAnyOrder(
              "operator-1003: " + how.formatted("whisper"),
              "operator-1003: " + how.formatted("barge"));
    }
  }

  @Test
  @Tag("front-doors")
  void whoIsNoSupervisorIsRefusedAndThatIsInTheAudit(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(config(folder).folder());
        Baresip phone =
            Operators.ready(server, Operators.settings(server, "1001").withTone(OPERATOR_HERTZ));
        Caller caller = Caller.dial(server, "+79161234582", CALLER_HERTZ)) {
      PhoneCall operator = talking(caller, phone);
      try (Baresip colleague = telephone(server, "1002", SUPERVISOR_HERTZ)) {
        PhoneCall refused = colleague.dial("sip:*551001@" + server.registrar());
        refused.awaitClosed(SOON);
        assertThat(Prompts.only(Language.RU, "desk-not-allowed").listenTo(refused.heard()).names())
            .containsExactly("desk-not-allowed");
        assertThat(Tones.total(refused.heard(), CALLER_HERTZ)).isLessThan(NOTHING);
      }
      assertThat(audited(server, "supervision-refused"))
          .singleElement()
          .asString()
          .startsWith("operator-1002: operator 1001, listen, telephone 1002");
      assertThat(server.journal(caller.id(), "supervision-began")).isEmpty();
      operator.hangUp();
      caller.awaitEnd();
    }
  }

  @Test
  @Tag("front-doors")
  void byTheApiTheSupervisorsTelephoneRings(@TempDir Path folder) {
    try (RunningServer server = RunningServer.start(config(folder).folder());
        Baresip phone =
            Operators.ready(server, Operators.settings(server, "1001").withTone(OPERATOR_HERTZ));
        Caller caller = Caller.dial(server, "+79161234583", CALLER_HERTZ)) {
      PhoneCall operator = talking(caller, phone);
      Duration spoken = heard(caller.call(), SUPERVISOR_HERTZ);
      try (Baresip head = telephone(server, SUPERVISOR, SUPERVISOR_HERTZ)) {
        server.post(
            "operators/1001/supervision", "{\"mode\":\"whisper\",\"telephone\":\"1002\"}", 409);
        server.post(
            "operators/1001/supervision", "{\"mode\":\"whisper\",\"telephone\":\"1003\"}", 200);
        PhoneCall supervising = head.awaitIncoming(SOON);
        supervising.accept();
        hearsBoth(supervising);
        hears(operator, SUPERVISOR_HERTZ);
        isNotHeardBy(caller.call(), spoken);
        server.post(
            "operators/1001/supervision", "{\"mode\":\"barge\",\"telephone\":\"1003\"}", 200);
        hears(caller.call(), SUPERVISOR_HERTZ);

        operator.hangUp();
        caller.awaitEnd();
        supervising.awaitClosed(SOON);
        server.awaitOperator(SUPERVISOR, "paused", SOON);
      }
      assertThat(audited(server, "supervision-begun")).hasSize(1);
      assertThat(audited(server, "supervision-changed")).hasSize(1);
    }
  }
}
