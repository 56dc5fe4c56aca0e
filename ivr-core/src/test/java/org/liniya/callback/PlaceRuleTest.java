package org.liniya.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.callback.PlaceRule.Kept;
import org.liniya.callback.PlaceRule.Place;
import org.liniya.callback.PlaceRule.Wish;

class PlaceRuleTest {

  private static final Instant RANK = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant SINCE = RANK.plusSeconds(60);
  private static final Instant OWN = RANK.plusSeconds(300);

  @Test
  void whoWasCutOffKeepsThePlaceForFiveMinutes() {
    Place place = place(1, RANK, Wish.CUT_OFF);
    Instant last = SINCE.plus(PlaceRule.BACK_WITHIN);

    assertThat(decide(last, place)).contains(new Kept(call(1), RANK, "cut off, and back in time"));
    assertThat(decide(last.plusNanos(1), place)).isEmpty();
  }

  @Test
  void whoRangInWithinFiveMinutesMayTakeLongerToTheQueue() {
    Instant rangIn = SINCE.plus(PlaceRule.BACK_WITHIN);
    Place place = new Place(call(1), RANK, SINCE, Wish.CUT_OFF, Optional.of(rangIn), false);

    assertThat(decide(rangIn.plus(PlaceRule.QUEUED_WITHIN), place)).isPresent();
    assertThat(decide(rangIn.plus(PlaceRule.QUEUED_WITHIN).plusNanos(1), place)).isEmpty();
    Place late =
        new Place(call(1), RANK, SINCE, Wish.CUT_OFF, Optional.of(rangIn.plusNanos(1)), false);
    assertThat(decide(rangIn.plusSeconds(1), late)).isEmpty();
  }

  @Test
  void whoChoseACallbackKeepsThePlaceForADay() {
    Place place = place(1, RANK, Wish.CHOSEN);
    Instant last = SINCE.plus(PlaceRule.CHOSEN_WITHIN);

    assertThat(decide(last, place)).contains(new Kept(call(1), RANK, "a callback was chosen"));
    assertThat(decide(last.plusNanos(1), place)).isEmpty();
    assertThat(decide(SINCE.plus(Duration.ofHours(1)), place(1, RANK, Wish.OVER))).isEmpty();
  }

  @Test
  void aPlaceThatIsTakenIsNobodyElses() {
    assertThat(decide(SINCE, new Place(call(1), RANK, SINCE, Wish.CHOSEN, Optional.empty(), true)))
        .isEmpty();
  }

  @Test
  void theOldestPlaceCountsAndNoneThatIsWorseThanTheCallsOwn() {
    Place older = place(2, RANK.minusSeconds(1), Wish.CHOSEN);
    assertThat(decide(SINCE, place(1, RANK, Wish.CHOSEN), older).map(Kept::of)).contains(call(2));
    assertThat(decide(SINCE, place(1, OWN, Wish.CHOSEN))).isEmpty();
    assertThat(decide(SINCE)).isEmpty();
  }

  private static Optional<Kept> decide(Instant now, Place... places) {
    return PlaceRule.decide(List.of(places), OWN, now);
  }

  private static Place place(int of, Instant rank, Wish wish) {
    return new Place(call(of), rank, SINCE, wish, Optional.empty(), false);
  }

  private static CallId call(int number) {
    return new CallId(new UUID(0, number));
  }
}
