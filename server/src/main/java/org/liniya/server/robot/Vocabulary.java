package org.liniya.server.robot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liniya.audio.hearing.Ear;
import org.liniya.audio.hearing.Heard;
import org.liniya.audio.hearing.PromptFinder;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Language;
import org.liniya.server.config.Configuration;

/**
 * What a robot understands: every prompt of every language, named {@code ru/welcome}, and the music
 * on hold in pieces of a second and a half, named {@code music/default/3}. Read from the sound
 * files of a configuration, never from what the server says that it played. Immutable.
 */
public final class Vocabulary {

  private static final String MUSIC = "music/";
  private static final Duration PIECE = Duration.ofMillis(1500);

  private final Map<Language, Map<String, String>> texts;
  private final PromptFinder finder;

  private Vocabulary(Map<Language, Map<String, String>> texts, PromptFinder finder) {
    this.texts = texts;
    this.finder = finder;
  }

  /**
   * Learns the prompts and the music of a configuration.
   *
   * @throws IOException when a folder cannot be read
   */
  public static Vocabulary of(Configuration configuration) throws IOException {
    Map<String, Sound> sounds = new LinkedHashMap<>();
    Path prompts = configuration.settings().speech().prompts(configuration.folder());
    for (Language language : configuration.prompts().keySet()) {
      files(prompts.resolve(language.tag()))
          .forEach((name, sound) -> sounds.put(language.tag() + "/" + name, sound));
    }
    files(configuration.settings().speech().music(configuration.folder()))
        .forEach((name, sound) -> addPieces(MUSIC + name, sound, sounds));
    return new Vocabulary(configuration.prompts(), PromptFinder.of(sounds));
  }

  private static Map<String, Sound> files(Path folder) throws IOException {
    Map<String, Sound> sounds = new TreeMap<>(); // equal sounds go by their first name
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.wav")) {
      for (Path file : files) {
        sounds.put(file.getFileName().toString().replaceFirst("\\.wav$", ""), Sound.read(file));
      }
    }
    return sounds;
  }

  private static void addPieces(String name, Sound music, Map<String, Sound> sounds) {
    Duration from = Duration.ZERO;
    for (int i = 0; from.plus(PIECE).compareTo(music.length()) <= 0; i++) {
      Sound piece = music.part(from, from.plus(PIECE));
      if (piece.loudness() > 100) {
        sounds.put(name + "/" + i, piece);
      }
      from = from.plus(PIECE);
    }
  }

  /** A fresh ear for one call. */
  public Ear ear() {
    return finder.ear();
  }

  /** For a whole recording. */
  public PromptFinder finder() {
    return finder;
  }

  /** Whether this is music on hold. */
  public static boolean isMusic(Heard heard) {
    return heard.name().startsWith(MUSIC);
  }

  /** The digit that was spoken in that language, if it was one. */
  public static Optional<Character> digit(Heard heard, Language language) {
    for (char digit = '0'; digit <= '9'; digit++) {
      if (heard.is(language.tag() + "/digit-" + digit)) {
        return Optional.of(digit);
      }
    }
    return Optional.empty();
  }

  /** What was said, in its own language. */
  public String text(Heard heard) {
    int slash = heard.name().indexOf('/');
    String tag = heard.name().substring(0, slash);
    return tag.matches("[a-z]{2,3}")
        ? texts
            .getOrDefault(new Language(tag), Map.of())
            .getOrDefault(heard.name().substring(slash + 1), "")
        : "";
  }
}
