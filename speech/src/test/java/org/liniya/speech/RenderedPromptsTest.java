package org.liniya.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.Pronunciation;
import org.liniya.speech.voice.Speaker;

/** What no file says comes from the cache, and what that lacks from the voices in their order. */
final class RenderedPromptsTest {

  private static final Map<String, String> TEXTS = Map.of("hello", "Привет", "bye", "Пока");

  private final Path prompts;
  private final Path music;
  private final Path cache;

  RenderedPromptsTest(@TempDir Path folder) {
    this.prompts = folder.resolve("prompts");
    this.music = folder.resolve("music");
    this.cache = folder.resolve("cache");
  }

  @BeforeEach
  void music() throws IOException {
    Files.createDirectories(music);
    Files.createDirectories(prompts.resolve("ru"));
    Files.write(music.resolve("default.wav"), Wav.mono(Tone.sine(500, 800)).toBytes());
  }

  @Test
  void aPromptIsSpokenOnceAndFromThenOnCostsNoSynthesis() {
    CountingVoice voice = new CountingVoice("one/1");
    PromptLibrary first = load(TEXTS, voice);
    assertThat(first.problems()).isEmpty();
    assertThat(first.names(Language.RU)).containsExactlyInAnyOrder("hello", "bye");
    assertThat(voice.said()).containsExactlyInAnyOrder("Привет", "Пока");
    assertThat(first.rendered().fresh()).isEqualTo(2);

    PromptLibrary again = load(TEXTS, voice);
    for (int call = 0; call < 100; call++) {
      assertThat(again.sound(Language.RU, "hello", Encoding.PCMU))
          .hasValueSatisfying(
              sound ->
                  assertThat(sound)
                      .isEqualTo(first.sound(Language.RU, "hello", Encoding.PCMU).orElseThrow()));
    }
    assertThat(voice.said()).hasSize(2);
    assertThat(again.rendered().fresh()).isZero();
    assertThat(again.states(Language.RU)).containsEntry("hello", new PromptState.OfVoice("one/1"));
  }

  @Test
  void aChangedTextIsSpokenAndNoOther() {
    CountingVoice voice = new CountingVoice("one/1");
    load(TEXTS, voice);
    load(Map.of("hello", "Добрый день", "bye", "Пока"), voice);

    assertThat(voice.said()).containsExactlyInAnyOrder("Привет", "Пока", "Добрый день");
  }

  @Test
  void aFileThatSaysThePresentTextNeedsNoVoiceAndAStaleOneDoes() throws IOException {
    Files.write(prompts.resolve("ru/hello.wav"), Wav.mono(Tone.sine(600, 800)).toBytes());
    PromptIndexFile index = PromptIndexFile.read(prompts.resolve("ru.sha256"));
    index.put("hello", "other/1", "Привет");
    index.write();
    CountingVoice voice = new CountingVoice("one/1");
    assertThat(load(Map.of("hello", "Привет"), voice).problems()).isEmpty();
    assertThat(voice.said()).isEmpty();

    PromptLibrary changed = load(Map.of("hello", "Здравствуйте"), voice);
    assertThat(changed.problems()).isEmpty();
    assertThat(voice.said()).containsExactly("Здравствуйте");
    assertThat(changed.sound(Language.RU, "hello", Encoding.PCMA).orElseThrow().length)
        .isGreaterThan(5000);
  }

  @Test
  void aRecordingOfAPersonIsNeverReplacedByAVoice() throws IOException {
    Files.write(prompts.resolve("ru/hello.wav"), Wav.mono(Tone.sine(600, 800)).toBytes());
    PromptIndexFile index = PromptIndexFile.read(prompts.resolve("ru.sha256"));
    index.put("hello", PromptIndex.OWN, "Привет");
    index.write();
    CountingVoice voice = new CountingVoice("one/1");

    assertThat(load(Map.of("hello", "Здравствуйте"), voice).problems())
        .containsExactly(new PromptProblem.Stale(Language.RU, "hello"));
    assertThat(voice.said()).isEmpty();
  }

  @Test
  void theNextVoiceSpeaksWhenTheFirstIsNotThereOrStumbles() {
    CountingVoice first = new CountingVoice("one/1", "Пока");
    CountingVoice second = new CountingVoice("two/1");
    assertThat(load(TEXTS, first, second).problems()).isEmpty();
    assertThat(first.said()).containsExactly("Привет");
    assertThat(second.said()).containsExactly("Пока");

    CountingVoice gone = new CountingVoice("three/1").notInstalled();
    assertThat(load(TEXTS, gone, second).problems()).isEmpty();
    assertThat(second.said()).containsExactlyInAnyOrder("Пока", "Привет");
  }

  @Test
  void withoutAnyVoiceTheMissingSoundAndItsReasonAreTold() {
    CountingVoice gone = new CountingVoice("one/1").notInstalled();
    assertThat(load(TEXTS, gone).problems())
        .containsExactly(
            new PromptProblem.NotSpoken(
                Language.RU, "bye", "one/1 is not installed", "install one/1"),
            new PromptProblem.NoSound(Language.RU, "bye", prompts.resolve("ru/bye.wav")),
            new PromptProblem.NoSound(Language.RU, "hello", prompts.resolve("ru/hello.wav")));
    assertThat(load(TEXTS).problems()).hasSize(3).first().asString().contains("there is no voice");
    assertThat(load(Map.of("hello", "а".repeat(3000)), new CountingVoice("one/1")).problems())
        .first()
        .asString()
        .contains("3000 characters is too long");
  }

