package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;

/** Who is told a place, and when, in a queue longer than the part that is told at once. */
class PlacesTest extends AcdScene {

  private static final int CALLS = 2 * Places.AT_ONCE;
  private final List<AcdEffect> wakeUps = new ArrayList<>();

  @BeforeEach
  void aLongQueue() {
    say(new AcdEvent.ConfigurationChanged(now, List.of(group("access", CALLS)), List.of(anna())));
    for (int i = 1; i <= CALLS; i++) {
      enter(call(i));
      effects.stream().filter(AcdEffect.WakeAt.class::isInstance).forEach(wakeUps::add);
      assertThat(places()).containsExactly(new AcdEffect.TellPlace(call(i), i));
    }
  }

  @Test
  void theHeadHearsOfAChangeAtOnceAndTheOthersAtTheNextDeadline() {
    after(1);
    leave(1);
    assertThat(places())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, Places.AT_ONCE)
                .mapToObj(i -> new AcdEffect.TellPlace(call(i + 1), (int) i))
                .toList());
    now = START.plus(Places.OTHERS_AFTER);
    say(new AcdEvent.Woken(now, new WakeKey.PlacesDue("access")));
    assertThat(places())
        .containsExactlyElementsOf(
            LongStream.range(Places.AT_ONCE + 1, CALLS)
                .mapToObj(i -> new AcdEffect.TellPlace(call(i + 1), (int) i))
                .toList());
  }

  @Test
  void oneDeadlineAtATimeIsEnough() {
    AcdEffect deadline =
        new AcdEffect.WakeAt(new WakeKey.PlacesDue("access"), START.plus(Places.OTHERS_AFTER));
    assertThat(wakeUps).containsExactly(deadline);
    leave(1);
    assertThat(effects).doesNotContain(deadline);
    now = START.plus(Places.OTHERS_AFTER);
    say(new AcdEvent.Woken(now, new WakeKey.PlacesDue("access")));
    leave(2);
    assertThat(effects)
        .contains(
            new AcdEffect.WakeAt(new WakeKey.PlacesDue("access"), now.plus(Places.OTHERS_AFTER)));
  }

  @Test
  void whoeverAsksGetsTheExactPlace() {
    leave(1);
    assertThat(acd.place(call(CALLS))).contains(CALLS - 1);
    assertThat(acd.place(call(1))).isEmpty();
  }

  @Test
  void aDeadlineOfAGroupThatIsGoneIsNothing() {
    say(new AcdEvent.ConfigurationChanged(now, List.of(), List.of()));
    now = START.plus(Places.OTHERS_AFTER);
    say(new AcdEvent.Woken(now, new WakeKey.PlacesDue("access")));
    assertThat(effects).isEmpty();
  }

  private void leave(long number) {
    say(new AcdEvent.CallLeft(now, call(number), "hung-up"));
  }

  private List<AcdEffect> places() {
    return effects.stream().filter(AcdEffect.TellPlace.class::isInstance).toList();
  }

  private static CallId call(long number) {
    return new CallId(new UUID(2, number));
  }
}
