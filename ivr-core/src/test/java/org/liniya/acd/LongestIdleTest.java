package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;

/** The cases of {@link LongestIdle}, by the names that its Javadoc gives them. */
class LongestIdleTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final Set<String> ALL = Set.of();
  private static final Set<String> RUSSIAN = Set.of("ru");

  @Nested
  class ForACall {

    private final QueuedCall english = call(1, "access", Language.EN, 30);

    @Test
    void nobodyReady() {
      assertThat(LongestIdle.operatorFor(english, List.of(), NOW)).isEmpty();
      assertThat(LongestIdle.operatorFor(english, List.of(List.of()), NOW)).isEmpty();
    }

    @Test
    void allCoolingDown() {
      List<ReadyOperator> ready = List.of(cooling("1001", 50), cooling("1002", 40));
      assertThat(LongestIdle.operatorFor(english, List.of(ready), NOW)).isEmpty();
    }

    @Test
    void nobodySpeaksTheLanguage() {
      List<ReadyOperator> ready = List.of(operator("1001", RUSSIAN, 50), cooling("1002", 40));
      assertThat(LongestIdle.operatorFor(english, List.of(ready), NOW)).isEmpty();
    }

    @Test
    void onlyOne() {
      List<ReadyOperator> ready =
          List.of(operator("1001", RUSSIAN, 50), cooling("1002", 45), operator("1003", ALL, 40));
      assertThat(LongestIdle.operatorFor(english, List.of(ready), NOW))
          .contains(choice("1003", "only one ready, idle 40s"));
    }

    @Test
    void longestIdle() {
      List<ReadyOperator> ready =
          List.of(
              cooling("1004", 60),
              operator("1003", ALL, 50),
              operator("1001", ALL, 40),
              operator("1002", ALL, 30));
      assertThat(LongestIdle.operatorFor(english, List.of(ready), NOW))
          .contains(choice("1003", "longest idle of 4 ready, 50s"));
    }

    @Test
    void longestIdleTiesById() {
      List<ReadyOperator> ready = List.of(operator("1001", ALL, 40), operator("1002", ALL, 40));
      assertThat(LongestIdle.operatorFor(english, List.of(ready), NOW))
          .contains(choice("1001", "longest idle of 2 ready, 40s"));
    }

    @Test
    void longestIdleOverSeveralCollections() {
      List<ReadyOperator> speakAll = List.of(operator("1002", ALL, 40));
      List<ReadyOperator> speakEnglish =
          List.of(operator("1003", Set.of("en", "ru"), 50), operator("1001", Set.of("en"), 45));
      assertThat(LongestIdle.operatorFor(english, List.of(speakAll, speakEnglish), NOW))
          .contains(choice("1003", "longest idle of 3 ready, 50s"));
    }

    @Test
    void onlyOneInEachOfTwoCollectionsIsAChoice() {
      List<ReadyOperator> speakAll = List.of(operator("1002", ALL, 40));
      List<ReadyOperator> speakEnglish = List.of(operator("1001", Set.of("en"), 40));
      assertThat(LongestIdle.operatorFor(english, List.of(speakAll, speakEnglish), NOW))
          .contains(choice("1001", "longest idle of 2 ready, 40s"));
    }

    @Test
    void theCoolDownIsOverAtItsVeryEnd() {
      ReadyOperator back = new ReadyOperator(new OperatorId("1001"), ALL, NOW, NOW);
      assertThat(LongestIdle.operatorFor(english, List.of(List.of(back)), NOW))
          .contains(choice("1001", "only one ready, idle 0s"));
    }
  }

  @Nested
  class ForAnOperator {

    private final ReadyOperator russian = operator("1001", RUSSIAN, 10);
    private final QueuedCall access = call(3, "access", Language.RU, 30);
    private final QueuedCall payment = call(2, "payment", Language.RU, 40);
    private final QueuedCall foreign = call(1, "access", Language.EN, 90);

    @Test
    void coolingDown() {
      assertThat(LongestIdle.callFor(cooling("1001", 10), List.of(List.of(access)), NOW)).isEmpty();
    }

    @Test
    void nobodyToServe() {
      assertThat(LongestIdle.callFor(russian, List.of(), NOW)).isEmpty();
      assertThat(LongestIdle.callFor(russian, List.of(List.of(), List.of(foreign)), NOW)).isEmpty();
    }

    @Test
    void lowestRankOverSeveralGroups() {
      assertThat(
              LongestIdle.callFor(
                  russian, List.of(List.of(foreign, access), List.of(payment)), NOW))
          .contains(payment);
      assertThat(
              LongestIdle.callFor(
                  russian, List.of(List.of(payment), List.of(foreign, access)), NOW))
          .contains(payment);
    }

    @Test
    void lowestRankTiesByCallId() {
      QueuedCall same = call(4, "payment", Language.RU, 30);
      assertThat(LongestIdle.callFor(russian, List.of(List.of(same), List.of(access)), NOW))
          .contains(access);
    }

    @Test
    void whoSpeaksAllLanguagesServesTheFirstOfAll() {
      assertThat(
              LongestIdle.callFor(
                  operator("1001", ALL, 10), List.of(List.of(foreign, access)), NOW))
          .contains(foreign);
    }
  }

  private static LongestIdle.Choice choice(String operator, String reason) {
    return new LongestIdle.Choice(new OperatorId(operator), reason);
  }

  private static ReadyOperator operator(String id, Set<String> languages, int idleSeconds) {
    Instant since = NOW.minusSeconds(idleSeconds);
    return new ReadyOperator(new OperatorId(id), languages, since, since);
  }

  private static ReadyOperator cooling(String id, int idleSeconds) {
    Instant since = NOW.minusSeconds(idleSeconds);
    return new ReadyOperator(new OperatorId(id), ALL, since, NOW.plusMillis(1));
  }

  private static QueuedCall call(int id, String group, Language language, int rankSeconds) {
    Instant rank = NOW.minusSeconds(rankSeconds);
    return new QueuedCall(new CallId(new UUID(1, id)), group, language, rank, rank);
  }
}
