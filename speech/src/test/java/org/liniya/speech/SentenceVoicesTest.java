package org.liniya.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.liniya.audio.Tone;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.SpeechSynthesizer;
import org.liniya.speak.Clip;
import org.liniya.speak.Words;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.Pronunciation;
import org.liniya.speech.voice.Speaker;
import org.liniya.speech.voice.VoicePlan;

/** Sentences that a call waits for. */
final class SentenceVoicesTest {

  private static final Clip.Text PLACE = new Clip.Text(Language.RU, "Ваш номер три.", true);

  private static Speaker speaker(SpeechSynthesizer voice) {
    return new Speaker(voice.voice(), voice, new Pronunciation(Map.of()));
  }

  private static SentenceVoices reader(SpeechSynthesizer... voices) {
    return new SentenceVoices(
        Map.of(Language.RU, List.of(voices).stream().map(SentenceVoicesTest::speaker).toList()));
  }

  @Test
  void aSentenceIsReadOnceAndHeardOften() {
    CountingVoice voice = new CountingVoice("one/1");
    try (SentenceVoices reader = reader(voice)) {
      assertThat(reader.sound(PLACE, Encoding.PCMA)).isEmpty();
      assertThat(reader.read(PLACE)).isTrue();
      assertThat(reader.read(PLACE)).isTrue();
      assertThat(reader.sound(PLACE, Encoding.PCMA)).isPresent();
      assertThat(reader.sound(PLACE, Encoding.PCMU)).isPresent();
      assertThat(voice.said()).hasSize(1);
    }
  }

  @Test
  void whatIsPersonalIsSaidToBe() {
    KnowingVoice voice = new KnowingVoice();
    try (SentenceVoices reader = reader(voice)) {
      reader.read(PLACE);
      assertThat(voice.told).isInstanceOf(Words.Personal.class);
      reader.read(new Clip.Text(Language.RU, "Добрый день.", false));
      assertThat(voice.told).isInstanceOf(Words.Public.class);
    }
  }

  @Test
  void nobodyWaitsForAVoiceThatHangs() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    HangingVoice voice = new HangingVoice(ended);
    try (SentenceVoices reader = reader(voice)) {
      assertThat(reader.read(PLACE)).isFalse();
    }
    ended.await(); // it was interrupted
  }

  @Test
  void theNextVoiceReadsWhatTheFirstOneCannot() {
    CountingVoice second = new CountingVoice("two/1");
    try (SentenceVoices reader = reader(new CountingVoice("one/1", PLACE.text()), second)) {
      assertThat(reader.read(PLACE)).isTrue();
      assertThat(second.said()).hasSize(1);
    }
  }

  @Test
  void whereNobodySpeaksNothingIsRead() {
    try (SentenceVoices reader = new SentenceVoices(Map.of())) {
      assertThat(reader.languages()).isEmpty();
      assertThat(reader.read(PLACE)).isFalse();
    }
    assertThat(
            SentenceVoices.languages(
                new VoicePlan(Map.of(Language.EN, List.of("freetts")), Map.of()), Lexicon.EMPTY))
        .containsExactly(Language.EN);
  }

  /** A voice of Russian with nothing else of its own. */
  private interface RussianVoice extends SpeechSynthesizer {
    @Override
    default Language language() {
      return Language.RU;
    }

    @Override
    default String voice() {
      return "test/1";
    }

    @Override
    default void ready() {}

    @Override
    default void close() {}
  }

  private static final class KnowingVoice implements RussianVoice {
    private volatile Words told = new Words.Public("nothing");

    @Override
    public Spoken speak(Words words) {
      told = words;
      return new Spoken(Tone.sine(500, 8000), 8000);
    }
  }

  private record HangingVoice(CountDownLatch ended) implements RussianVoice {
    @Override
    public Spoken speak(Words words) throws InterruptedException {
      try {
        new CountDownLatch(1).await();
        throw new IllegalStateException("it was let go");
      } finally {
        ended.countDown();
      }
    }
  }
}
