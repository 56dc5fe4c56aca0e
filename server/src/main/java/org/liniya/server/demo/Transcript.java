package org.liniya.server.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What runs down the terminal: time since the start, who, what. For one thread. */
final class Transcript {

  private final PrintWriter out;
  private final long started = System.nanoTime();
  private int failed;
  private int passed;

  Transcript(PrintWriter out) {
    this.out = out;
  }

  void title(String text) {
    out.println();
    out.println(text);
    out.flush();
  }

  void line(String who, String what) {
    out.println(String.format(Locale.ROOT, "%6.1f s  %-9s %s", seconds(), who, what));
    out.flush();
  }

  /** One line with ✓ or ✗. */
  void check(boolean fulfilled, String what) {
    if (fulfilled) {
      passed++;
    } else {
      failed++;
    }
    out.println(
        String.format(Locale.ROOT, "%6.1f s  %s %s", seconds(), fulfilled ? "✓" : "✗", what));
    out.flush();
  }

  void last(String text) {
    out.println();
    out.println(text);
    out.flush();
  }

  int failed() {
    return failed;
  }

  int passed() {
    return passed;
  }

  private double seconds() {
    return Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
  }
}
