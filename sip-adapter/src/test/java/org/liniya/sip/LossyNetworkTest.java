package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Whatever the network loses, doubles or reorders and whoever hangs up, cancels or dies when: every
 * leg ends once and in time, and nothing of it is left.
 *
 * <p>Bugs that were planted to see it red: a BYE is answered and does not end the leg (seed 0);
 * {@code SipLeg.gone} leaves an unconfirmed dialog in the book (1); a repeated 200 of an operator's
 * telephone is told as another answer (4); a 481 to the silence probe changes nothing (105).
 *
 * <p>{@code -Dliniya.seeds=N} for fewer.
 */
class LossyNetworkTest {

  private static final int USUAL = 1_500;
  private static final int SEEDS = Math.min(USUAL, Integer.getInteger("liniya.seeds", USUAL));

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.liniya.sip");

  /** Thousands of calls would bury every other line. */
  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  private static void live(long from, long seeds) {
    for (long seed = from; seed < from + seeds; seed++) {
      Optional<String> fault;
      try {
        fault = new Simulation(seed).run();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
      assertThat(fault.orElse("")).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void nothingIsLeftAfterAnyCall() {
    live(0, SEEDS);
  }

  @Test
  @Tag("night")
  void nothingIsLeftAfterAnyOfManyCalls() {
    live(1_000_000, 100_000);
  }
}
