package org.liniya.audio.hearing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.audio.hearing.Correlation.Piece;

/**
 * A known prompt, cut into the pieces by which it is looked for. Immutable.
 *
 * @param alsoCalled names of prompts with the same sound
 * @param start first sample that is not silence
 * @param length samples from there to the last that is not silence
 */
record Prompt(
    String name, Set<String> alsoCalled, Sound sound, int start, int length, List<Piece> pieces) {
  private static final int LONGEST = 4000;
  static final double ANCHOR_FITS = 0.6;
  private static final double FITS = 0.65;
  // Three lost packets of 20 ms may have shifted a piece.
  static final int DRIFT = 480;
  static final int SAME_PLACE = 800;
  private static final double SILENT_SHARE = 0.05;

  static Prompt of(String name, Sound sound) {
    double floor = Math.max(40, 0.02 * peak(sound));
    int start = 0;
    int end = sound.size();
    while (start < end && Math.abs(sound.sample(start)) < floor) {
      start++;
    }
    while (end > start && Math.abs(sound.sample(end - 1)) < floor) {
      end--;
    }
    if (end - start < 400) {
      throw new IllegalArgumentException("prompt " + name + " is silent or shorter than 50 ms");
    }
    return new Prompt(
        name, Set.of(), sound, start, end - start, cut(sound.sharpened(), start, end - start));
  }

  /** Whether the other one sounds the same but for silence round it. */
  boolean sameSound(Prompt other) {
    return Arrays.equals(
        sound.samples(),
        start,
        start + length,
        other.sound.samples(),
        other.start,
        other.start + other.length);
  }

  /** This one, known under a further name too. */
  Prompt alsoCalled(String other) {
    Set<String> names = new HashSet<>(alsoCalled);
    names.add(other);
    return new Prompt(name, Set.copyOf(names), sound, start, length, pieces);
  }

  private static double peak(Sound sound) {
    int peak = 0;
    for (int i = 0; i < sound.size(); i++) {
      peak = Math.max(peak, Math.abs((int) sound.sample(i)));
    }
    return peak;
  }

  private static List<Piece> cut(Sound sound, int start, int length) {
    int count = (length + LONGEST - 1) / LONGEST;
    List<Piece> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = start + (int) ((long) length * i / count);
      int to = start + (int) ((long) length * (i + 1) / count);
      all.add(Piece.of(sound, from, to - from));
    }
    double mean = all.stream().mapToDouble(Piece::energy).average().orElse(0);
    return all.stream().filter(piece -> piece.energy() >= SILENT_SHARE * mean).toList();
  }

  private List<Piece> loudestFirst() {
    return pieces.stream().sorted(Comparator.comparingDouble(Piece::energy).reversed()).toList();
  }

  /** One of its two loudest pieces; both are the same of a short prompt. */
  Piece anchor(int index) {
    List<Piece> loudest = loudestFirst();
    return loudest.get(Math.min(index, loudest.size() - 1));
  }

  /**
   * The next place at or after {@code from} that fits and that no place within 100 ms fits better.
   */
  static int nextPeak(float[] scores, int from) {
    for (int at = from; at < scores.length; at++) {
      if (scores[at] >= ANCHOR_FITS && highest(scores, at)) {
        return at;
      }
    }
    return scores.length;
  }

  private static boolean highest(float[] scores, int at) {
    for (int i = Math.max(0, at - SAME_PLACE); i < Math.min(scores.length, at + SAME_PLACE); i++) {
      if (scores[i] > scores[at] || (scores[i] == scores[at] && i < at)) {
        return false;
      }
    }
    return true;
  }

  /** The first piece that is not a mere breath: it is heard early. */
  Piece opening() {
    double mean = pieces.stream().mapToDouble(Piece::energy).average().orElse(0);
    return pieces.stream()
        .filter(piece -> piece.energy() >= mean / 5)
        .findFirst()
        .orElse(pieces.getFirst());
  }

  /**
   * Whether the whole prompt is on the tape, given how well one of its pieces fits.
   *
   * @param fileStart where its first sample would be
   */
  Optional<Candidate> judge(Tape tape, Piece anchor, double anchorScore, long fileStart) {
    double score = score(tape, anchor, anchorScore, fileStart);
    if (score < FITS) {
      return Optional.empty();
    }
    Duration at = Sound.time(Math.max(0, fileStart));
    return Optional.of(
        new Candidate(
            new Heard(name, alsoCalled, at, sound.length(), score),
            fileStart + start,
            length,
            score * score * tape.energy(fileStart + start, length)));
  }

  /** How well all pieces fit; as soon as that cannot be enough any more, how well at best. */
  private double score(Tape tape, Piece anchor, double anchorScore, long fileStart) {
    double weights = pieces.stream().mapToDouble(Prompt::weight).sum();
    double missing = 0;
    for (Piece piece : loudestFirst()) {
      long expected = fileStart + piece.offset();
      double fit =
          piece.equals(anchor) ? anchorScore : tape.best(piece, expected - DRIFT, expected + DRIFT);
      missing += weight(piece) * (1 - fit);
      if (1 - missing / weights < FITS) {
        break;
      }
    }
    return 1 - missing / weights;
  }

  private static double weight(Piece piece) {
    return Math.sqrt(piece.energy());
  }
}
