package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.BaresipEvent;
import org.liniya.testkit.phone.CallState.Talking;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import tools.jackson.databind.JsonNode;

/**
 * Ten callers at once, ten tones, the whole flow, four operators; every telephone is a program of
 * its own.
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class TenCallersTest {
  private static final int CALLERS = 10;
  private static final Duration IN_TURN = Duration.ofMinutes(3);
  private static final Duration TALK = Duration.ofSeconds(1);
  // so that no operator is left without a caller: access, payment, documents, complaint
  private static final String CATEGORY_KEYS = "1345134513";
  private static final Map<String, Integer> OPERATOR_HERTZ =
      Map.of("1001", 1300, "1002", 1400, "1003", 1500, "1004", 1600);

  /** A stretch of time in which somebody was busy. */
  private record Busy(Instant from, Instant to, String call) {}

  /** What came of one call. */
  private record Story(
      int hertz, JsonNode call, JsonNode ticket, List<JsonNode> journal, Sound left, Sound heard) {}

  @Test
  void eachHasATicketAndARecordingAndNoOperatorTwoAtATime(@TempDir Path folder) throws Exception {
    Path config = ConfigCopy.in(folder).everyGroup("wrap-up: 1s").folder();
    Map<String, Baresip> operators = new LinkedHashMap<>();
    List<Baresip> callers = new ArrayList<>();
    try (RunningServer server = RunningServer.start(config);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String id : List.of("1001", "1002", "1003", "1004")) {
        operators.put(id, Operators.ready(server, operator(server, id)));
      }
      for (int n = 0; n < CALLERS; n++) {
        callers.add(Baresip.start(caller(n)));
      }
      List<Future<Story>> calls =
          IntStream.range(0, CALLERS)
              .mapToObj(n -> threads.submit(() -> call(server, callers.get(n), n, operators)))
              .toList();
      List<Story> stories = new ArrayList<>();
      for (Future<Story> call : calls) {
        stories.add(call.get());
      }

      stories.forEach(TenCallersTest::isComplete);
      assertThat(stories.stream().map(story -> text(story.ticket(), "number")))
          .doesNotHaveDuplicates();
      operators.keySet().forEach(id -> oneAfterTheOther(id, busyByJournal(stories, id)));
      operators.forEach((id, phone) -> oneAfterTheOther(id, busyByTelephone(phone)));
    } finally {
      callers.forEach(Baresip::close);
      operators.values().forEach(Baresip::close);
    }
  }

  private static PhoneSettings operator(RunningServer server, String id) {
    return Operators.settings(server, id)
        .withTone(OPERATOR_HERTZ.getOrDefault(id, 0))
        .withAnswer(PhoneSettings.Answer.AUTO);
  }

  private static PhoneSettings caller(int n) {
    return PhoneSettings.caller("+791612345" + (60 + n)).withTone(hertz(n));
  }

  private static int hertz(int n) {
    return 400 + 75 * n;
  }

  private static Story call(
      RunningServer server, Baresip phone, int n, Map<String, Baresip> operators) {
    Caller caller = Caller.dial(server, phone);
    caller.presses("1" + CATEGORY_KEYS.charAt(n) + Caller.SNILS + "1");
    caller.awaits("queued");
    JsonNode bridged = server.awaitJournal(caller.id(), "bridged", IN_TURN);
    String operator = text(bridged, "operator");
    Caller.awaitTone(caller.call(), OPERATOR_HERTZ.getOrDefault(operator, 0), TALK);
    PhoneCall talk = talking(operators, operator);
    Caller.awaitTone(talk, hertz(n), TALK);
    talk.hangUp();
    caller.hearsOut("rate", 1).presses("5");
    JsonNode call = caller.awaitEnd();
    return new Story(
        hertz(n),
        call,
        server.ticket(caller.ticket()),
        server.journal(caller.id()),
        Sound.read(server.recording(caller.id()), 0),
        caller.call().heard());
  }

  private static PhoneCall talking(Map<String, Baresip> operators, String id) {
    Baresip phone = Objects.requireNonNull(operators.get(id), id);
    return phone.calls().stream()
        .filter(call -> call.state() instanceof Talking)
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " talks to nobody: " + phone.events()));
  }

  private static void isComplete(Story story) {
    assertThat(text(story.call(), "ending")).isEqualTo("completed");
    assertThat(text(story.ticket(), "ending")).isEqualTo("completed");
    assertThat(text(story.ticket().path("identity"), "level")).isEqualTo("stated");
    assertThat(story.ticket().path("rating").asInt()).isEqualTo(5);
    assertThat(story.ticket().path("recordings").toString())
        .isEqualTo("[\"" + text(story.call(), "id") + "\"]");
    List<JsonNode> closed = entries(story, "recording-closed");
    assertThat(closed).hasSize(1);
    assertThat(closed.getFirst().path("complete").asBoolean()).isTrue();
    for (int n = 0; n < CALLERS; n++) {
      if (hertz(n) == story.hertz()) {
        assertThat(Tones.share(story.left(), hertz(n))).isGreaterThan(0.9);
        assertThat(Tones.total(story.left(), hertz(n))).isGreaterThan(TALK);
      } else {
        assertThat(Tones.total(story.left(), hertz(n)))
            .as("the tone of caller %d in the recording of %d Hz", n, story.hertz())
            .isZero();
      }
    }
    String operator = text(story.call(), "operator");
    OPERATOR_HERTZ.forEach(
        (id, hertz) -> {
          Duration heard = Tones.total(story.heard(), hertz);
          if (id.equals(operator)) {
            assertThat(heard).isGreaterThanOrEqualTo(TALK);
          } else {
            assertThat(heard).as("operator %s heard as well", id).isLessThan(TALK.dividedBy(5));
          }
        });
  }

  /** From each offer to its end without a talk, or to the end of the talk. */
  private static List<Busy> busyByJournal(List<Story> stories, String operator) {
    List<Busy> busy = new ArrayList<>();
    for (Story story : stories) {
      for (JsonNode offered : entries(story, "offered")) {
        if (text(offered, "operator").equals(operator)) {
          busy.add(new Busy(at(offered), end(story, text(offered, "offer")), id(story)));
        }
      }
    }
    return busy;
  }

  private static Instant end(Story story, String offer) {
    return story.journal().stream()
        .filter(entry -> text(entry, "offer").equals(offer))
        .map(TenCallersTest::at)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static List<Busy> busyByTelephone(Baresip phone) {
    List<Busy> busy = new ArrayList<>();
    for (BaresipEvent event : phone.events()) {
      if (event.type().equals("CALL_ESTABLISHED")) {
        Instant end =
            phone.events().stream()
                .filter(other -> other.type().equals("CALL_CLOSED"))
                .filter(other -> other.callId().equals(event.callId()))
                .map(BaresipEvent::at)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a talk without an end: " + event));
        busy.add(new Busy(event.at(), end, event.callId()));
      }
    }
    return busy;
  }

  private static void oneAfterTheOther(String operator, List<Busy> busy) {
    assertThat(busy).as("operator " + operator + " had work").isNotEmpty();
    List<Busy> sorted = busy.stream().sorted(Comparator.comparing(Busy::from)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i).from())
          .as("operator %s: %s and %s", operator, sorted.get(i - 1), sorted.get(i))
          .isAfterOrEqualTo(sorted.get(i - 1).to());
    }
  }

  private static List<JsonNode> entries(Story story, String kind) {
    return story.journal().stream().filter(entry -> text(entry, "kind").equals(kind)).toList();
  }

  private static String id(Story story) {
    return text(story.call(), "id");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static Instant at(JsonNode entry) {
    return Instant.parse(text(entry, "at"));
  }
}
