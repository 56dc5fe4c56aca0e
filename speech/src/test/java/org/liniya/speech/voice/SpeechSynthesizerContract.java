package org.liniya.speech.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Energy;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.port.SpeechSynthesizer.Spoken;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Words;

/** What every voice promises. Each engine is the real one; a program that is missing is told. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class SpeechSynthesizerContract {

  private static final String SHORT_RU = "Привет.";
  private static final String LONG_RU =
      "Здравствуйте! Вы позвонили на круглосуточную линию поддержки. Звонок бесплатный.";
  private static final String SHORT_EN = "Hello.";
  private static final String LONG_EN =
      "Welcome to the twenty-four-hour support line. This call is free.";

  @TempDir Path scratch;

  private SpeechSynthesizer voice;

  /** The voice under test, made anew for each. */
  abstract SpeechSynthesizer make() throws Exception;

  /** Whether the tests can be expected to have it: Debian's packages are installed for them. */
  boolean inDebian() {
    return true;
  }

  @BeforeEach
  void start() throws Exception {
    voice = make();
    Optional<SynthesisException> missing = missing(voice);
    missing.ifPresent(
        fault -> System.err.println("NOT TESTED: " + fault.getMessage() + ". " + fault.cure()));
    if (missing.isPresent()) {
      voice.close();
    }
    assertThat(missing.isPresent() && inDebian() && System.getenv("CI") != null)
        .as("missing in CI")
        .isFalse();
    assumeThat(missing).isEmpty();
  }

  @AfterEach
  void stop() {
    voice.close();
    voice.close(); // once more does nothing
  }

  private static Optional<SynthesisException> missing(SpeechSynthesizer voice) {
    try {
      voice.ready();
      return Optional.empty();
    } catch (SynthesisException e) {
      return Optional.of(e);
    }
  }

  @Test
  void aTextHasASoundAndALongerOneTakesLonger() throws Exception {
    Spoken brief = voice.speak(new Words.Public(russian() ? SHORT_RU : SHORT_EN));
    Spoken lengthy = voice.speak(new Words.Public(longText()));

    assertThat(seconds(brief)).isBetween(0.2, 3.0);
    assertThat(seconds(lengthy)).isBetween(2.0, 12.0).isGreaterThan(2 * seconds(brief));
    assertThat(Energy.rms(lengthy.samples())).isGreaterThan(200);
    assertThat(voice.voice()).matches("[a-z0-9._/-]+");
  }

  /** A voice of FreeTTS that two share cuts one of them off, and says nothing about it. */
  @Test
  void severalTextsAtOnceAreAsLongAsAlone() throws Exception {
    int alone = voice.speak(new Words.Public(longText())).samples().length;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Integer> once = () -> voice.speak(new Words.Public(longText())).samples().length;
      List<Future<Integer>> all = threads.invokeAll(Collections.nCopies(8, once));
      for (Future<Integer> each : all) {
        // Voices whose pitch wanders by chance are as long to the thousandth.
        assertThat(each.get()).isBetween(alone - alone / 100, alone + alone / 100);
      }
    }
  }

  private static List<String> hostileTexts() {
    return List.of(
        "-h",
        "--version",
        "-o made-by-text",
        "a\" b ' c ` d",
        "$(touch made-by-text) `touch made-by-text` ; touch made-by-text",
        "two\nlines\r\nand a tab\t.",
        "\\ \\\" ) (quit) \") (system \"touch made-by-text\")",
        "<speak>x</speak> [[h@loU]] %s %n ${env:PATH}",
        "\u0000\u0007\u001b[2J",
        "мир, world, 世界, 🙂",
        "…");
  }

  @Test
  void noTextIsAnythingButAText() throws Exception {
    for (String text : hostileTexts()) {
      assertThatCode(() -> spokenOrRefused(text)).as(text).doesNotThrowAnyException();
    }
    assertThat(voice.speak(new Words.Public(longText())).samples()).isNotEmpty();
    assertThat(Path.of("made-by-text")).doesNotExist();
    try (var files = Files.list(scratch)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).doesNotContain("made-by-text");
    }
  }

  private void spokenOrRefused(String text) throws InterruptedException {
    try {
      assertThat(seconds(voice.speak(new Words.Public(text)))).isLessThan(20);
    } catch (SynthesisException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain(text);
      assertThat(refused.cure()).isNotBlank();
    }
  }

  @Test
  void afterTheCloseNoProgramOfItIsLeft() throws Exception {
    long before = ProcessHandle.current().descendants().count();
    voice.speak(new Words.Public(russian() ? SHORT_RU : SHORT_EN));
    voice.close();

    assertThat(ProcessHandle.current().descendants().count()).isLessThanOrEqualTo(before);
  }

  SpeechSynthesizer voice() {
    return voice;
  }

  private boolean russian() {
    return voice.language().equals(Language.RU);
  }

  private String longText() {
    return russian() ? LONG_RU : LONG_EN;
  }

  private static double seconds(Spoken spoken) {
    return (double) spoken.samples().length / spoken.rate();
  }
}
