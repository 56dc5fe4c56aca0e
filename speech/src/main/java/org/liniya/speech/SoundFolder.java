package org.liniya.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.audio.G711;
import org.liniya.audio.Wav;
import org.liniya.audio.WavReader;

/**
 * Reads every {@code NAME.wav} of a folder, several at once. Blocks on files; used while a library
 * is loaded. What cannot be used becomes a problem, never an exception.
 */
final class SoundFolder {

  /** What a folder is for decides how long its files may be. */
  enum Kind {
    PROMPTS(20, 1 << 20),
    MUSIC(3600, 128 << 20);

    private final int longestSeconds;
    private final int maxBytes;

    Kind(int longestSeconds, int maxBytes) {
      this.longestSeconds = longestSeconds;
      this.maxBytes = maxBytes;
    }

    int longestSeconds() {
      return longestSeconds;
    }
  }

  private static final String SUFFIX = ".wav";
  private static final int FULL_SCALE = 32_000; // A-law's last step is 32,256
  private static final int CLIPPED_RUN = 3; // one sample at the top is a peak, three are a flat top

  private SoundFolder() {}

  /** The sounds by name; adds to {@code problems}. A folder that is missing is an empty one. */
  static Map<String, Sound> read(Path folder, Kind kind, List<PromptProblem> problems) {
    Map<String, Sound> sounds = new HashMap<>();
    for (One one : files(folder, problems).parallelStream().map(file -> one(file, kind)).toList()) {
      one.sound().ifPresent(sound -> sounds.put(one.name(), sound));
      problems.addAll(one.problems());
    }
    return sounds;
  }

  /** What became of one file. */
  private record One(String name, Optional<Sound> sound, List<PromptProblem> problems) {}

  private static One one(Path file, Kind kind) {
    String name = file.getFileName().toString();
    name = name.substring(0, name.length() - SUFFIX.length());
    try {
      Wav wav = read(file, kind);
      return new One(name, Optional.of(new Sound(wav.channel(0))), faults(file, wav, kind));
    } catch (IOException e) {
      PromptProblem unreadable = new PromptProblem.Unreadable(file, String.valueOf(e.getMessage()));
      return new One(name, Optional.empty(), List.of(unreadable));
    }
  }

  private static List<Path> files(Path folder, List<PromptProblem> problems) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> listing = Files.list(folder)) {
      return listing.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      problems.add(new PromptProblem.Unreadable(folder, String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  private static Wav read(Path file, Kind kind) throws IOException {
    Wav wav;
    try (InputStream in = Files.newInputStream(file)) {
      wav = WavReader.read(in, kind.maxBytes);
    }
    if (wav.rate() != G711.RATE) {
      throw new IOException(wav.rate() + " samples a second");
    }
    if (wav.channels() != 1) {
      throw new IOException(wav.channels() + " channels");
    }
    if (wav.length() == 0) {
      throw new IOException("no sound in it");
    }
    return wav;
  }

  private static List<PromptProblem> faults(Path file, Wav wav, Kind kind) {
    List<PromptProblem> problems = new ArrayList<>();
    long seconds = wav.length() / G711.RATE;
    if (seconds >= kind.longestSeconds) {
      problems.add(new PromptProblem.TooLong(file, seconds));
    }
    int clipped = clipped(wav.channel(0));
    if (clipped > 0) {
      problems.add(new PromptProblem.Clipped(file, clipped));
    }
    return problems;
  }

  /** Samples that lie in a flat top. */
  static int clipped(short[] samples) {
    int clipped = 0;
    int run = 0;
    for (short sample : samples) {
      run = Math.abs((int) sample) >= FULL_SCALE ? run + 1 : 0;
      if (run == CLIPPED_RUN) {
        clipped += CLIPPED_RUN;
      } else if (run > CLIPPED_RUN) {
        clipped++;
      }
    }
    return clipped;
  }
}
