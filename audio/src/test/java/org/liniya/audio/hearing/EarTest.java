package org.liniya.audio.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.audio.G711;

/** Hears the shipped prompts as a robot does, packet after packet. */
class EarTest {
  private static final Path PROMPTS =
      Path.of(System.getProperty("liniya.root", "..")).resolve("config/prompts");
  private static final int PACKET = 160;
  private static final Sound PAUSE = Sound.silence(Duration.ofMillis(350));

  @Tag("night") // it hears nine minutes
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void hearsEveryShippedPromptAndNothingElse(String language) throws IOException {
    assertHears(language, names(PROMPTS.resolve(language)));
  }

  /** It knows all of them, though. */
  @Tag("slow")
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void hearsEachFifthShippedPromptAndNothingElse(String language) throws IOException {
    List<String> all = names(PROMPTS.resolve(language));
    assertHears(
        language,
        IntStream.range(0, all.size()).filter(i -> i % 5 == 0).mapToObj(all::get).toList());
  }

  private static void assertHears(String language, List<String> names) {
    PromptFinder prompts = PromptFinder.inFolder(PROMPTS.resolve(language));
    Sound all = telephone(said(language, names));

    List<Heard> heard = listen(prompts.ear(), all);

    assertThat(heard).hasSameSizeAs(names);
    for (int i = 0; i < names.size(); i++) {
      assertThat(heard.get(i).is(names.get(i)))
          .as("%s, heard %s", names.get(i), heard.get(i))
          .isTrue();
    }
  }

  @Test
  void saysSoonThatAPromptHasEnded() {
    Ear ear = PromptFinder.inFolder(PROMPTS.resolve("ru")).ear();
    Sound sound =
        telephone(Sound.join(prompt("ru", "welcome"), Sound.silence(Duration.ofSeconds(3))));
    Duration end = prompt("ru", "welcome").length();

    List<Heard> heard = new ArrayList<>();
    for (int at = 0; at + PACKET <= sound.size() && heard.isEmpty(); at += PACKET) {
      heard.addAll(ear.hear(Arrays.copyOfRange(sound.samples(), at, at + PACKET)));
    }

    assertThat(heard).extracting(Heard::name).containsExactly("welcome");
    assertThat(ear.length()).isLessThan(end.plusMillis(1200));
  }

  @Test
  void twoEqualDigitsAreTwo() {
    Ear ear = PromptFinder.inFolder(PROMPTS.resolve("ru")).ear();
    Sound gap = Sound.silence(Duration.ofMillis(120));
    Sound three = prompt("ru", "digit-3");
    Sound sound = Sound.join(PAUSE, three, gap, three, gap, three, gap, prompt("ru", "digit-1"));

    Hearing hearing = new Hearing(listen(ear, telephone(sound)));

    assertThat(
            hearing.digits(
                Map.of("digit-3", '3', "digit-1", '1'), Duration.ZERO, Duration.ofSeconds(1)))
        .isEqualTo("3331");
  }

  @Test
  void aPromptThatBeginsAsALongerOneIsNotHeardInIt() {
    Ear ear = PromptFinder.inFolder(PROMPTS.resolve("ru")).ear();
    Sound sound = Sound.join(PAUSE, prompt("ru", "goodbye"), PAUSE, prompt("ru", "thank-you"));

    assertThat(listen(ear, telephone(sound)))
        .extracting(Heard::name)
        .containsExactly("goodbye", "thank-you");
  }

  @Test
  void anInterruptedPromptWasNotHeard() {
    Ear ear = PromptFinder.inFolder(PROMPTS.resolve("ru")).ear();
    Sound half = prompt("ru", "enter-snils").part(Duration.ZERO, Duration.ofSeconds(3));

    assertThat(listen(ear, telephone(Sound.join(PAUSE, half, PAUSE)))).isEmpty();
  }

  @Test
  void tonesAndMusicHoldNoPrompt() {
    Ear ear = PromptFinder.inFolder(PROMPTS.resolve("en")).ear();
    Sound music = Sound.read(PROMPTS.resolveSibling("music").resolve("default.wav"));

    assertThat(listen(ear, Sound.join(Sound.tone(440, 0.3, Duration.ofSeconds(5)), music)))
        .isEmpty();
  }

  private static List<Heard> listen(Ear ear, Sound sound) {
    List<Heard> heard = new ArrayList<>();
    for (int at = 0; at < sound.size(); at += PACKET) {
      int end = Math.min(at + PACKET, sound.size());
      heard.addAll(ear.hear(Arrays.copyOfRange(sound.samples(), at, end)));
    }
    heard.addAll(ear.end());
    return heard;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.wav$", ""))
          .sorted()
          .toList();
    }
  }

  private static Sound said(String language, List<String> names) {
    List<Sound> parts = new ArrayList<>();
    parts.add(PAUSE);
    for (String name : names) {
      parts.add(prompt(language, name));
      parts.add(PAUSE);
    }
    return Sound.join(parts.toArray(Sound[]::new));
  }

  private static Sound prompt(String language, String name) {
    return Sound.read(PROMPTS.resolve(language).resolve(name + ".wav"));
  }

  private static Sound telephone(Sound sound) {
    return Sound.of(G711.MU_LAW.decode(G711.MU_LAW.encode(sound.samples())));
  }
}
