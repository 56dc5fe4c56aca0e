package org.liniya.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Talk-off: speech and music must not be taken for keys. All prompts and the music that are in the
 * tree, and whatever WAV files (G.711 or 16 bits, 8,000 Hz) stand in the folder that the property
 * {@code liniya.talk-off} names.
 */
class TalkOffTest {

  private static final Path CONFIG = Path.of("..", "config");

  @ParameterizedTest
  @ValueSource(doubles = {-12, 0, 6})
  void noPromptAndNoMusicIsAKey(double gain) throws IOException {
    Found found = listen(CONFIG, gain);
    assertThat(found.length()).isGreaterThan(Duration.ofMinutes(3));
    assertThat(found.keys()).isEmpty();
  }

  @Test
  void nothingInTheFolderThatIsNamedIsAKey() throws IOException {
    Optional<String> folder = Optional.ofNullable(System.getProperty("liniya.talk-off"));
    if (folder.isPresent()) {
      Found found = listen(Path.of(folder.get()), 0);
      assertThat(found.keys()).as("in " + found.length()).isEmpty();
    }
  }

  /** The detector is awake while it listens: a key over the speech is heard. */
  @Test
  void aKeyWithinTheMusicsPauseIsHeard() throws IOException {
    byte[] music = sound(CONFIG.resolve("music/default.wav"), 0);
    byte[] key = KeySound.ofMillis(160).key('7', 60, 60).encoded(G711.A_LAW);
    KeyTones tones = new KeyTones();
    assertThat(tones.hear(G711.A_LAW, music, 0, 8000)).isEqualTo((char) 0);
    assertThat(tones.hear(G711.A_LAW, key, 0, key.length)).isEqualTo('7');
  }

  private record Found(Duration length, List<String> keys) {}

  private static Found listen(Path folder, double gain) throws IOException {
    List<String> keys = new ArrayList<>();
    long samples = 0;
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    for (Path file : files) {
      byte[] sound = sound(file, gain);
      samples += sound.length;
      KeyTones tones = new KeyTones();
      for (int at = 0; at < sound.length; at += 160) {
        char key = tones.hear(G711.A_LAW, sound, at, Math.min(160, sound.length - at));
        if (key != 0) {
          keys.add(key + " in " + file.getFileName() + " at " + at / 8 + " ms");
        }
      }
    }
    return new Found(Duration.ofMillis(samples / 8), keys);
  }

  private static byte[] sound(Path file, double gain) throws IOException {
    short[] samples = WavReader.read(Files.readAllBytes(file)).channel(0);
    byte[] sound = new byte[samples.length];
    double factor = Math.pow(10, gain / 20);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = G711.A_LAW.encode((int) Math.round(samples[i] * factor));
    }
    return sound;
  }
}
