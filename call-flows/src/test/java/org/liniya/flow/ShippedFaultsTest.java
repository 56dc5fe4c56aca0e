package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.call.Ending;
import org.liniya.flow.FaultyCall.Break;

/**
 * Every port failing in every step of the shipped hotline, once and from then on: no caller is
 * lost. Each comes to a person, or is promised a callback, or is told that neither can be.
 */
class ShippedFaultsTest {

  private static final Flow SHIPPED =
      Config.read("hotline.yaml", Config.text(Config.ROOT.resolve("config/flows/hotline.yaml")));

  /** The longest that a caller hears nothing: after the tone, while speaking and being silent. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** A caller who can be told nothing at all has a person, or is let go, within this. */
  private static final Duration MUTE = Duration.ofMinutes(2);

  static Stream<Arguments> matrix() {
    return Arrays.stream(ShippedCaller.values())
        .flatMap(
            caller ->
                steps(caller).stream()
                    .flatMap(
                        step ->
                            Arrays.stream(Fault.values())
                                .flatMap(
                                    fault ->
                                        Stream.of(true, false)
                                            .map(only -> new Break(fault, step, only))))
                    .map(breaks -> Arguments.of(caller, breaks)));
  }

  private static Set<String> steps(ShippedCaller caller) {
    FaultyCall well = new FaultyCall(SHIPPED, caller, Optional.empty());
    well.run();
    return well.steps;
  }

  @Test
  void togetherTheCallersPassEveryStep() {
    Set<String> passed = new TreeSet<>();
    Arrays.stream(ShippedCaller.values()).forEach(caller -> passed.addAll(steps(caller)));

    assertThat(passed).isEqualTo(new TreeSet<>(SHIPPED.steps().keySet()));
  }

  @ParameterizedTest
  @EnumSource
  void whenNothingBreaksEachHasWhatIsOwed(ShippedCaller caller) {
    FaultyCall call = new FaultyCall(SHIPPED, caller, Optional.empty());

    assertThat(call.run().ending()).isEqualTo(Ending.COMPLETED);

    assertThat(call.reachedAnOperator()).isEqualTo(!caller.isPromisedACallback());
    assertThat(call.scenario.callbacks.open()).hasSize(caller.isPromisedACallback() ? 1 : 0);
    assertThat(call.scenario.anyTicket()).isPresent();
    assertThat(call.longestQuiet()).isLessThanOrEqualTo(QUIET);
  }

  /** The plain line goes through the same in the fast run: {@link FaultMatrixTest}. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  @Tag("slow")
  void noCallerIsLost(ShippedCaller caller, Break breaks) {
    FaultyCall call = new FaultyCall(SHIPPED, caller, Optional.of(breaks));

    FlowRunner.Ended ended = call.run();

    Fault fault = breaks.fault();
    fault.turn(call.scenario, false); // what was kept can be read again
    assertThat(call.scenario.leg.ended()).isPresent();
    // with nobody there, and nothing that can be said, only the queue's limit ends it
    if (!fault.mutes() || caller.atTheQueue() != Caller.AtTheQueue.NOBODY) {
      assertThat(call.longestQuiet()).isLessThanOrEqualTo(fault.mutes() ? MUTE : QUIET);
    }
    if (fault == Fault.JOURNAL || fault == Fault.DATABASE) {
      assertThat(call.endings()).hasSizeLessThanOrEqualTo(1);
    } else {
      assertThat(call.endings()).containsExactly(ended.ending());
    }
    if (fault != Fault.TICKETS && fault != Fault.DATABASE && !caller.unluckyBefore()) {
      assertThat(call.scenario.anyTicket()).as("a ticket; heard " + call.heard()).isPresent();
    }
    boolean helped = call.reachedAnOperator() || !call.scenario.callbacks.open().isEmpty();
    boolean mute = fault.mutes() && !breaks.onlyThere();
    boolean told =
        Stream.of("no-service", "sorry", "after-hours", "overload", "limit-reached")
            .anyMatch(call.heard()::contains);
    assertThat(helped || mute || told)
        .as("a person, a callback, or the truth; heard " + call.heard())
        .isTrue();
    if (!caller.isPromisedACallback() && !fault.partsFromOperators()) {
      assertThat(call.reachedAnOperator()).as("a person; heard " + call.heard()).isTrue();
    }
    if (call.failedBeforeTalk() > 0 && !fault.mutes()) {
      assertThat(call.heard()).contains("trouble");
    }
  }
}
