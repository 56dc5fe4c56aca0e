package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.Language;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.SpeechRecognizer.Hearing;
import org.liniya.speech.listen.ListenSettings;
import org.liniya.testkit.sound.SpeechModels;

class RecognitionTest {

  private static final Expected MENU = new Expected.Phrases(Language.RU, Set.of("да"));

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void withoutSettingsThereAreKeysOnly() {
    try (Recognition recognition = Recognition.start(Optional.empty(), metrics)) {
      assertThat(recognition.recognizer()).isSameAs(SpeechRecognizer.NONE);
    }
  }

  @Test
  void aModelThatCannotBeLoadedLeavesTheKeys() {
    ListenSettings settings = ListenSettings.of(Map.of(Language.RU, Path.of("no-such-model")));

    try (Recognition recognition = Recognition.start(Optional.of(settings), metrics)) {
      assertThat(recognition.recognizer()).isSameAs(SpeechRecognizer.NONE);
    }
  }

  /** In this process the first word of a caller would end the whole line. */
  @Test
  void aModelOfTwoThatDoNotBelongTogetherLeavesTheKeys(@TempDir Path folder) throws IOException {
    Path model = SpeechModels.mixed(folder);
    ListenSettings settings = ListenSettings.of(Map.of(Language.RU, model));

    try (Recognition recognition = Recognition.start(Optional.of(settings), metrics)) {
      assertThat(recognition.recognizer()).isSameAs(SpeechRecognizer.NONE);
    }
  }

  @Test
  void withAModelCallersAreHeardAndCounted() {
    ListenSettings settings =
        new ListenSettings(
            Map.of(Language.RU, SpeechModels.vosk(Language.RU)), 1, 1, Optional.empty());

    try (Recognition recognition = Recognition.start(Optional.of(settings), metrics)) {
      assertThat(recognition.recognizer().languages()).containsExactly(Language.RU);
      Hearing hearing = recognition.recognizer().hear(MENU, _ -> {}).orElseThrow();
      assertThat(metrics.get("liniya.listen.hearings").gauge().value()).isEqualTo(1);
      assertThat(recognition.recognizer().hear(MENU, _ -> {})).isEmpty();
      assertThat(metrics.get("liniya.listen.refused").counter().count()).isEqualTo(1);
      hearing.close();
      assertThat(metrics.get("liniya.listen.hearings").gauge().value()).isZero();
    }
  }

  @Test
  void whatIsToldIsCountedByItsReasonAndWithoutWords() {
    ListenMetrics watch = new ListenMetrics(metrics);

    watch.told(Language.RU, new SpeechNews.Understood("оператор", 1), Duration.ofMillis(700));
    watch.told(Language.RU, new SpeechNews.NotUnderstood(SpeechNews.Why.NO_WORDS), Duration.ZERO);

    assertThat(told("understood")).isEqualTo(1);
    assertThat(told("no-words")).isEqualTo(1);
    assertThat(metrics.get("liniya.listen.answer").timer().count()).isEqualTo(1);
    assertThat(metrics.getMeters())
        .noneMatch(meter -> meter.getId().toString().contains("оператор"));
  }

  private double told(String outcome) {
    return metrics.get("liniya.listen.told").tag("outcome", outcome).counter().count();
  }
}
