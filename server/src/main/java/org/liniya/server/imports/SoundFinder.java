package org.liniya.server.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a sound is at hand as a WAV file, of which only the first bytes are read, and says
 * how it is taken over. Immutable.
 *
 * @param sounds the folder of the other system's sounds
 * @param language of the line that it would be taken for
 */
record SoundFinder(Optional<Path> sounds, String language) {

  private static final int HEAD = 12;

  /** What to do to take it over, to be put behind other words; empty when it is not at hand. */
  String find(String name, String prompt) {
    return candidates(name).stream()
        .filter(SoundFinder::isWav)
        .findFirst()
        .map(
            file ->
                "; its sound: cp "
                    + file
                    + " takes/"
                    + language
                    + "/"
                    + prompt
                    + ".wav, then liniya prompts import takes")
        .orElse("");
  }

  private List<Path> candidates(String name) {
    List<Path> candidates = new ArrayList<>();
    try {
      Path written = Path.of(name);
      Path folder = sounds.orElse(Path.of(""));
      for (Path file : List.of(written, Path.of(name + ".wav"))) {
        if (file.isAbsolute()) {
          candidates.add(file);
        } else if (sounds.isPresent() && folder.resolve(file).normalize().startsWith(folder)) {
          candidates.add(folder.resolve(file));
          inRateFolder(folder, file).ifPresent(candidates::add);
        }
      }
    } catch (InvalidPathException _) {
      return List.of();
    }
    return candidates;
  }

  /** FreeSWITCH keeps {@code ivr/x.wav} as {@code ivr/8000/x.wav}. */
  private static Optional<Path> inRateFolder(Path folder, Path file) {
    return Optional.ofNullable(file.getParent())
        .map(parent -> folder.resolve(parent).resolve("8000").resolve(file.getFileName()));
  }

  private static boolean isWav(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
      return head.startsWith("RIFF") && head.endsWith("WAVE");
    } catch (IOException _) {
      return false;
    }
  }
}
