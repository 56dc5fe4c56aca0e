package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liniya.asterisk.MixPlan.Part;
import org.liniya.asterisk.MixPlan.Whisper;

/** What each channel does, for all mixes that talks with guests make, and for any other. */
class MixPlanTest {

  private static final String CALLER = "caller";
  private static final String OPERATOR = "operator";
  private static final String SUPERVISOR = "supervisor";
  private static final String SECOND_LINE = "second line";
  private static final String FAR = "far";

  @Test
  void whoeverHearsAllTalks() {
    MixPlan<String> plan =
        plan(
            Map.of(
                CALLER, Set.of(OPERATOR, FAR),
                OPERATOR, Set.of(CALLER, FAR),
                FAR, Set.of(CALLER, OPERATOR)));

    assertThat(plan.parts())
        .isEqualTo(Map.of(CALLER, Part.TALKS, OPERATOR, Part.TALKS, FAR, Part.TALKS));
    assertThat(plan.whispers()).isEmpty();
  }

  @Test
  void whoIsHeardByNobodyListens() {
    MixPlan<String> plan =
        plan(
            Map.of(
                CALLER, Set.of(OPERATOR),
                OPERATOR, Set.of(CALLER),
                SUPERVISOR, Set.of(CALLER, OPERATOR)));

    assertThat(plan.parts())
        .isEqualTo(Map.of(CALLER, Part.TALKS, OPERATOR, Part.TALKS, SUPERVISOR, Part.LISTENS));
    assertThat(plan.whispers()).isEmpty();
  }

  @Test
  void whoIsHeardByOneOnlyWhispers() {
    MixPlan<String> plan =
        plan(
            Map.of(
                CALLER, Set.of(OPERATOR),
                OPERATOR, Set.of(CALLER, SUPERVISOR),
                SUPERVISOR, Set.of(CALLER, OPERATOR)));

    assertThat(plan.parts())
        .isEqualTo(Map.of(CALLER, Part.TALKS, OPERATOR, Part.TALKS, SUPERVISOR, Part.APART));
    assertThat(plan.whispers())
        .isEqualTo(
            Set.of(
                new Whisper<>(SUPERVISOR, OPERATOR),
                new Whisper<>(CALLER, SUPERVISOR),
                new Whisper<>(OPERATOR, SUPERVISOR)));
  }

  @Test
  void oneSideAloneIsHeard() {
    MixPlan<String> plan = plan(Map.of(CALLER, Set.of(OPERATOR), OPERATOR, Set.of()));

    assertThat(plan.parts()).isEqualTo(Map.of(CALLER, Part.LISTENS, OPERATOR, Part.TALKS));
    assertThat(plan.whispers()).isEmpty();
  }

  /** An operator's two lines do not hear each other: four whispers do what a conference cannot. */
  @Test
  void twoLinesOfOneTelephoneAreApart() {
    MixPlan<String> plan =
        plan(
            Map.of(
                CALLER, Set.of(OPERATOR, SECOND_LINE, FAR),
                FAR, Set.of(OPERATOR, SECOND_LINE, CALLER),
                OPERATOR, Set.of(CALLER, FAR),
                SECOND_LINE, Set.of(CALLER, FAR)));

    assertThat(plan.parts())
        .isEqualTo(
            Map.of(
                CALLER,
                Part.TALKS,
                FAR,
                Part.TALKS,
                OPERATOR,
                Part.TALKS,
                SECOND_LINE,
                Part.APART));
    assertThat(plan.whispers())
        .isEqualTo(
            Set.of(
                new Whisper<>(CALLER, SECOND_LINE),
                new Whisper<>(FAR, SECOND_LINE),
                new Whisper<>(SECOND_LINE, CALLER),
                new Whisper<>(SECOND_LINE, FAR)));
  }

  @Test
  void nobodyHearsAnybody() {
    MixPlan<String> plan = plan(Map.of(CALLER, Set.of(), OPERATOR, Set.of()));

    assertThat(heard(plan, CALLER)).isEmpty();
    assertThat(heard(plan, OPERATOR)).isEmpty();
  }

  /** A bit for each ordered pair of four. */
  @Property(tries = 500)
  void everybodyHearsWhomTheyMayAndNobodyElse(@ForAll @IntRange(min = 0, max = 0xffff) int pairs) {
    List<Integer> parties = List.of(0, 1, 2, 3);
    Map<Integer, Set<Integer>> hears = new HashMap<>();
    for (int ear : parties) {
      Set<Integer> heard = new HashSet<>();
      for (int voice : parties) {
        if (ear != voice && ((pairs >> (4 * ear + voice)) & 1) == 1) {
          heard.add(voice);
        }
      }
      hears.put(ear, heard);
    }

    MixPlan<Integer> plan = MixPlan.of(parties, hears);

    plan.whispers().forEach(each -> assertMayWhisper(plan.parts().get(each.from())));
    parties.forEach(party -> assertThat(heard(plan, party)).isEqualTo(hears.get(party)));
  }

  /** Who is muted cannot. */
  private static void assertMayWhisper(@Nullable Part part) {
    assertThat(part).isNotEqualTo(Part.LISTENS);
  }

  private static MixPlan<String> plan(Map<String, Set<String>> hears) {
    return MixPlan.of(List.copyOf(new TreeMap<>(hears).keySet()), hears);
  }

  /** What conferences and whispers do. */
  private static <P> Set<P> heard(MixPlan<P> plan, P ear) {
    Set<P> heard = new HashSet<>();
    if (plan.parts().get(ear) != Part.APART) {
      plan.parts().forEach((party, part) -> addIf(part == Part.TALKS, party, heard));
    }
    for (Whisper<P> whisper : plan.whispers()) {
      addIf(whisper.to().equals(ear), whisper.from(), heard);
    }
    heard.remove(ear);
    return heard;
  }

  private static <P> void addIf(boolean is, P party, Set<P> heard) {
    if (is) {
      heard.add(party);
    }
  }
}
