package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.PromptPlayed;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.testkit.call.FakeWaitingRoom.Move;

/** {@code queue: { callback }}: who waits long may be called back instead. */
class QueueCallbackTest {

  private static final String FLOW =
      """
      flow: waiting
      languages: [ru, en]
      trouble: trouble
      steps:
        person:
          queue:
            skill-group: access
            head-start: 3m
            callback: { offer-after: 2m, key: 1, done: thanks }
            timeout: { wait: 10m, go: sorry }
            served: end
        thanks:
          say: [connecting]
          next: end
        sorry:
          say: [overload]
          next: end
        trouble:
          say: [trouble]
        end:
          hangup: normal
      """;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Scenario caller = new Scenario();

  private static Flow flow() {
    return Config.read("f", FLOW);
  }

  @Test
  void whoPressesTheKeyIsCalledBackAndLeavesTheQueue() {
    Duration began = caller.time.elapsed();
    caller
        .hears("music", "offer-callback")
        .then(s -> assertThat(s.time.elapsed().minus(began)).isGreaterThan(Duration.ofMinutes(2)))
        .presses("1")
        .hears("callback-number", "callback-number-keys")
        .presses("1")
        .hears("callback-confirmed", "callback-confirmed-end", "connecting")
        .run(flow());

    assertThat(caller.callbacks.open())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.number()).isEqualTo(PhoneNumber.of("+79990000001"));
              assertThat(task.group()).isEqualTo("access");
              assertThat(task.rank()).isEqualTo(arrivedAt().minus(Duration.ofMinutes(3)));
            });
    assertThat(caller.room.moves().getLast()).isInstanceOf(Move.Left.class);
    assertThat(caller.room.requests()).hasSize(1);
  }

  private Instant arrivedAt() {
    return caller.calls.find(caller.call).orElseThrow().arrivedAt();
  }

  @Test
  void withoutATargetTheStepBelowFollows() {
    caller
        .hears("offer-callback")
        .presses("1")
        .hears("callback-number")
        .presses("1")
        .hears("callback-confirmed-end", "connecting")
        .run(Config.read("f", FLOW.replace(", done: thanks", "")));
  }

  @Test
  void beforeTheOfferTheKeyMeansNothing() {
    caller
        .hears("music")
        .waits(Duration.ofMinutes(1))
        .presses("1")
        .waits(SECOND)
        .then(s -> assertThat(s.room.moves()).noneMatch(Move.Left.class::isInstance))
        .hears("offer-callback")
        .hangsUp()
        .run(flow());

    assertThat(caller.callbacks.open()).isEmpty();
  }

  @Test
  void theKeyActsLongAfterTheOfferAndOthersDoNot() {
    caller
        .hears("offer-callback", "music")
        .waits(Duration.ofMinutes(3))
        .presses("2")
        .waits(SECOND)
        .then(s -> assertThat(s.room.moves()).noneMatch(Move.Left.class::isInstance))
        .presses("1")
        .hears("callback-number")
        .hangsUp()
        .run(flow());
  }

  @Test
  void itIsOfferedOnceAndWrittenDown() {
    caller.hears("offer-callback", "music", "overload").run(flow());

    assertThat(caller.leg.heardNames()).containsOnlyOnce("offer-callback");
    assertThat(caller.events(PromptPlayed.class))
        .filteredOn(played -> played.prompts().contains("offer-callback"))
        .hasSize(1);
  }

  @Test
  void whoDoesNotConfirmWaitsOnAtTheOldPlaceAndNoLonger() {
    Duration began = caller.time.elapsed();
    caller
        .hears("offer-callback")
        .presses("1")
        .hears("callback-number")
        .presses("2")
        .hears("music")
        .then(s -> assertThat(s.room.requests()).hasSize(2))
        .then(s -> assertThat(s.room.requests().getLast().headStart()).hasMinutes(3))
        .hears("overload")
        .then(s -> assertThat(s.time.elapsed().minus(began)).isLessThan(Duration.ofSeconds(620)))
        .run(flow());

    assertThat(caller.callbacks.open()).isEmpty();
  }

  @Test
  void anOperatorWhoAnswersWhileTheNumberIsConfirmedIsLetGo() {
    caller
        .hears("offer-callback")
        .presses("1")
        .hears("callback-number")
        .then(s -> s.room.requests().getFirst().inbox().accept(lateAnswer()))
        .presses("2")
        .hears("music")
        .waits(SECOND)
        .then(s -> assertThat(s.leg.peer()).isEmpty())
        .hangsUp()
        .run(flow());

    assertThat(caller.room.moves())
        .contains(new Move.CallerLeft(caller.call, new OfferId("o1"), EndCause.WITHDRAWN));
  }

  private Signal lateAnswer() {
    return new Signal.OperatorAnswered(
        new OfferId("o1"), new OperatorId("1001"), caller.operatorLeg);
  }

  @Test
  void anOperatorWhoAnswersDuringTheOfferTalks() {
    caller
        .hears("offer-callback")
        .operatorAnswers()
        .waits(SECOND)
        .then(s -> assertThat(s.leg.peer()).contains(s.operatorLeg))
        .presses("1")
        .waits(SECOND)
        .then(s -> assertThat(s.leg.peer()).contains(s.operatorLeg))
        .operatorLeaves(EndCause.NORMAL)
        .run(flow());
  }

  @Test
  void withoutANumberThatCanBeDialledNothingIsOffered() {
    caller.from = new CallerNumber.Withheld();
    caller.hears("overload").run(flow());

    assertThat(caller.leg.heardNames()).doesNotContain("offer-callback");
  }

  @Test
  void theOfferAndThePlaceDoNotCutEachOther() {
    caller
        .hears("music")
        .waits(Duration.ofSeconds(118))
        .tells(new Signal.PlaceChanged(4))
        .hears("position", "offer-callback")
        .hangsUp()
        .run(flow());

    assertThat(caller.events(PromptPlayed.class))
        .filteredOn(played -> played.prompts().contains("position"))
        .allMatch(PromptPlayed::completed);
  }

  @Test
  void whatCannotBeKeptIsNotPromised() {
    caller
        .hears("offer-callback")
        .presses("1")
        .hears("callback-number")
        .then(s -> s.callbacks.failing(true))
        .presses("1")
        .hears("trouble")
        .hangsUp()
        .run(flow());

    assertThat(caller.leg.heardNames()).doesNotContain("callback-confirmed");
  }
}
