package org.liniya.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.speak.Clip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the sound of clips where Asterisk can play it: a file in each law, so that nothing is
 * converted while it is played, named by what is in it, so that a file never changes. Thread-safe;
 * blocks on the disk when a sound comes for the first time.
 *
 * <p>A sentence that may be personal is a file for as long as it is played, under a name that says
 * nothing, readable by owner and group; what a crash left is deleted at the next start.
 */
final class SoundFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SoundFiles.class);
  private static final String PASSING = "passing-";
  private static final Duration LONGEST_TONE = Duration.ofSeconds(10);
  private static final int SAMPLES_A_MS = G711.RATE / 1_000;

  private final SharedFolder folder;
  private final PromptCatalogue prompts;
  private final Map<Object, Kept> kept = new ConcurrentHashMap<>();

  /** A prompt as it was when its file was written. */
  private static final class Kept {
    private final byte[] sound;
    private final Sound file;

    Kept(byte[] sound, Sound file) {
      this.sound = sound;
      this.file = file;
    }

    /** Another array is another edition's: sounds are shared and never changed. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(byte[] other) {
      return sound == other;
    }

    Sound file() {
      return file;
    }
  }

  /** Names a prompt in {@link #kept}. */
  private record PromptKey(Language language, String name) {}

  /** Names music there. */
  private record MusicKey(String name) {}

  /**
   * A sound that Asterisk can play.
   *
   * @param file its path for Asterisk, without an ending
   * @param samples its length, at 8,000 a second
   * @param endless to be played again and again
   * @param passing to be {@link #drop}ped when it was played
   */
  record Sound(String file, long samples, boolean endless, boolean passing) {}

  /**
   * @throws IOException when the folder cannot be made or written
   */
  SoundFiles(SharedFolder folder, PromptCatalogue prompts) throws IOException {
    this.folder = folder;
    this.prompts = prompts;
    Files.createDirectories(folder.ours());
    deleteWhatPassed();
    Files.delete(Files.createTempFile(folder.ours(), PASSING, ".probe"));
  }

  private void deleteWhatPassed() throws IOException {
    try (Stream<Path> files = Files.list(folder.ours())) {
      for (Path file : files.filter(each -> name(each).startsWith(PASSING)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The sound of a clip; empty when there is none, and then the clip is left out. */
  Optional<Sound> of(Clip clip) {
    try {
      return switch (clip) {
        case Clip.Prompt(Language language, String name) ->
            found(
                new PromptKey(language, name),
                prompts.sound(language, name, Encoding.PCMA),
                () -> prompts.sound(language, name, Encoding.PCMU),
                false);
        case Clip.Music(String name) ->
            found(
                new MusicKey(name),
                prompts.music(name, Encoding.PCMA),
                () -> prompts.music(name, Encoding.PCMU),
                true);
        case Clip.Silence(Duration length) -> Optional.of(silence(length));
        case Clip.Tone tone -> Optional.of(tone(tone));
        case Clip.Text text -> text.personal() ? passing(text) : lasting(text);
      };
    } catch (IOException e) {
      LOG.atError().setCause(e).log("a sound cannot be written to {}", folder.ours());
      return Optional.empty();
    }
  }

  /** A law's bytes, looked up when they are wanted. */
  private interface Lookup {
    Optional<byte[]> get();
  }

  private Optional<Sound> found(Object key, Optional<byte[]> alaw, Lookup ulaw, boolean endless)
      throws IOException {
    if (alaw.isEmpty() || alaw.get().length == 0) {
      // music that is missing is silence without end: a queue must not spin on it
      return endless ? Optional.of(endless(silence(Duration.ofSeconds(10)))) : Optional.empty();
    }
    byte[] sound = alaw.get();
    Kept before = kept.get(key);
    if (before != null && before.isOf(sound)) {
      return Optional.of(before.file());
    }
    Sound file = written(sound, ulaw.get().orElseThrow(), endless);
    kept.put(key, new Kept(sound, file));
    return Optional.of(file);
  }

  private static Sound endless(Sound sound) {
    return new Sound(sound.file(), sound.samples(), true, sound.passing());
  }

  private Sound silence(Duration length) throws IOException {
    int samples = Math.clamp(length.toMillis() * SAMPLES_A_MS, 1, 60 * G711.RATE);
    return lasting("silence-" + samples, new short[samples]);
  }

  private Sound tone(Clip.Tone tone) throws IOException {
    int hertz = Math.clamp(tone.hertz(), 1, G711.RATE / 2 - 1);
    long ms = Math.clamp(tone.length().toMillis(), 1, LONGEST_TONE.toMillis());
    return lasting("tone-" + hertz + "-" + ms, Tone.sine(hertz, (int) (ms * SAMPLES_A_MS)));
  }

  private Sound lasting(String name, short[] samples) throws IOException {
    Kept before = kept.get(name);
    if (before != null) {
      return before.file();
    }
    byte[] alaw = G711.A_LAW.encode(samples);
    Sound sound = written(alaw, G711.MU_LAW.encode(samples), false);
    kept.put(name, new Kept(alaw, sound));
    return sound;
  }

  private Optional<Sound> lasting(Clip.Text text) throws IOException {
    return found(
        text,
        prompts.reader().sound(text, Encoding.PCMA),
        () -> prompts.reader().sound(text, Encoding.PCMU),
        false);
  }

  private Optional<Sound> passing(Clip.Text text) throws IOException {
    Optional<byte[]> alaw = prompts.reader().sound(text, Encoding.PCMA);
    if (alaw.isEmpty()) {
      return Optional.empty();
    }
    String name = PASSING + UUID.randomUUID();
    Path path = folder.ours().resolve(name + ".alaw");
    Files.write(path, alaw.get());
    return Optional.of(new Sound(folder.theirs(name), alaw.get().length, false, true));
  }

  /** Removes a passing sound; does nothing for others. */
  void drop(Sound sound) {
    if (sound.passing()) {
      String name = sound.file().substring(sound.file().lastIndexOf('/') + 1);
      try {
        Files.deleteIfExists(folder.ours().resolve(name + ".alaw"));
      } catch (IOException e) {
        LOG.atWarn().setCause(e).log("a sound that has been played is left in {}", folder.ours());
      }
    }
  }

  private Sound written(byte[] alaw, byte[] ulaw, boolean endless) throws IOException {
    String name = hash(alaw);
    write(name + ".alaw", alaw);
    write(name + ".ulaw", ulaw);
    return new Sound(folder.theirs(name), alaw.length, endless, false);
  }

  /** Whole or not at all: Asterisk may look at any moment. */
  private void write(String name, byte[] sound) throws IOException {
    Path file = folder.ours().resolve(name);
    if (Files.exists(file) && Files.size(file) == sound.length) {
      return;
    }
    Path part = folder.ours().resolve(PASSING + UUID.randomUUID() + ".part");
    try {
      Files.write(part, sound);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String hash(byte[] sound) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(sound);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
