package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.liniya.acd.RingStrategy.Order;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;

/** The cases of {@link OfferRule}, by the names that its Javadoc gives them. */
class OfferRuleTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final Set<String> ALL = Set.of();
  private static final Set<String> RUSSIAN = Set.of("ru");

  @Nested
  class ForACall {

    private final QueuedCall english = call(1, "access", Language.EN, 30);

    @Test
    void nobodyReady() {
      assertThat(among(english, List.of())).isEmpty();
      assertThat(among(english, List.of(List.of()))).isEmpty();
    }

    @Test
    void allCoolingDown() {
      List<ReadyOperator> ready = List.of(cooling("1001", 50), cooling("1002", 40));
      assertThat(among(english, List.of(ready))).isEmpty();
    }

    @Test
    void nobodySpeaksTheLanguage() {
      List<ReadyOperator> ready = List.of(operator("1001", RUSSIAN, 50), cooling("1002", 40));
      assertThat(among(english, List.of(ready))).isEmpty();
    }

    @Test
    void onlyOne() {
      List<ReadyOperator> ready =
          List.of(operator("1001", RUSSIAN, 50), cooling("1002", 45), operator("1003", ALL, 40));
      assertThat(among(english, List.of(ready)))
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
      assertThat(among(english, List.of(ready)))
          .contains(choice("1003", "longest idle of 4 ready, 50s"));
    }

    @Test
    void longestIdleTiesById() {
      List<ReadyOperator> ready = List.of(operator("1001", ALL, 40), operator("1002", ALL, 40));
      assertThat(among(english, List.of(ready)))
          .contains(choice("1001", "longest idle of 2 ready, 40s"));
    }

    @Test
    void longestIdleOverSeveralCollections() {
      List<ReadyOperator> speakAll = List.of(operator("1002", ALL, 40));
      List<ReadyOperator> speakEnglish =
          List.of(operator("1003", Set.of("en", "ru"), 50), operator("1001", Set.of("en"), 45));
      assertThat(among(english, List.of(speakAll, speakEnglish)))
          .contains(choice("1003", "longest idle of 3 ready, 50s"));
    }

    @Test
    void onlyOneInEachOfTwoCollectionsIsAChoice() {
      List<ReadyOperator> speakAll = List.of(operator("1002", ALL, 40));
      List<ReadyOperator> speakEnglish = List.of(operator("1001", Set.of("en"), 40));
      assertThat(among(english, List.of(speakAll, speakEnglish)))
          .contains(choice("1001", "longest idle of 2 ready, 40s"));
    }

    @Test
    void theCoolDownIsOverAtItsVeryEnd() {
      ReadyOperator back = new ReadyOperator(new OperatorId("1001"), ALL, NOW, NOW, 5, 0, 0);
      assertThat(among(english, List.of(List.of(back))))
          .contains(choice("1001", "only one ready, idle 0s"));
    }
  }

  @Nested
  class InAnotherOrder {

    private final QueuedCall english = call(1, "access", Language.EN, 30);
    private final ReadyOperator first = skilled("1001", 3, 2, 7, 50);
    private final ReadyOperator second = skilled("1002", 8, 4, 5, 40);
    private final ReadyOperator third = skilled("1003", 5, 1, 9, 30);

    @Test
    void mostSkilled() {
      assertThat(chosen(Order.MOST_SKILLED, 1))
          .contains(choice("1002", "most skilled of 3 ready, level 8, idle 40s"));
    }

    @Test
    void fewestCalls() {
      assertThat(chosen(Order.FEWEST_CALLS, 1))
          .contains(choice("1003", "fewest calls of 3 ready, 1, idle 30s"));
    }

    @Test
    void nextInTurn() {
      assertThat(chosen(Order.ROUND_ROBIN, 1))
          .contains(choice("1002", "next in turn of 3 ready, idle 40s"));
    }

    @Test
    void nobodyIsGoodEnough() {
      assertThat(chosen(Order.LONGEST_IDLE, 9)).isEmpty();
    }

    @Test
    void whoIsNotGoodEnoughIsPassedOver() {
      assertThat(chosen(Order.LONGEST_IDLE, 4))
          .contains(choice("1002", "longest idle of 3 ready, 40s"));
    }

    @Test
    void equalsGoByIdleTime() {
      ReadyOperator equal = skilled("1000", 8, 4, 5, 35);
      for (Order order : Order.values()) {
        List<ReadyOperator> ready = sorted(order, second, equal);
        assertThat(OfferRule.operatorFor(english, List.of(ready), order, 1, NOW).orElseThrow())
            .extracting(OfferRule.Choice::operator)
            .isEqualTo(second.id());
      }
    }

    private Optional<OfferRule.Choice> chosen(Order order, int level) {
      List<ReadyOperator> ready = sorted(order, first, second, third);
      return OfferRule.operatorFor(english, List.of(ready), order, level, NOW);
    }

    private List<ReadyOperator> sorted(Order order, ReadyOperator... operators) {
      return Stream.of(operators).sorted(order.comparator()).toList();
    }

    private ReadyOperator skilled(String id, int level, int talks, long rung, int idleSeconds) {
      Instant since = NOW.minusSeconds(idleSeconds);
      return new ReadyOperator(new OperatorId(id), ALL, since, since, level, talks, rung);
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
      assertThat(OfferRule.callFor(cooling("1001", 10), List.of(List.of(access)), NOW)).isEmpty();
    }

    @Test
    void nobodyToServe() {
      assertThat(OfferRule.callFor(russian, List.of(), NOW)).isEmpty();
      assertThat(OfferRule.callFor(russian, List.of(List.of(), List.of(foreign)), NOW)).isEmpty();
    }

    @Test
    void lowestRankOverSeveralGroups() {
      assertThat(
              OfferRule.callFor(russian, List.of(List.of(foreign, access), List.of(payment)), NOW))
          .contains(payment);
      assertThat(
              OfferRule.callFor(russian, List.of(List.of(payment), List.of(foreign, access)), NOW))
          .contains(payment);
    }

    @Test
    void lowestRankTiesByCallId() {
      QueuedCall same = call(4, "payment", Language.RU, 30);
      assertThat(OfferRule.callFor(russian, List.of(List.of(same), List.of(access)), NOW))
          .contains(access);
    }

    @Test
    void whoSpeaksAllLanguagesServesTheFirstOfAll() {
      assertThat(
              OfferRule.callFor(operator("1001", ALL, 10), List.of(List.of(foreign, access)), NOW))
          .contains(foreign);
    }
  }

  private static Optional<OfferRule.Choice> among(
      QueuedCall call, List<List<ReadyOperator>> ready) {
    return OfferRule.operatorFor(call, ready, Order.LONGEST_IDLE, 1, NOW);
  }

  private static OfferRule.Choice choice(String operator, String reason) {
    return new OfferRule.Choice(new OperatorId(operator), reason);
  }

  private static ReadyOperator operator(String id, Set<String> languages, int idleSeconds) {
    Instant since = NOW.minusSeconds(idleSeconds);
    return new ReadyOperator(new OperatorId(id), languages, since, since, 5, 0, 0);
  }

  private static ReadyOperator cooling(String id, int idleSeconds) {
    Instant since = NOW.minusSeconds(idleSeconds);
    return new ReadyOperator(new OperatorId(id), ALL, since, NOW.plusMillis(1), 5, 0, 0);
  }

  private static QueuedCall call(int id, String group, Language language, int rankSeconds) {
    Instant rank = NOW.minusSeconds(rankSeconds);
    return new QueuedCall(new CallId(new UUID(1, id)), group, language, rank, rank);
  }
}
