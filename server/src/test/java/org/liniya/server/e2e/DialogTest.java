package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.audio.hearing.PromptFinder;
import org.liniya.audio.hearing.Sound;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.RtpEnd;
import org.liniya.testkit.phone.SipMessage;
import org.liniya.testkit.phone.Sipp;
import org.liniya.testkit.phone.SippScenario;

/** Everything that may come inside a call, and every way to send sound and keys. */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class DialogTest {
  private static final Duration SOON = RawCaller.SOON;
  private static final String RUSSIAN_WELCOME = "prompts/ru/welcome.wav";

  /** The welcome takes 7 s. */
  private static final Duration WELCOMED = Duration.ofSeconds(30);

  @TempDir private static Path folder = Path.of("");
  private static RunningServer server;
  private static PromptFinder welcome =
      PromptFinder.of(
          Map.of("welcome", Sound.read(RunningServer.exampleConfig().resolve(RUSSIAN_WELCOME))));

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            ConfigCopy.in(folder)
                .replace("flows/hotline.yaml", "answer: \\{ after: 1s \\}", "answer: { after: 0s }")
                .folder());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void optionsAreAnsweredInsideAndOutside() {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      SipMessage outside = caller.ask("OPTIONS", "", "");
      assertThat(outside.status()).isEqualTo(200);
      assertThat(outside.header("Allow").orElse("")).contains("INVITE", "UPDATE");
      assertThat(outside.header("Accept").orElse("")).contains("application/sdp");
      caller.connect();
      assertThat(caller.ask("OPTIONS", "", "").status()).isEqualTo(200);
      caller.hangUp();
    }
  }

  @Test
  void keysByInfoChooseAMenuPoint() {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      caller.offering(caller.sdp().withKeys(0)).connect();
      caller.key('2'); // typed ahead: the language
      String call = Calls.of(server, caller);
      assertThat(server.awaitJournal(call, "language-chosen", SOON).path("language").asString(""))
          .isEqualTo("en");
      caller.key('3');
      awaitStep(call, "identify");
      caller.hangUp();
      Calls.assertEnded(server, call, "caller-hung-up");
    }
  }

  @Test
  void keysBySippWithPayloadType96() {
    String scenario =
        SippScenario.begin()
            .invite()
            .answered()
            .pause(Duration.ofSeconds(1))
            .keys("2")
            .pause(Duration.ofSeconds(3))
            .keys("3")
            .pause(Duration.ofSeconds(3))
            .bye()
            .xml();
    Sipp.of(scenario).to(server.registrar()).run().mustHaveSucceeded(1);
    assertPressedTwoAndThree(server.calls().getLast().path("id").asString(""));
  }

  /** baresip's own payload type is 101. */
  @Test
  void keysByBaresipWithPayloadType101() {
    try (Baresip phone = Baresip.start(PhoneSettings.caller("+79992220001"))) {
      PhoneCall call = phone.dial(server.hotline());
      call.awaitTalking(SOON);
      String id =
          RunningServer.awaitThat(
                  SOON,
                  () ->
                      server.calls().stream()
                          .filter(c -> c.path("from").asString("").endsWith("01"))
                          .toList(),
                  calls -> !calls.isEmpty(),
                  () -> "the call of baresip")
              .getLast()
              .path("id")
              .asString("");
      call.press("23");
      awaitStep(id, "identify");
      call.hangUp();
      call.awaitClosed(SOON);
      assertPressedTwoAndThree(id);
    }
  }

  private static void assertPressedTwoAndThree(String call) {
    server.awaitJournal(call, "call-ended", SOON);
    assertThat(server.journal(call, "language-chosen"))
        .anySatisfy(e -> assertThat(e.path("language").asString("")).isEqualTo("en"));
    assertThat(steps(call)).contains("identify");
  }

  /** RFC 3261 section 13.2.1: the offer comes in our 200, the answer in the ACK. */
  @Test
  void anInviteWithoutSessionDescription() {
    try (RawCaller caller = new RawCaller(server.sipPort())) {
      SipMessage ok = caller.invite("", "").awaitFinal();
      assertThat(ok.status()).isEqualTo(200);
      assertThat(ok.audioPort()).isPositive();
      caller.take(ok).ack(caller.sdp().text());
      assertWelcomed(caller.sound());
      caller.hangUp();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "UPDATE"})
  void unchangedHoldResumeAndANewAddress(String method) {
    try (RawCaller caller = new RawCaller(server.sipPort());
        RtpEnd elsewhere = RtpEnd.open()) {
      caller.connect();
      soundComes(caller.sound());

      assertThat(caller.offerAgain(method, caller.sdp()).status()).isEqualTo(200);
      soundComes(caller.sound());

      SipMessage held = caller.offerAgain(method, caller.sdp().withDirection("sendonly"));
      assertThat(held.body()).containsAnyOf("a=recvonly", "a=inactive");
      soundStops(caller.sound());

      SipMessage resumed = caller.offerAgain(method, caller.sdp().withDirection("sendrecv"));
      assertThat(resumed.status()).isEqualTo(200);
      soundComes(caller.sound());

      SipMessage moved = caller.offerAgain(method, caller.sdp().withPort(elsewhere.port()));
      assertThat(moved.status()).isEqualTo(200);
      soundComes(elsewhere);
      soundStops(caller.sound());

      // A refused change leaves the session as it was (RFC 3261 section 14.2).
      Sdp kept = caller.sdp();
      SipMessage refused = caller.offerAgain(method, kept.withCodec(18));
      assertThat(refused.status()).isEqualTo(488);
      soundComes(elsewhere);
      caller.hangUp();
      Calls.assertEnded(server, Calls.of(server, caller), "caller-hung-up");
    }
  }

  /** Eight callers at once, every packet as long as its telephone asked for. */
  @Test
  void everyPacketLengthInBothLaws() {
    List<RawCaller> callers = new ArrayList<>();
    try {
      for (int codec : List.of(Sdp.A_LAW, Sdp.MU_LAW)) {
        for (int ptimeMs : List.of(10, 20, 30, 60)) {
          RawCaller caller = new RawCaller(server.sipPort());
          callers.add(caller);
          caller.offering(caller.sdp().withCodec(codec).withPtime(ptimeMs)).connect();
        }
      }
      for (RawCaller caller : callers) {
        assertWelcomed(caller.sound());
        assertThat(caller.sound().packets())
            .allSatisfy(
                packet -> {
                  assertThat(packet.payloadType()).isEqualTo(caller.sdp().codecs().getFirst());
                  assertThat(packet.payload().octets()).hasSize(8 * caller.sdp().ptimeMs());
                });
        caller.hangUp();
      }
    } finally {
      callers.forEach(RawCaller::close);
    }
  }

  private static void assertWelcomed(RtpEnd sound) {
    RunningServer.awaitThat(
        WELCOMED,
        sound::heard,
        heard -> !welcome.listenTo(heard).of("welcome").isEmpty(),
        () -> "the welcome in " + sound.heard());
  }

  private static void soundComes(RtpEnd end) {
    end.awaitPackets(end.packets().size() + 10, SOON);
  }

  /** Nothing for half a second, soon. */
  private static void soundStops(RtpEnd end) {
    RunningServer.awaitThat(
        SOON,
        () -> System.nanoTime() - end.packets().getLast().arrivedNanos(),
        quiet -> quiet > Duration.ofMillis(500).toNanos(),
        () -> "quiet on port " + end.port());
  }

  private static void awaitStep(String call, String step) {
    RunningServer.awaitThat(
        Duration.ofSeconds(30),
        () -> steps(call),
        steps -> steps.contains(step),
        () -> step + server.lines(call));
  }

  private static List<String> steps(String call) {
    return server.journal(call, "step-entered").stream()
        .map(entry -> entry.path("step").asString(""))
        .toList();
  }
}
