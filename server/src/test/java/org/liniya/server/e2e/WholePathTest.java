package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.audio.hearing.Heard;
import org.liniya.audio.hearing.Hearing;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import org.liniya.call.Language;
import org.liniya.server.e2e.Conversation.OperatorComes;
import org.liniya.server.e2e.Conversation.Plan;
import org.liniya.server.e2e.Conversation.Story;
import tools.jackson.databind.JsonNode;

/**
 * From the first ring to the goodbye, in Russian and in English: two callers with real telephones
 * at once, each served by an operator with a real telephone. The calls are made once; every test
 * looks at another side of what came of them.
 */
@Tag("telephones")
@Tag("front-doors")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class WholePathTest {
  private static final Duration TALK = Duration.ofMillis(1500);

  private static final Plan RUSSIAN =
      new Plan(
          Language.RU,
          "1",
          "+79161234501",
          440,
          "1",
          "access",
          "1001",
          OperatorComes.BEFORE_THE_CALL,
          5);
  private static final Plan ENGLISH =
      new Plan(
          Language.EN,
          "2",
          "+79161234502",
          620,
          "5",
          "complaint",
          "1003",
          OperatorComes.AFTER_THE_PLACE_WAS_SPOKEN,
          4);

  private static final List<String> CATEGORIES =
      List.of(
          "choose-category",
          "category-access",
          "category-earlier-request",
          "category-payment",
          "category-documents",
          "category-complaint",
          "category-operator");

  private static final Map<Language, Story> STORIES = new HashMap<>();
  private static final Map<Language, Hearing> HEARD = new HashMap<>();
  private static final List<String> LEAKS = new ArrayList<>();
  private static String database = "";

  @BeforeAll
  static void bothCall() throws Exception {
    try (RunningServer server = RunningServer.start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Story>> both =
          Stream.of(RUSSIAN, ENGLISH)
              .map(plan -> threads.submit(new Conversation(server, plan)))
              .toList();
      for (Future<Story> one : both) {
        STORIES.put(one.get().plan().language(), one.get());
      }
      server.terminate(); // what is in memory only is written now
      server.awaitExit(Duration.ofSeconds(60));
      lookForLeaks(server);
    }
    // Only now: finding prompts takes a whole core, which the telephones needed.
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Map<Language, Future<Hearing>> all = new HashMap<>();
      STORIES.forEach(
          (language, story) ->
              all.put(
                  language,
                  threads.submit(() -> Prompts.of(language).listenTo(story.callerHeard()))));
      for (Map.Entry<Language, Future<Hearing>> one : all.entrySet()) {
        HEARD.put(one.getKey(), one.getValue().get());
      }
    }
  }

  /** What a caller typed or is, and where it must not be found. */
  private static void lookForLeaks(RunningServer server) {
    List<String> personal =
        List.of(
            Caller.SNILS,
            Caller.SNILS.substring(0, 7),
            "112-233-445 95",
            RUSSIAN.number().substring(1),
            ENGLISH.number().substring(1));
    for (String one : personal) {
      Leaks.files(server.data(), one)
          .forEach(file -> LEAKS.add(one + " in " + server.data().relativize(file)));
      if (server.log().contains(one)) {
        LEAKS.add(one + " in the log");
      }
    }
    // Shows that what is in the database can be found there.
    String ticket = text(story(Language.RU).ticket(), "number");
    database = Leaks.files(server.data(), ticket).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void everyPromptIsHeardInItsOrderAndNothingElse(Language language) {
    Hearing hearing = heard(language);
    List<String> expected = expected(story(language));
    assertThat(hearing.heardInOrder(expected)).hasSameSizeAs(expected);
    assertThat(hearing.heard())
        .as("no prompt twice or out of place:%s", hearing)
        .hasSameSizeAs(expected);
  }

  private static List<String> expected(Story story) {
    List<String> number = digits(text(story.ticket(), "number"));
    List<String> names = new ArrayList<>();
    names.addAll(List.of("welcome", "press-for-russian", "press-for-english", "recording-notice"));
    names.addAll(CATEGORIES);
    names.addAll(List.of("enter-snils", "confirm-snils"));
    names.addAll(digits(Caller.SNILS.substring(7)));
    names.addAll(List.of("confirm-snils-keys", "your-ticket-number-is"));
    names.addAll(number);
    names.add("please-write-it-down");
    if (story.plan().comes() == OperatorComes.AFTER_THE_PLACE_WAS_SPOKEN) {
      names.addAll(List.of("position", "number-1"));
    }
    names.addAll(List.of("rate-the-operator", "goodbye"));
    names.addAll(number);
    names.add("goodbye-end");
    return names;
  }

  private static List<String> digits(String number) {
    return number.chars().mapToObj(digit -> "digit-" + (char) digit).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void everyDigitOfTheTicketsNumberIsSpokenTwice(Language language) {
    Hearing hearing = heard(language);
    String number = text(story(language).ticket(), "number");
    assertThat(number).matches("[0-9]+");
    for (String before : List.of("your-ticket-number-is", "goodbye")) {
      Heard announced = hearing.heardInOrder(before).getFirst();
      assertThat(Prompts.digits(hearing, announced.end().minusMillis(100)))
          .as("after %s:%s", before, hearing)
          .isEqualTo(number);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void eachHearsTheOther(Language language) {
    Story story = story(language);
    assertThat(Tones.total(story.callerHeard(), Conversation.OPERATOR_HERTZ))
        .isGreaterThanOrEqualTo(TALK);
    assertThat(Tones.total(story.operatorHeard(), story.plan().hertz()))
        .isGreaterThanOrEqualTo(TALK);
    assertThat(Tones.total(story.operatorHeard(), Conversation.OPERATOR_HERTZ))
        .as("the operator's own voice comes back")
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theRecordingHasTheCallerOnTheLeftAndWhatTheCallerHeardOnTheRight(Language language) {
    Story story = story(language);
    Sound left = story.left();
    Sound right = story.right();
    assertThat(left.size()).isEqualTo(right.size());
    assertThat(Tones.total(left, story.plan().hertz())).isGreaterThanOrEqualTo(TALK);
    assertThat(Tones.share(left, story.plan().hertz())).isGreaterThan(0.9);
    assertThat(Tones.total(left, Conversation.OPERATOR_HERTZ)).isZero();
    List<Tones.Span> operator = Tones.spans(right, Conversation.OPERATOR_HERTZ);
    assertThat(Tones.total(right, Conversation.OPERATOR_HERTZ)).isGreaterThanOrEqualTo(TALK);
    Sound talk = right.part(operator.getFirst().from(), operator.getLast().to());
    assertThat(Tones.total(talk, story.plan().hertz())).as("the caller on the right").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void nothingIsRecordedBeforeTheNoticeWasHeard(Language language) {
    Story story = story(language);
    Hearing recorded =
        Prompts.only(language, "recording-notice", "choose-category").listenTo(story.right());
    assertThat(recorded.names()).as(recorded.toString()).containsExactly("choose-category");
    assertThat(recorded.heard().getFirst().at()).isLessThan(Duration.ofMillis(500));

    JsonNode notice =
        entries(story, "prompt-played").stream()
            .filter(entry -> text(entry, "step").equals("notice"))
            .findFirst()
            .orElseThrow();
    JsonNode started = entries(story, "recording-started").getFirst();
    assertThat(notice.path("completed").asBoolean()).isTrue();
    assertThat(started.path("seq").asInt()).isGreaterThan(notice.path("seq").asInt());
    Duration sinceThen = Duration.between(at(started), at(story.journal().getLast()));
    assertThat(story.left().length()).isLessThan(sinceThen.plusMillis(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theOperatorsTelephoneShowsWhoComes(Language language) {
    Story story = story(language);
    Plan plan = story.plan();
    String number = text(story.ticket(), "number");
    assertThat(story.header()).isEqualTo(number);
    assertThat(story.shown()).contains(plan.language().tag(), number, "stated");
    assertThat(story.shown()).containsAnyOf(plan.category(), title(plan));
  }

  private static String title(Plan plan) {
    return plan.language().equals(Language.RU) ? "Доступ" : "Complaint";
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theTicketHasEverything(Language language) {
    Story story = story(language);
    Plan plan = story.plan();
    JsonNode ticket = story.ticket();
    String id = text(story.call(), "id");
    assertThat(text(ticket, "category")).isEqualTo(plan.category());
    assertThat(text(ticket.path("identity"), "level")).isEqualTo("stated");
    assertThat(text(ticket.path("identity"), "kind")).isEqualTo("snils");
    assertThat(text(ticket, "language")).isEqualTo(language.tag());
    assertThat(text(ticket, "operator")).isEqualTo(plan.operator());
    assertThat(ticket.path("rating").asInt()).isEqualTo(plan.rating());
    assertThat(text(ticket, "ending")).isEqualTo("completed");
    assertThat(ticket.path("calls").toString()).isEqualTo("[\"" + id + "\"]");
    assertThat(ticket.path("recordings").toString()).isEqualTo("[\"" + id + "\"]");
    assertThat(text(story.call(), "ticket")).isEqualTo(text(ticket, "number"));
    assertThat(text(story.call(), "operator")).isEqualTo(plan.operator());
    assertThat(story.call().path("talkMs").asLong()).isGreaterThanOrEqualTo(TALK.toMillis());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theJournalTellsItInOrderAndOnce(Language language) {
    Story story = story(language);
    List<String> kinds =
        new ArrayList<>(
            List.of(
                "call-arrived",
                "call-answered",
                "language-chosen",
                "recording-started",
                "identity-changed",
                "ticket-opened",
                "number-spoken",
                "queued"));
    if (story.plan().comes() == OperatorComes.AFTER_THE_PLACE_WAS_SPOKEN) {
      kinds.add("position-spoken");
    }
    kinds.addAll(
        List.of(
            "offered",
            "offer-ended",
            "bridged",
            "operator-left",
            "rated",
            "number-spoken",
            "recording-closed",
            "call-ended"));
    assertThat(story.journal().stream().map(entry -> text(entry, "kind")).filter(kinds::contains))
        .containsExactlyElementsOf(kinds);
    assertThat(entries(story, "step-failed")).isEmpty();
    assertThat(entries(story, "input-missed")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theJournalHasNoGaps(Language language) {
    List<JsonNode> journal = story(language).journal();
    for (int i = 0; i < journal.size(); i++) {
      assertThat(journal.get(i).path("seq").asInt()).isEqualTo(i + 1);
    }
  }

  @Test
  void nothingPersonalStandsInTheClear() {
    assertThat(database).contains("liniya.mv.db");
    assertThat(LEAKS).isEmpty();
  }

  private static Story story(Language language) {
    return Objects.requireNonNull(STORIES.get(language), "no call was made");
  }

  private static Hearing heard(Language language) {
    return Objects.requireNonNull(HEARD.get(language), "no call was made");
  }

  private static List<JsonNode> entries(Story story, String kind) {
    return story.journal().stream().filter(entry -> text(entry, "kind").equals(kind)).toList();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static Instant at(JsonNode entry) {
    return Instant.parse(text(entry, "at"));
  }
}