  @Test
  void aVoiceThatIsGoneStillSpeaksFromTheCache() {
    load(TEXTS, new CountingVoice("one/1"));
    CountingVoice gone = new CountingVoice("one/1").notInstalled();

    assertThat(load(TEXTS, gone, new CountingVoice("two/1")).states(Language.RU))
        .containsEntry("hello", new PromptState.OfVoice("one/1"));
  }

  @Test
  void aDamagedFileOfTheCacheIsNoticedAndMadeAnew() throws IOException {
    CountingVoice voice = new CountingVoice("one/1");
    byte[] whole = load(TEXTS, voice).sound(Language.RU, "hello", Encoding.PCMA).orElseThrow();
    List<Path> files = files();
    assertThat(files).hasSize(2);
    for (int at : new int[] {0, 10, 40, 5000}) {
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.min(at, bytes.length - 1)] ^= 1;
        Files.write(file, bytes);
      }
      voice.said().clear();
      assertThat(load(TEXTS, voice).sound(Language.RU, "hello", Encoding.PCMA)).contains(whole);
      assertThat(voice.said()).as("byte %d", at).hasSize(2);
    }
    for (Path file : files) {
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
    }
    voice.said().clear();
    assertThat(load(TEXTS, voice).problems()).isEmpty();
    assertThat(voice.said()).hasSize(2);
  }

  @Test
  void withoutAPlaceForTheCacheTheLineSpeaksAllTheSame() throws IOException {
    Files.writeString(cache, "a file where the folder should be");

    assertThat(load(TEXTS, new CountingVoice("one/1")).problems()).isEmpty();
  }

  @Test
  void whatNobodyUsesAnyMoreIsDeletedAfterItsTime() throws IOException {
    PromptLibrary library = load(Map.of("hello", "Привет"), new CountingVoice("one/1"));
    load(Map.of("hello", "Добрый день"), new CountingVoice("one/1"));
    Instant old = Instant.parse("2026-01-01T00:00:00Z");
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(old));
    }
    new PromptCache(cache).sweep(library.rendered().keys(), old.minusSeconds(1));
    assertThat(files()).hasSize(2);
    new PromptCache(cache).sweep(library.rendered().keys(), old.plusSeconds(1));
    assertThat(files()).hasSize(1);
    assertThat(files().getFirst().getFileName().toString())
        .startsWith(library.rendered().keys().iterator().next());
  }

  @Test
  void theKeyOfASoundChangesWithAllThatItIsMadeOf() {
    Speaker plain = speaker(new CountingVoice("one/1"), Map.of());
    Speaker helped = speaker(new CountingVoice("one/1"), Map.of("пароли", "паро́ли"));
    Set<String> keys =
        Set.of(
            plain.key("Пароли"),
            plain.key("Пароли."),
            speaker(new CountingVoice("one/2"), Map.of()).key("Пароли"),
            helped.key("Пароли"));

    assertThat(keys).hasSize(4).allMatch(key -> key.matches("[0-9a-f]{48}"));
    assertThat(helped.key("Привет")).isEqualTo(plain.key("Привет"));
  }

  @Test
  void aWordIsRespelledAsAWholeInWhateverCase() throws Exception {
    CountingVoice voice = new CountingVoice("one/1");
    speaker(voice, Map.of("SNILS", "snills", "эс-эм-эс", "эсэмэс", "a", "$1 \\"))
        .prompt("Snils, SNILSY эс-эм-эс a:");

    assertThat(voice.said()).containsExactly("snills, SNILSY эсэмэс $1 \\.");
  }

  @Test
  void aSpellingForOneEngineGoesBeforeThatForAll() {
    Lexicon lexicon =
        new Lexicon(
            Map.of(
                Language.EN,
                List.of(new Lexicon.Entry("SNILS", Map.of("all", "snills", "flite", "snilz")))));
    CountingVoice voice = new CountingVoice("one/1");
    assertThat(load(Map.of("a", "x"), lexicon, voice).problems()).isEmpty();
    var plan =
        new org.liniya.speech.voice.VoicePlan(
            Map.of(Language.EN, List.of("flite", "freetts")), Map.of());
    List<Speaker> speakers = plan.speakers(Language.EN, lexicon);
    assertThat(speakers.get(0).pronunciation().respelled("SNILS")).isEqualTo("snilz");
    assertThat(speakers.get(1).pronunciation().respelled("SNILS")).isEqualTo("snills");
    speakers.forEach(Speaker::close);
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(cache)) {
      return all.sorted().toList();
    }
  }

  private PromptLibrary load(Map<String, String> texts, CountingVoice... voices) {
    return load(texts, Lexicon.EMPTY, voices);
  }

  private PromptLibrary load(Map<String, String> texts, Lexicon lexicon, CountingVoice... voices) {
    List<Speaker> speakers = Arrays.stream(voices).map(each -> speaker(each, Map.of())).toList();
    return PromptLibrary.load(
        Map.of(Language.RU, texts),
        prompts,
        music,
        new RenderedPrompts((language, words) -> speakers, lexicon, new PromptCache(cache)));
  }

  private static Speaker speaker(CountingVoice voice, Map<String, String> spellings) {
    return new Speaker(voice.voice(), voice, new Pronunciation(spellings));
  }
}
