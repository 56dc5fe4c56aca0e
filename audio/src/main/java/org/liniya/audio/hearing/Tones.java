package org.liniya.audio.hearing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds sine tones by Goertzel's algorithm over windows of 40 ms, every 20 ms. Stateless.
 *
 * <p>A window's resolution is 25 Hz: keep the tones of one test at least 75 Hz apart.
 */
public final class Tones {
  private static final int WINDOW = 320;
  private static final int HOP = 160;
  // Quieter than this (RMS, full scale 32767) is silence, not a tone.
  private static final double FLOOR = 100;
  private static final double SOUNDS = 0.6;
  // Of three equal tones at once each has a third.
  private static final double AMONG_OTHERS = 0.15;
  // A lost packet or two do not end a tone.
  private static final Duration JOINED = Duration.ofMillis(100);

  private Tones() {}

  /** A stretch of time, from inclusive. */
  public record Span(Duration from, Duration to) {
    /** How long it lasts. */
    public Duration length() {
      return to.minus(from);
    }
  }

  /** When the tone sounds (at least 60 % of the energy is at that frequency), in order of time. */
  public static List<Span> spans(Sound sound, double hertz) {
    return spans(sound, hertz, SOUNDS);
  }

  private static List<Span> spans(Sound sound, double hertz, double share) {
    List<Span> spans = new ArrayList<>();
    for (int at = 0; at + WINDOW <= sound.size(); at += HOP) {
      if (share(sound, at, WINDOW, hertz) >= share) {
        add(spans, new Span(Sound.time(at), Sound.time(at + WINDOW)));
      }
    }
    return List.copyOf(spans);
  }

  /** How long the tone sounds in all. */
  public static Duration total(Sound sound, double hertz) {
    return length(spans(sound, hertz));
  }

  /**
   * How long the tone sounds in all, alone or with two or three others as loud (at least 15 % of
   * the energy is at that frequency).
   */
  public static Duration totalAmongOthers(Sound sound, double hertz) {
    return length(spans(sound, hertz, AMONG_OTHERS));
  }

  private static Duration length(List<Span> spans) {
    return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The share of the whole sound's energy that is in windows' component at that frequency: 0 to 1.
   */
  public static double share(Sound sound, double hertz) {
    double tone = 0;
    double all = 0;
    for (int at = 0; at + WINDOW <= sound.size(); at += WINDOW) {
      double energy = energy(sound, at, WINDOW);
      all += energy;
      tone += Math.min(energy, toneEnergy(sound, at, WINDOW, hertz));
    }
    return all == 0 ? 0 : tone / all;
  }

  private static double share(Sound sound, int from, int length, double hertz) {
    double energy = energy(sound, from, length);
    return energy < FLOOR * FLOOR * length ? 0 : toneEnergy(sound, from, length, hertz) / energy;
  }

  private static void add(List<Span> spans, Span next) {
    if (!spans.isEmpty() && next.from().minus(spans.getLast().to()).compareTo(JOINED) <= 0) {
      spans.set(spans.size() - 1, new Span(spans.getLast().from(), next.to()));
    } else {
      spans.add(next);
    }
  }

  private static double energy(Sound sound, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (double) sound.sample(i) * sound.sample(i);
    }
    return sum;
  }

  private static double toneEnergy(Sound sound, int from, int length, double hertz) {
    double turn = 2 * Math.cos(2 * Math.PI * hertz / Sound.RATE);
    double last = 0;
    double beforeLast = 0;
    for (int i = from; i < from + length; i++) {
      double next = sound.sample(i) + turn * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
    return 2 * power / length;
  }
}
