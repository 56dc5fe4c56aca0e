package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.call.Ending;

/**
 * Every port failing in every step of the plain line, once and from then on: the caller is told,
 * comes to a person whenever the queue works, and never stands in silence.
 */
class FaultMatrixTest {

  private static final Flow LINE = Config.hotline();

  /** The longest that a working hotline is quiet: waiting for the first digit of a number. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** A caller who can be told nothing at all has a person, or is let go, within this. */
  private static final Duration MUTE = Duration.ofSeconds(60);

  static Stream<Arguments> matrix() {
    return Arrays.stream(Persona.values())
        .flatMap(
            persona ->
                steps(persona).stream()
                    .flatMap(
                        step ->
                            Arrays.stream(Fault.values())
                                .flatMap(
                                    fault ->
                                        Stream.of(true, false)
                                            .map(
                                                only ->
                                                    Arguments.of(
                                                        persona,
                                                        new FaultyCall.Break(
                                                            fault, step, only))))));
  }

  private static Set<String> steps(Persona persona) {
    FaultyCall well = new FaultyCall(LINE, persona, Optional.empty());
    well.run();
    return well.steps;
  }

  @Test
  void togetherTheCallersPassEveryStep() {
    Set<String> passed = new TreeSet<>();
    Arrays.stream(Persona.values()).forEach(persona -> passed.addAll(steps(persona)));

    assertThat(passed).isEqualTo(new TreeSet<>(Config.hotline().steps().keySet()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  void neverIntoSilence(Persona persona, FaultyCall.Break breaks) {
    FaultyCall call = new FaultyCall(LINE, persona, Optional.of(breaks));

    FlowRunner.Ended ended = call.run();

    Fault fault = breaks.fault();
    assertThat(call.scenario.leg.ended()).isPresent();
    assertThat(call.longestQuiet()).isLessThanOrEqualTo(fault.mutes() ? MUTE : QUIET);
    if (fault == Fault.JOURNAL || fault == Fault.DATABASE) {
      assertThat(call.endings()).hasSizeLessThanOrEqualTo(1);
    } else {
      assertThat(call.endings()).containsExactly(ended.ending());
    }
    boolean cannotBeReached = !breaks.onlyThere() && fault.partsFromOperators();
    // a missing sound is no fault that a step could notice
    boolean lastWordMissing = fault == Fault.SOUNDS && breaks.step().equals("sorry");
    boolean canBeTold = !lastWordMissing && (breaks.onlyThere() || !fault.mutes());
    if (persona == Persona.AT_A_FULL_QUEUE) {
      assertThat(
              !canBeTold || call.heard().contains("sorry") || call.heard().contains("no-service"))
          .as("told that nobody can come; heard " + call.heard())
          .isTrue();
    } else if (cannotBeReached && !call.reachedAnOperator()) {
      assertThat(call.heard()).contains("trouble", "no-service");
      assertThat(ended.ending()).isEqualTo(Ending.CUT_OFF);
    } else {
      assertThat(call.reachedAnOperator()).as("a person; heard " + call.heard()).isTrue();
      assertThat(ended.ending()).isEqualTo(Ending.COMPLETED);
    }
    if (call.failedBeforeTalk() > 0 && !fault.mutes()) {
      assertThat(call.heard()).contains("trouble");
    }
  }
}
