package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liniya.audio.hearing.Heard;
import org.liniya.audio.hearing.Hearing;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Language;
import tools.jackson.databind.JsonNode;

/**
 * Callers whose SNILS is wrong or missing, and callers in a hurry. No operator is there: all that
 * counts is that each gets a ticket and a place in the queue. The three call at the same time; each
 * test looks at one of them.
 */
@Tag("telephones")
@Tag("front-doors")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class WrongSnilsTest {
  private static final String WRONG = "11223344590";

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static Future<Story> wrong = THREADS.submit(WrongSnilsTest::nobody);
  private static Future<Story> hash = THREADS.submit(WrongSnilsTest::nobody);
  private static Future<Story> hurried = THREADS.submit(WrongSnilsTest::nobody);
  private static Future<?> closed = THREADS.submit(() -> {});

  /** What came of a call. */
  private record Story(JsonNode ticket, List<JsonNode> journal, Sound heard) {}

  private static Story nobody() {
    throw new IllegalStateException("no call was made");
  }

  @BeforeAll
  static void threeCall() {
    RunningServer server = RunningServer.start();
    wrong = THREADS.submit(() -> wrongThreeTimes(server));
    hash = THREADS.submit(() -> hashAndStar(server));
    hurried = THREADS.submit(() -> allKeysAtOnce(server));
    closed = THREADS.submit(() -> closeAfterAll(server));
  }

  /** The last call to end closes the server, whatever became of the others. */
  private static void closeAfterAll(RunningServer server) {
    for (Future<Story> call : List.of(wrong, hash, hurried)) {
      try {
        call.get();
      } catch (Exception told) {
        // by the test that looks at this call
      }
    }
    server.close();
  }

  @AfterAll
  static void end() throws Exception {
    closed.get();
    THREADS.close();
  }

  private static Story wrongThreeTimes(RunningServer server) {
    try (Caller caller = Caller.dial(server, "+79161234541", 440)) {
      caller.presses("11");
      for (int time = 1; time <= 3; time++) {
        // heard: the question; "wrong" and the question; "wrong" and the question
        caller.hearsOut("identify", 2 * time - 1).presses(WRONG);
        caller.awaits("input-missed", time);
      }
      return inTheQueue(server, caller);
    }
  }

  private static Story hashAndStar(RunningServer server) {
    try (Caller caller = Caller.dial(server, "+79161234542", 440)) {
      caller.presses("11#").hearsOut("tell-number", 1).presses("*").hearsOut("tell-number", 2);
      return inTheQueue(server, caller);
    }
  }

  private static Story allKeysAtOnce(RunningServer server) {
    try (Caller caller = Caller.dial(server, "+79161234543", 440)) {
      caller.presses("11" + Caller.SNILS + "1");
      return inTheQueue(server, caller);
    }
  }

  /** Waits until the caller has been told the place, then rings off. */
  private static Story inTheQueue(RunningServer server, Caller caller) {
    caller.awaits("position-spoken");
    caller.call().hangUp();
    JsonNode call = caller.awaitEnd();
    assertThat(call.path("ending").asString("")).isEqualTo("abandoned");
    return new Story(
        server.ticket(caller.ticket()), server.journal(caller.id()), caller.call().heard());
  }

  @Test
  void aWrongNumberIsAskedForThreeTimesAndTheCallerIsQueuedAllTheSame() throws Exception {
    Story story = wrong.get();
    assertThat(level(story)).isEqualTo("none");
    assertThat(kinds(story)).contains("ticket-opened", "queued").doesNotContain("identity-changed");
    assertThat(kinds(story).stream().filter("digits-entered"::equals)).hasSize(2 + 3);
    Hearing hearing =
        Prompts.only(
                Language.RU,
                "enter-snils",
                "snils-wrong",
                "snils-failed",
                "your-ticket-number-is",
                "position")
            .listenTo(story.heard());
    hearing.heardInOrder(
        "snils-wrong", "snils-wrong", "snils-failed", "your-ticket-number-is", "position");
    assertThat(hearing.of("snils-failed")).hasSize(1);
  }

  @Test
  void hashMeansNoNumberAndStarRepeatsTheTicket() throws Exception {
    Story story = hash.get();
    assertThat(level(story)).isEqualTo("none");
    assertThat(kinds(story)).doesNotContain("identity-changed");
    List<String> known =
        new ArrayList<>(
            List.of(
                "recording-notice",
                "your-ticket-number-is",
                "please-write-it-down",
                "position",
                "number-1"));
    for (char digit = '0'; digit <= '9'; digit++) {
      known.add("digit-" + digit);
    }
    Hearing hearing =
        Prompts.only(Language.RU, known.toArray(String[]::new)).listenTo(story.heard());
    List<Heard> announced =
        hearing.heardInOrder("recording-notice", "your-ticket-number-is", "your-ticket-number-is");
    for (Heard one : announced.subList(1, 3)) {
      assertThat(Prompts.digits(hearing, one.end().minusMillis(100)))
          .as(hearing.toString())
          .isEqualTo(story.ticket().path("number").asString(""));
    }
    hearing.heardInOrder("your-ticket-number-is", "please-write-it-down", "position", "number-1");
  }

  @Test
  void allKeysMayBePressedAheadButTheNoticeIsHeard() throws Exception {
    Story story = hurried.get();
    assertThat(level(story)).isEqualTo("stated");
    assertThat(story.ticket().path("category").asString("")).isEqualTo("access");
    Hearing hearing =
        Prompts.only(
                Language.RU,
                "recording-notice",
                "confirm-snils-keys",
                "your-ticket-number-is",
                "please-write-it-down")
            .listenTo(story.heard());
    assertThat(hearing.names())
        .as(hearing.toString())
        .containsExactly("recording-notice", "your-ticket-number-is", "please-write-it-down");
  }

  private static String level(Story story) {
    return story.ticket().path("identity").path("level").asString("");
  }

  private static List<String> kinds(Story story) {
    return story.journal().stream().map(entry -> entry.path("kind").asString("")).toList();
  }
}
