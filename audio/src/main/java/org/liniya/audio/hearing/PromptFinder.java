package org.liniya.audio.hearing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.audio.hearing.Correlation.Pair;

/**
 * Finds which known prompts a telephone heard. Immutable; any thread may use it.
 *
 * <p>A prompt is cut into pieces of at most 0.5 s, with the high frequencies raised. The loudest
 * pieces are looked for everywhere; round each place where one fits, the others are looked for near
 * where they ought to be. So a packet lost in the middle of a long prompt, which shifts all that
 * follows, costs little. Where two prompts claim the same time, the one that explains more of the
 * energy wins: of two prompts that begin with the same recorded word, the longer one.
 */
public final class PromptFinder {
  private static final int BLOCK = 32768;

  private final List<Prompt> prompts;

  private PromptFinder(List<Prompt> prompts) {
    this.prompts = prompts;
  }

  /**
   * Knows these prompts.
   *
   * @throws IllegalArgumentException when one of them is silent
   */
  public static PromptFinder of(Map<String, Sound> prompts) {
    List<Prompt> known = new ArrayList<>();
    prompts.forEach((name, sound) -> add(known, Prompt.of(name, sound)));
    return new PromptFinder(List.copyOf(known));
  }

  private static void add(List<Prompt> known, Prompt next) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).sameSound(next)) {
        known.set(i, known.get(i).alsoCalled(next.name()));
        return;
      }
    }
    known.add(next);
  }

  /**
   * Knows every {@code NAME.wav} of a folder.
   *
   * @throws UncheckedIOException when the folder cannot be read
   */
  public static PromptFinder inFolder(Path folder) {
    Map<String, Sound> prompts = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.wav")) {
      for (Path file : files) {
        prompts.put(file.getFileName().toString().replaceFirst("\\.wav$", ""), Sound.read(file));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read the prompts of " + folder, broken);
    }
    return of(prompts);
  }

  /**
   * Listens to a whole recording: some 5 s of one core for a minute of sound and a hundred prompts.
   */
  public Hearing listenTo(Sound sound) {
    Tape tape = Tape.of(sound);
    Correlation correlation = new Correlation(tape, BLOCK);
    List<Pair> pairs =
        prompts.stream().map(p -> correlation.pair(p.anchor(0), p.anchor(1))).toList();
    List<Candidate> candidates = new ArrayList<>();
    // A peak next to the border of two blocks shows up in both; the better one is kept below.
    for (long start = 0; start < sound.size(); start += correlation.step()) {
      correlation.goTo(start);
      for (int i = 0; i < prompts.size(); i++) {
        look(
            tape,
            start,
            prompts.get(i),
            correlation.scores(pairs.get(i), Prompt.ANCHOR_FITS),
            candidates);
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::explained).reversed());
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (kept.stream().noneMatch(candidate::disputes)) {
        kept.add(candidate);
      }
    }
    return new Hearing(
        kept.stream().map(Candidate::heard).sorted(Comparator.comparing(Heard::at)).toList());
  }

  private static void look(
      Tape tape, long start, Prompt prompt, float[][] scores, List<Candidate> candidates) {
    for (int anchor = 0; anchor < scores.length; anchor++) {
      float[] fits = scores[anchor];
      for (int at = Prompt.nextPeak(fits, 0);
          at < fits.length;
          at = Prompt.nextPeak(fits, at + 1)) {
        Correlation.Piece piece = prompt.anchor(anchor);
        long fileStart = start + at - piece.offset();
        prompt.judge(tape, piece, fits[at], fileStart).ifPresent(candidates::add);
      }
    }
  }

  /** An ear that knows these prompts and hears them live. */
  public Ear ear() {
    return new Ear(prompts);
  }
}
