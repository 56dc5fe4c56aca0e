package org.liniya.testkit.sound;

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
    Correlation correlation = new Correlation(sound.sharpened());
    List<Candidate> candidates = new ArrayList<>();
    for (Prompt prompt : prompts) {
      candidates.addAll(prompt.in(correlation, sound));
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

  /** A prompt that may have been heard; samples are counted from the start of the sound. */
  record Candidate(Heard heard, int start, int length, double explained) {
    boolean disputes(Candidate other) {
      int overlap =
          Math.min(start + length, other.start + other.length) - Math.max(start, other.start);
      return overlap > 0.25 * Math.min(length, other.length);
    }
  }
}
