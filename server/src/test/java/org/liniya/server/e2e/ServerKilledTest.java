package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.Language;
import org.liniya.port.Callbacks;
import org.liniya.port.Time;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.ticket.TicketPlan;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of the server in a talk, and its start on what is left. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ServerKilledTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration AFTER_THE_START = Duration.ofSeconds(5);
  private static final Duration TALK = Duration.ofSeconds(3);
  private static final String NUMBER = "+79161234531";
  // far from anything that voices and music hold for long
  private static final int CALLER_HERTZ = 1450;
  private static final int OPERATOR_HERTZ = 1850;

  @Test
  void theTicketTheRecordingAndTheCallbackAreThereAndTheTelephonesAreFree() {
    try (RunningServer server = RunningServer.start();
        Baresip telephone =
            Operators.ready(server, Operators.settings(server, "1002").withTone(OPERATOR_HERTZ));
        Caller caller = Caller.dial(server, NUMBER, CALLER_HERTZ)) {
      caller.asksForAPerson();
      PhoneCall operator = telephone.awaitIncoming(SOON);
      operator.accept();
      Caller.awaitTone(operator, CALLER_HERTZ, TALK);
      Caller.awaitTone(caller.call(), OPERATOR_HERTZ, TALK);

      Instant killed = Instant.now();
      server.kill9();
      server.restart();

      telephonesAreFreeAndRegistered(server, caller.call(), operator);
      callAndTicketSayCutOff(server, caller.id());
      theRecordingHoldsTheCallerAlmostToTheEnd(server, caller.id(), killed);
      aNewCallHearsNothingOfTheOldStream(server);

      server.terminate();
      server.awaitExit(Duration.ofSeconds(60));
      exactlyOneCallbackIsOwed(server, caller.id());
    }
  }

  private static void telephonesAreFreeAndRegistered(
      RunningServer server, PhoneCall caller, PhoneCall operator) {
    Instant open = Instant.now();
    caller.awaitClosed(AFTER_THE_START);
    operator.awaitClosed(AFTER_THE_START);
    RunningServer.awaitThat(
        AFTER_THE_START,
        () -> server.operator("1002"),
        row -> row.path("registered").asBoolean(),
        () -> "operator 1002 to be registered: " + server.operator("1002"));
    Duration took = Duration.between(open, Instant.now());
    System.out.printf("telephones free and registered %d ms after the start%n", took.toMillis());
    assertThat(took).isLessThan(AFTER_THE_START);
    server.awaitOperator("1002", "ready", AFTER_THE_START);
  }

  private static void callAndTicketSayCutOff(RunningServer server, String call) {
    JsonNode row = server.awaitEnded(call, SOON);
    assertThat(row.path("ending").asString("")).isEqualTo("cut-off");
    JsonNode ticket = server.ticket(row.path("ticket").asString(""));
    assertThat(ticket.path("ending").asString("")).isEqualTo("cut-off");
    assertThat(ticket.path("operator").asString("")).isEqualTo("1002");
    assertThat(ticket.path("calls").toString()).contains(call);
    assertThat(ticket.path("recordings").toString()).contains(call);
    for (String kind : List.of("recording-closed", "cut-off", "callback-owed", "call-ended")) {
      assertThat(server.journal(call, kind)).as(kind + server.lines(call)).hasSize(1);
    }
    assertThat(server.journal(call).stream().map(entry -> entry.path("seq").asInt()))
        .as(server.lines(call))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static void theRecordingHoldsTheCallerAlmostToTheEnd(
      RunningServer server, String call, Instant killed) {
    Path file = server.recording(call);
    Sound left = Sound.read(file, 0);
    assertThat(Tones.total(Sound.read(file, 1), OPERATOR_HERTZ)).isPositive();
    Instant began =
        Instant.parse(server.journal(call, "recording-started").getFirst().path("at").asString(""));
    Instant last = began.plus(Tones.spans(left, CALLER_HERTZ).getLast().to());
    Duration lost = Duration.between(last, killed);
    System.out.printf("the recording ends %d ms before the kill%n", lost.toMillis());
    assertThat(lost).isLessThan(Duration.ofSeconds(1));
  }

  private static void aNewCallHearsNothingOfTheOldStream(RunningServer server) {
    try (Caller next = Caller.dial(server, "+79161234532", 440)) {
      next.hearsOut("welcome", 1).presses("1").hearsOut("notice", 1);
      next.call().hangUp();
      server.awaitEnded(next.id(), SOON);
      Sound heard = next.call().heard();
      Prompts.only(Language.RU, "welcome", "recording-notice")
          .listenTo(heard)
          .heardInOrder("welcome", "recording-notice");
      assertThat(Tones.total(heard, CALLER_HERTZ)).isZero();
      assertThat(Tones.total(heard, OPERATOR_HERTZ)).isZero();
    }
  }

  private static void exactlyOneCallbackIsOwed(RunningServer server, String call) {
    StoreSettings standard = StoreSettings.defaults();
    try (Store store = Store.open(standard, new NoTime(), server.data(), TicketPlan.STANDARD)) {
      List<Callbacks.Task> owed = store.callbacks().open();
      assertThat(owed.stream().map(task -> task.call().toString())).containsExactly(call);
      assertThat(owed.getFirst().number().full().reveal()).isEqualTo(NUMBER);
    }
  }

  /** The database asks for the time only when it makes keys. */
  private record NoTime() implements Time {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public Duration elapsed() {
      return Duration.ofNanos(System.nanoTime());
    }
  }
}
