package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.asterisk.AsteriskSettings;
import org.liniya.testkit.asterisk.RealAsterisk;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.FreePorts;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import tools.jackson.databind.JsonNode;

/**
 * A line whose callers and operators are all of Asterisk, and whose provider is, too: numbers
 * outside are dialled over the trunk of the tie, and Asterisk passes them on. One telephone is the
 * provider and whoever is rung there.
 */
@Tag("telephones")
@Tag("asterisk")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OutsideByAsteriskTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);
  private static final String NUMBER = "+79161234551";
  private static final int FAR_HERTZ = 620;
  private static final int CALLER_HERTZ = 440;
  private static final int OPERATOR_HERTZ = 1850;

  /** 1 is a callback, 2 a number outside, 3 an operator. */
  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: 0s }
      start: language
      trouble: person
      recording: { from: recording-notice }
      steps:
        language:
          set: { call.language: en }
        notice:
          say: [recording-notice]
        wish:
          menu:
            keys:
              1: { prompt: category-access, go: wish-callback }
              2: { prompt: press-for-russian, go: open }
              3: { prompt: press-for-english, go: person }
            otherwise: end
        wish-callback:
          callback: { skill-group: other, done: end, refused: end }
          next: end
        open:
          ticket: { open: { category: other } }
        hand:
          transfer: { to: "+79161234551", busy: end, failed: person }
          next: end
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  @TempDir private static Path folder = Path.of("");
  private static Baresip far;
  private static RealAsterisk asterisk;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    int agi = FreePorts.one();
    int sip = FreePorts.one();
    far = Baresip.start(PhoneSettings.caller(NUMBER).withTone(FAR_HERTZ));
    asterisk =
        RealAsterisk.start(
            AsteriskSettings.of(agi)
                .withLiniyaSip(sip)
                .withExtra("pjsip.conf", provider(far.sipPort()))
                .withExtra("extensions.conf", "[globals](+)\nLINIYA_OUTSIDE = provider"));
    server = RunningServer.start(new FrontDoor.Own(sip), config(agi));
  }

  private static String provider(int port) {
    return """
      [provider]
      type = endpoint
      context = liniya-callers
      disallow = all
      allow = alaw,ulaw
      direct_media = no
      aors = provider
      [provider]
      type = aor
      contact = sip:127.0.0.1:%d
      """
        .formatted(port);
  }

  private static Path config(int agi) throws IOException {
    ConfigCopy.in(folder)
        .withoutTests()
        .everyGroup("wrap-up: 1s\n  ring-timeout: 15s")
        .replace(
            "operators.yaml",
            "(?m)^  name: (.*) (\\d+)$",
            "  name: $1 $2\n  asterisk-endpoint: PJSIP/$2");
    Files.writeString(folder.resolve("flows/hotline.yaml"), FLOW);
    Files.copy(
        RunningServer.exampleConfig().resolve("flows/callback.yaml"),
        folder.resolve("flows/callback.yaml"));
    Files.writeString(
        folder.resolve("trunks.yaml"),
        """
        trunks:
          pbx: { out: { to: "sip:%s", prefixes: ["+7916"], caller-id: "+78005550100", options: 5s } }
        """
            .formatted(asterisk.sipAddress()));
    Files.writeString(
        folder.resolve("calendars.yaml"),
        Stream.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")
            .map(day -> "    " + day + ": 00:00-24:00\n")
            .collect(
                Collectors.joining("", "ringing-hours:\n  zone: Europe/Moscow\n  week:\n", "")),
        StandardOpenOption.APPEND);
    Files.writeString(
        folder.resolve("liniya.yaml"),
        "callbacks: { hours: ringing-hours }\n",
        StandardOpenOption.APPEND);
    TieSection.addTo(folder, asterisk, agi);
    return folder;
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (asterisk != null) {
      asterisk.close();
    }
    if (far != null) {
      far.close();
    }
  }

  @AfterEach
  void nothingIsLeft() {
    asterisk.awaitCli("0 active channels", SOON, "core", "show", "channels");
  }

  private static Baresip operator() {
    return Operators.ready(
        server,
        PhoneSettings.operator("1001", asterisk.sipAddress(), "secret-1001")
            .withTone(OPERATOR_HERTZ));
  }

  private static Caller caller(String number, String wish) {
    return Caller.dial(
            server,
            Baresip.start(PhoneSettings.caller(number).withTone(CALLER_HERTZ)),
            "sip:hotline@" + asterisk.sipAddress())
        .hearsOut("notice", 1)
        .presses(wish);
  }

  private static void talk(PhoneCall one, int hertz, PhoneCall other, int otherHertz) {
    Caller.awaitTone(other, hertz, TALK);
    Caller.awaitTone(one, otherHertz, TALK);
  }

  @Test
  void whoChoseACallbackIsRungByTheProviderAndTalksWithAnOperator() {
    String owed;
    try (Caller caller = caller(NUMBER, "1")) {
      caller.hearsOut("wish-callback", 2).presses("1").awaits("callback-owed");
      caller.call().awaitClosed(SOON);
      owed = caller.id();
      server.awaitEnded(owed, SOON);
    }
    try (Baresip telephone = operator()) {
      PhoneCall operator = telephone.awaitIncoming(SOON);
      operator.accept();
      PhoneCall called = far.awaitIncoming(SOON);
      assertThat(called.header("From").orElse("")).contains("sip:+78005550100@");
      called.accept();
      talk(called, FAR_HERTZ, operator, OPERATOR_HERTZ);
      operator.hangUp();

      String made = server.awaitJournal(owed, "callback-reached", SOON).path("call").asString("");
      called.awaitClosed(SOON);
      JsonNode row = server.awaitEnded(made, SOON);
      assertThat(row.path("operator").asString("")).isEqualTo("1001");
      Sound recorded = Sound.read(server.recording(made), 1);
      assertThat(Tones.total(recorded, OPERATOR_HERTZ)).isGreaterThanOrEqualTo(TALK);
      assertThat(server.lines(made)).doesNotContain(NUMBER.substring(1));
    }
  }

  @Test
  void theFlowHandsACallerToANumberOutside() {
    try (Caller caller = caller("+79161234542", "2")) {
      PhoneCall outside = far.awaitIncoming(SOON);
      outside.accept();
      talk(outside, FAR_HERTZ, caller.call(), CALLER_HERTZ);
      outside.hangUp();
      assertThat(caller.awaits("transferred").path("target").asString("")).isEqualTo("outside");
      assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
    }
  }

  /** What the provider answers comes through Asterisk as it was. */
  @Test
  void aBusyNumberIsToldAsBusy() {
    try (Caller caller = caller("+79161234543", "2")) {
      far.awaitIncoming(SOON).reject();
      assertThat(caller.awaits("transfer-failed").path("reason").asString("")).isEqualTo("busy");
      caller.awaitEnd();
    }
  }

  @Test
  void anOperatorPassesACallerOnToANumberOutside() {
    try (Baresip telephone = operator();
        Caller caller = caller("+79161234544", "3")) {
      PhoneCall operator = telephone.awaitIncoming(SOON);
      operator.accept();
      talk(operator, OPERATOR_HERTZ, caller.call(), CALLER_HERTZ);
      operator.transfer("sip:" + NUMBER + "@" + asterisk.sipAddress());
      PhoneCall outside = far.awaitIncoming(SOON);
      outside.accept();
      talk(outside, FAR_HERTZ, caller.call(), CALLER_HERTZ);
      operator.awaitClosed(SOON);
      outside.hangUp();
      assertThat(caller.awaitEnd().path("ending").asString("")).isEqualTo("completed");
      server.awaitOperator("1001", "ready", SOON);
    }
  }

  /** Whoever calls himself liniya, but is not at Liniya's address, is a caller of the trunk. */
  @Test
  void nobodyElseGetsOutByTheNameOfTheTie() {
    int rung = far.calls().size();
    try (Baresip stranger = Baresip.start(PhoneSettings.caller("liniya"))) {
      stranger.dial("sip:" + NUMBER + "@" + asterisk.sipAddress()).awaitClosed(SOON);
      assertThat(server.log()).contains("turned away: a number that no flow belongs to");
      assertThat(far.calls()).hasSize(rung);
    }
  }
}
