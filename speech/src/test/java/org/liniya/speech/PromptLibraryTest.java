package org.liniya.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.call.Language;
import org.liniya.port.Encoding;

final class PromptLibraryTest {

  private static final short[] TONE = Tone.sine(600, 1600);

  private final Path prompts;
  private final Path music;

  PromptLibraryTest(@TempDir Path folder) {
    this.prompts = folder.resolve("prompts");
    this.music = folder.resolve("music");
  }

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(prompts.resolve("ru"));
    Files.createDirectories(prompts.resolve("en"));
    write(music, "default", Wav.mono(TONE));
  }

  @Test
  void aPromptHasTextAndSoundInBothEncodings() throws IOException {
    write(prompts.resolve("ru"), "hello", Wav.mono(TONE));
    PromptLibrary library = load(Map.of("hello", "Привет"));

    assertThat(library.problems()).isEmpty();
    assertThat(library.text(Language.RU, "hello")).contains("Привет");
    assertThat(library.sound(Language.RU, "hello", Encoding.PCMA))
        .hasValueSatisfying(sound -> assertThat(sound).isEqualTo(G711.A_LAW.encode(TONE)));
    assertThat(library.sound(Language.RU, "hello", Encoding.PCMU))
        .hasValueSatisfying(sound -> assertThat(sound).isEqualTo(G711.MU_LAW.encode(TONE)));
    assertThat(library.music("default", Encoding.PCMA)).isPresent();
    assertThat(library.names(Language.RU)).containsExactly("hello");
    assertThat(library.languages()).containsExactly(Language.RU);
    assertThat(library.sound(Language.EN, "hello", Encoding.PCMA)).isEmpty();
    assertThat(library.text(Language.EN, "hello")).isEmpty();
  }

  @Test
  void textWithoutSoundAndSoundWithoutTextAreTold() throws IOException {
    Path file = write(prompts.resolve("ru"), "orphan", Wav.mono(TONE));
    PromptLibrary library = load(Map.of("hello", "Привет"));

    assertThat(library.problems())
        .containsExactly(
            new PromptProblem.NoSound(
                Language.RU, "hello", prompts.resolve("ru").resolve("hello.wav")),
            new PromptProblem.NoText(Language.RU, "orphan", file));
    assertThat(library.text(Language.RU, "hello")).contains("Привет");
    assertThat(library.names(Language.RU)).doesNotContain("hello");
  }

  @Test
  void aFileThatIsNoTelephoneSoundIsTold() throws IOException {
    Path folder = prompts.resolve("ru");
    Path fast = write(folder, "fast", new Wav(16_000, List.of(TONE)));
    Path stereo = write(folder, "stereo", Wav.stereo(TONE, TONE));
    Path text = Files.writeString(folder.resolve("text.wav"), "not a sound");
    Path nothing = write(folder, "nothing", Wav.mono(new short[0]));
    PromptLibrary library = load(Map.of());

    assertThat(library.problems())
        .containsExactly(
            new PromptProblem.Unreadable(fast, "16000 samples a second"),
            new PromptProblem.Unreadable(nothing, "no sound in it"),
            new PromptProblem.Unreadable(stereo, "2 channels"),
            new PromptProblem.Unreadable(text, "not a RIFF WAVE file"));
    assertThat(library.problems()).allSatisfy(it -> assertThat(it.hint()).isNotBlank());
  }

  @Test
  void clippedAndEndlessPromptsAreToldButUsable() throws IOException {
    short[] square = new short[8000];
    Arrays.fill(square, (short) 32_767);
    Path clipped = write(prompts.resolve("ru"), "clipped", Wav.mono(square));
    Path endless = write(prompts.resolve("ru"), "endless", Wav.mono(new short[21 * 8000]));
    PromptLibrary library = load(Map.of("clipped", "А", "endless", "Б"));

    assertThat(library.problems())
        .containsExactly(
            new PromptProblem.Clipped(clipped, 8000), new PromptProblem.TooLong(endless, 21));
    assertThat(library.names(Language.RU)).containsExactlyInAnyOrder("clipped", "endless");
  }

  @Test
  void missingMusicIsTold() throws IOException {
    Files.delete(music.resolve("default.wav"));

    assertThat(load(Map.of()).problems()).containsExactly(new PromptProblem.NoMusic(music));
  }

  private PromptLibrary load(Map<String, String> russian) {
    return PromptLibrary.load(Map.of(Language.RU, russian), prompts, music);
  }

  private static Path write(Path folder, String name, Wav wav) throws IOException {
    Files.createDirectories(folder);
    return Files.write(folder.resolve(name + ".wav"), wav.toBytes());
  }
}
