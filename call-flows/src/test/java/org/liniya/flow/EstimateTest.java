package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.JournalEvent;
import org.liniya.call.Signal;
import org.liniya.estimate.PastWait;
import org.liniya.estimate.WaitBook;
import org.liniya.estimate.WaitRange;
import org.liniya.port.WaitingRoom.Figures;
import org.liniya.testkit.call.FakeWaitingRoom.Move;

/** {@code queue: { announce: { estimate } }}: who waits is told how long it may take. */
class EstimateTest {

  private static final String FLOW =
      """
      flow: waiting
      languages: [ru, en]
      trouble: trouble
      steps:
        person:
          queue:
            skill-group: access
            announce: { every: 45s, position: yes, estimate: yes }
            callback: { offer-after: 20m, offer-above: 5m, done: end }
            timeout: { wait: 30m, go: end }
            served: end
        trouble:
          say: [trouble]
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow(String was, String is) {
    return Config.read("f", FLOW.replace(was, is));
  }

  private static Flow flow() {
    return Config.read("f", FLOW);
  }

  /** In the hour before, callers waited so long from that place. */
  private void waited(int place, long seconds) {
    for (int i = 0; i < 20; i++) {
      caller.estimates.learn(
          "access", new PastWait(place, 2, Duration.ofSeconds(seconds), caller.time.now()));
    }
    caller.room.figures("access", new Figures(place, Duration.ZERO, 0, 2));
  }

  private void place(int place) {
    caller.room.onEnter(_ -> caller.inbox.post(new Signal.PlaceChanged(place)));
  }

  @Test
  void theRangeIsSpokenAfterThePlaceAndWrittenDown() {
    waited(4, 180);
    place(4);

    caller.hears("position", "number-4", "estimate-3-5", "music").hangsUp().run(flow());

    assertThat(caller.events(JournalEvent.EstimateSpoken.class))
        .containsExactly(
            new JournalEvent.EstimateSpoken(
                "access", 4, 180_000, Optional.of(300_000L), 20, 180_000, 180_000, 2));
  }

  @Test
  void withTooLittleKnownOnlyThePlaceIsSpoken() {
    place(4);

    caller.hears("position", "music", "position", "music").hangsUp().run(flow());

    assertThat(caller.leg.heardNames()).noneMatch(name -> name.startsWith("estimate"));
    assertThat(caller.events(JournalEvent.EstimateSpoken.class)).isEmpty();
  }

  @Test
  void withNobodyAtWorkNoRangeIsSpoken() {
    waited(4, 180);
    caller.room.figures("access", new Figures(4, Duration.ZERO, 0, 2, 0));
    place(4);

    caller.hears("position", "music").hangsUp().run(flow());

    assertThat(caller.leg.heardNames()).noneMatch(name -> name.startsWith("estimate"));
  }

  @Test
  void withoutThePlaceTheRangeIsSpokenAlone() {
    waited(4, 180);
    place(4);

    caller.hears("estimate-3-5", "music").hangsUp().run(flow("position: yes", "position: no"));

    assertThat(caller.leg.heardNames()).doesNotContain("position");
  }

  @Test
  void whoIsAnsweredTeachesLaterEstimates() {
    waited(4, 180);
    place(4);

    caller
        .hears("estimate-3-5")
        .waits(Duration.ofSeconds(200))
        .then(s -> s.room.answers(s.call, "o1", "1001", s.operatorLeg))
        .waits(Duration.ofSeconds(1))
        .hangsUp()
        .run(flow());

    assertThat(caller.events(JournalEvent.Waited.class))
        .singleElement()
        .satisfies(
            waited -> {
              assertThat(waited.place()).isEqualTo(4);
              assertThat(waited.serving()).isEqualTo(2);
              assertThat(waited.waitMs()).isBetween(200_000L, 210_000L);
            });
    assertThat(caller.estimates.count(WaitRange.Kept.INSIDE)).isEqualTo(1);
    assertThat(caller.estimates.forecast("access", 4).orElseThrow().waits()).hasSize(21);
  }

  @Test
  void whoGivesUpAfterTheRangeWaitedLonger() {
    waited(4, 180);
    place(4);

    caller.hears("estimate-3-5").waits(Duration.ofSeconds(301)).hangsUp().run(flow());

    assertThat(caller.estimates.count(WaitRange.Kept.LATER)).isEqualTo(1);
  }

  @Test
  void whoGivesUpBeforeItsEndSaysNothing() {
    waited(4, 180);
    place(4);

    caller.hears("estimate-3-5").waits(Duration.ofSeconds(250)).hangsUp().run(flow());

    for (WaitRange.Kept kept : WaitRange.Kept.values()) {
      assertThat(caller.estimates.count(kept)).isZero();
    }
  }

  @Test
  void aLongWaitToComeBringsTheOfferAtOnce() {
    waited(4, 400);
    place(4);
    Duration began = caller.time.elapsed();

    caller
        .hears("offer-callback")
        .then(s -> assertThat(s.time.elapsed().minus(began)).isLessThan(Duration.ofSeconds(30)))
        .hangsUp()
        .run(flow());
  }

  @Test
  void aShortOneDoesNot() {
    waited(4, 180);
    place(4);

    caller.hears("estimate-3-5").waits(Duration.ofMinutes(10)).hangsUp().run(flow());

    assertThat(caller.leg.heardNames()).doesNotContain("offer-callback");
  }

  @Test
  void queuesThatDoNotWorkTakeOnlyTheEstimateAway() {
    waited(4, 180);
    caller.room.onEnter(
        _ -> {
          caller.room.failWith(Optional.of(new IllegalStateException("no figures")));
          caller.inbox.post(new Signal.PlaceChanged(4));
        });

    caller
        .hears("position", "music")
        .then(s -> s.room.failWith(Optional.empty()))
        .hangsUp()
        .run(flow());

    assertThat(caller.room.moves().getLast()).isInstanceOf(Move.Left.class);
  }

  @Test
  void nobodyLoggedInIsLongerThanAnySpan() {
    caller.room.figures("access", new Figures(0, Duration.ZERO, 0, 0));

    assertThat(caller.estimates.expected("access")).isEqualTo(WaitBook.ENDLESS);
  }
}
