package org.liniya.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.liniya.audio.G711;
import org.liniya.port.Encoding;

/**
 * Reads music on hold: {@code NAME.wav} is one piece; a folder {@code NAME} (or a link to one) is
 * all its pieces, one after the other in the order of their names. Blocks on files; used while a
 * library is loaded. What cannot be used becomes a problem, never an exception.
 *
 * <p>All of it together is {@link #MOST_SECONDS} at most, which is 110 MiB in both laws, however
 * many callers hear it.
 */
final class MusicFolder {

  static final long MOST_SECONDS = 2 * 60 * 60;

  private final Path folder;
  private final List<PromptProblem> problems;
  private final Map<String, Sound> music = new TreeMap<>();
  private long seconds;

  private final long mostSeconds;

  private MusicFolder(Path folder, long mostSeconds, List<PromptProblem> problems) {
    this.folder = folder;
    this.mostSeconds = mostSeconds;
    this.problems = problems;
  }

  /** The music by its names; adds to {@code problems}. A folder that is missing is an empty one. */
  static Map<String, Sound> read(Path folder, List<PromptProblem> problems) {
    return read(folder, MOST_SECONDS, problems);
  }

  /** As the other {@code read}, with a limit of its own. */
  static Map<String, Sound> read(Path folder, long mostSeconds, List<PromptProblem> problems) {
    MusicFolder reading = new MusicFolder(folder, mostSeconds, problems);
    new TreeMap<>(SoundFolder.read(folder, SoundFolder.Kind.MUSIC, problems))
        .forEach((name, sound) -> reading.add(name, sound, folder.resolve(name + ".wav")));
    reading.folders().forEach(reading::playlist);
    return reading.music;
  }

  private void playlist(Path pieces) {
    String name = pieces.getFileName().toString();
    Map<String, Sound> found =
        new TreeMap<>(SoundFolder.read(pieces, SoundFolder.Kind.MUSIC, problems));
    if (found.isEmpty()) {
      problems.add(new PromptProblem.Playlist(pieces, "has no music in it", "put WAV files there"));
    } else if (music.containsKey(name)) {
      problems.add(
          new PromptProblem.Playlist(
              pieces, "has the name of a file beside it", "rename one of the two"));
    } else {
      add(name, Sound.joined(List.copyOf(found.values())), pieces);
    }
  }

  private void add(String name, Sound sound, Path from) {
    long more = sound.in(Encoding.PCMA).length / G711.RATE;
    if (seconds + more > mostSeconds) {
      problems.add(
          new PromptProblem.Playlist(
              from,
              "is left out: all music together takes more than " + mostSeconds / 60 + " minutes",
              "take fewer or shorter pieces"));
      return;
    }
    seconds += more;
    music.put(name, sound);
  }

  private List<Path> folders() {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> listing = Files.list(folder)) {
        listing.filter(Files::isDirectory).sorted().forEach(found::add);
      } catch (IOException e) {
        problems.add(new PromptProblem.Unreadable(folder, String.valueOf(e.getMessage())));
      }
    }
    return found;
  }
}
