package org.liniya.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.speak.Coverage;
import org.liniya.speak.Grammar;

/** The texts and sounds under {@code config}: complete, fresh, and fit to be heard. */
final class ShippedPromptsTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("liniya.root", "..")).resolve("config");
  private static final Path PROMPTS = CONFIG.resolve("prompts");
  private static final Pattern LINE = Pattern.compile("([a-z0-9-]+): \"([^\"\\\\]+)\"");
  private static final Map<Language, Map<String, String>> TEXTS =
      Map.of(Language.RU, texts("ru"), Language.EN, texts("en"));

  private final PromptLibrary library = PromptLibrary.load(TEXTS, PROMPTS, CONFIG.resolve("music"));

  @Test
  void everyPromptHasTextAndSoundInBothLanguages() {
    assertThat(library.problems()).isEmpty();
    assertThat(library.names(Language.RU)).hasSizeGreaterThan(60);
    assertThat(withoutFragments(Language.RU)).isEqualTo(withoutFragments(Language.EN));
  }

  /** When this is red: run scripts/render-prompts. */
  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theIndexSaysThatEverySoundWasMadeFromItsPresentText(String tag) throws Exception {
    Map<String, String> indexed = new HashMap<>();
    for (String line : Files.readAllLines(PROMPTS.resolve(tag + ".sha256"))) {
      String[] columns = line.split(" ", -1);
      assertThat(columns).hasSize(3);
      String text = textsOf(new Language(tag)).getOrDefault(columns[1], "");
      assertThat(columns[0]).as(columns[1]).isEqualTo(sha256(columns[2] + "\n" + text));
      indexed.put(columns[1], columns[2]);
    }
    assertThat(indexed).containsOnlyKeys(textsOf(new Language(tag)).keySet());
    assertThat(indexed.values().stream().filter(voice -> !voice.equals("own")).distinct())
        .as("voices of %s", tag)
        .hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void everyFragmentOfTheGrammarIsThereWithItsText(String tag) {
    Language language = new Language(tag);
    Map<String, String> texts = new HashMap<>(Grammar.of(language).texts());
    texts.keySet().retainAll(Grammar.of(language).fragments());
    assertThat(textsOf(language)).containsAllEntriesOf(texts);
    assertThat(Coverage.gaps(Grammar.of(language), library.names(language))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void everySoundTakesAsLongAsItsTextNeeds(String tag) {
    Language language = new Language(tag);
    textsOf(language)
        .forEach(
            (name, text) -> {
              long letters = text.chars().filter(Character::isLetter).count();
              double seconds = samples(language, name).length / (double) G711.RATE;
              assertThat(seconds)
                  .as("%s/%s: %d letters", tag, name, letters)
                  .isBetween(0.14 + 0.03 * letters, 0.7 + 0.12 * letters);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void allAreEquallyLoudAndNoneIsClipped(String tag) {
    Language language = new Language(tag);
    for (String name : library.names(language)) {
      short[] samples = samples(language, name);
      double dBFs = 20 * Math.log10(Energy.rms(samples) / 32_768);
      assertThat(dBFs).as("%s/%s dBFS", tag, name).isBetween(-24.0, -19.0);
      assertThat(peak(samples)).as("%s/%s peak", tag, name).isLessThan(24_000);
    }
  }

  @Test
  void musicIsQuieterThanSpeechAndItsEndsMeet() {
    short[] music = G711.A_LAW.decode(library.music("default", Encoding.PCMA).orElseThrow());
    double dBFs = 20 * Math.log10(Energy.rms(music) / 32_768);
    assertThat(music.length).isBetween(20 * G711.RATE, 60 * G711.RATE);
    assertThat(dBFs).isBetween(-32.0, -22.0);
    int usualStep = 0;
    for (int i = 1; i < music.length; i++) {
      usualStep = Math.max(usualStep, Math.abs(music[i] - music[i - 1]));
    }
    assertThat(Math.abs(music[0] - music[music.length - 1])).isLessThanOrEqualTo(usualStep);
  }

  @ParameterizedTest
  @ValueSource(ints = {350, 425, 440, 480, 620, 697, 770, 852, 941, 1209, 1336, 1477, 1633})
  void musicHasNothingAtTheFrequencyOfASignal(int hertz) {
    short[] music = G711.A_LAW.decode(library.music("default", Encoding.PCMA).orElseThrow());
    for (int at = 0; at + 1600 <= music.length; at += 800) {
      assertThat(Energy.amplitudeAt(hertz, music, at, 1600, G711.RATE))
          .as("%d Hz at sample %d", hertz, at)
          .isLessThan(600); // a note of ours has 1,800 and more
    }
  }

  private short[] samples(Language language, String name) {
    return G711.A_LAW.decode(library.sound(language, name, Encoding.PCMA).orElseThrow());
  }

  private static int peak(short[] samples) {
    int peak = 0;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    return peak;
  }

  private static Set<String> withoutFragments(Language language) {
    Set<String> names = new TreeSet<>(textsOf(language).keySet());
    names.removeAll(Grammar.of(language).fragments());
    return names;
  }

  private static Map<String, String> textsOf(Language language) {
    return TEXTS.getOrDefault(language, Map.of());
  }

  /** The files are YAML of the plainest kind, as scripts/render-prompts demands. */
  private static Map<String, String> texts(String tag) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String line : lines(PROMPTS.resolve(tag + ".yaml"))) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        assertThat(texts.put(matcher.group(1), matcher.group(2))).as(line).isNull();
      } else {
        assertThat(line).as("a comment, an empty line or id: \"text\"").matches("(#.*)?");
      }
    }
    return texts;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
