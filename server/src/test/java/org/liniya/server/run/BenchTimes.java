package org.liniya.server.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Measures and prints, one line each. For one thread. */
final class BenchTimes {
  private static final PrintStream OUT = System.out;
  private static final long BEGAN = System.nanoTime();

  private BenchTimes() {}

  static void head() {
    OUT.printf(
        Locale.ROOT,
        "%-52s %6s %10s %10s %10s %10s  %s%n",
        "",
        "runs",
        "first ms",
        "median ms",
        "p99 ms",
        "longest ms",
        "goal");
  }

  /** Some runs to warm up, whose first is printed, then {@code runs}. */
  static void measure(String what, Optional<Duration> goal, int runs, IntConsumer work) {
    int warm = Math.min(runs, 200);
    double first = once(work, 0);
    for (int i = 1; i < warm; i++) {
      once(work, i);
    }
    double[] times = new double[runs];
    for (int i = 0; i < runs; i++) {
      times[i] = once(work, warm + i);
    }
    line(what, goal, first, times);
  }

  /** What takes so long that each run counts. */
  static void measureFew(String what, Optional<Duration> goal, int runs, IntConsumer work) {
    double[] times = new double[runs];
    for (int i = 0; i < runs; i++) {
      times[i] = once(work, i);
    }
    line(what, goal, times[0], times);
  }

  /** As measured elsewhere, in milliseconds. */
  static void line(String what, Optional<Duration> goal, double first, double[] times) {
    Arrays.sort(times);
    double middle = times[times.length / 2];
    double p99 = times[(int) Math.min(times.length - 1, Math.ceil(times.length * 0.99) - 1)];
    String verdict =
        goal.map(
                limit ->
                    "< %d ms: %s"
                        .formatted(limit.toMillis(), middle < limit.toMillis() ? "met" : "MISSED"))
            .orElse("");
    OUT.printf(
        Locale.ROOT,
        "%-52s %6d %10.2f %10.2f %10.2f %10.2f  %s%n",
        what,
        times.length,
        first,
        middle,
        p99,
        times[times.length - 1],
        verdict);
  }

  private static double once(IntConsumer work, int run) {
    long began = System.nanoTime();
    work.accept(run);
    return (System.nanoTime() - began) / 1e6;
  }

  /** A line with the seconds since the program began. */
  static void say(String text) {
    OUT.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - BEGAN) / 1e9, text);
  }
}
