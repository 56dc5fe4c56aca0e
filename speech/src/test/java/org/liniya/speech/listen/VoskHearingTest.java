package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.audio.Energy;
import org.liniya.audio.Tone;
import org.liniya.call.Language;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews.Began;
import org.liniya.listen.SpeechNews.NotUnderstood;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.port.Encoding;

/** A tone of 300 Hz stands for a voice here; everything else is none. */
class VoskHearingTest {

  private static final Expected MENU =
      new Expected.Phrases(Language.RU, Set.of("оператор", "статус", "статус заявки"));
  private static final Expected DIGITS = new Expected.Digits(Language.RU, 2, 4);
  private static final Expected ANYTHING = new Expected.Anything(Language.RU);

  private final FakeDecoder decoder = new FakeDecoder();

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(decoder.openNow()).isZero();
  }

  @Test
  void aPhraseIsToldAfterTheSilenceThatEndsIt() {
    decoder.atTheEnd("оператор");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 800).hears(Encoding.PCMA, Voices.silence(1500));

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("оператор", 1));
      assertThat(hearing.told().getFirst().atMs()).isBetween(600L, 750L);
      assertThat(hearing.told().getLast().atMs()).isBetween(500L + 800 + 500, 500L + 800 + 700);
      assertThat(hearing.places()).isEqualTo(1);
    }
  }

  @Test
  void theBeginningOfTheSpeechIsNotLost() {
    decoder.atTheEnd("оператор");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 800).hears(Encoding.PCMU, Voices.silence(1000));

      assertThat(decoder.ms()).isGreaterThanOrEqualTo(300 + 800 + 500);
    }
  }

  @Test
  void silenceCostsNothing() {
    try (OneHearing hearing = hearing(MENU)) {
      hearing.hears(Encoding.PCMA, Voices.silence(20_000));

      assertThat(hearing.news()).isEmpty();
      assertThat(decoder.opened()).isZero();
      assertThat(hearing.figures().frames()).isGreaterThan(600);
      assertThat(hearing.figures().looks()).isZero();
    }
  }

  @Test
  void whatIsLoudAndNoVoiceIsRarelyLookedAt() {
    try (OneHearing hearing = hearing(MENU)) {
      for (int i = 0; i < 30; i++) { // loud and quiet by turns, as music is
        hearing
            .hears(Encoding.PCMA, Tone.sine(1000, 4800, 9000, 8000))
            .hears(Encoding.PCMA, Tone.sine(900, 3200, 3000, 8000));
      }

      assertThat(hearing.news()).isEmpty();
      assertThat(hearing.figures().looks()).isPositive().isLessThan(hearing.figures().frames() / 5);
    }
  }

  @Test
  void aTelephoneThatSendsNothingInSilenceEndsItsSpeech() {
    decoder.atTheEnd("оператор");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 800).nothing(1500);

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("оператор", 1));
    }
  }

  /** The clock stands where it likes before the first sound: at the age of the machine. */
  @Test
  void lessThanAFrameAndThenNothingIsShortWork() {
    try (OneHearing hearing = hearing(MENU)) {
      hearing.nothing(600_000).hears(Encoding.PCMA, Voices.silence(20)).nothing(400);

      assertThat(hearing.figures().frames()).isBetween(5L, 12L);
    }
  }

  @Test
  void jitterIsNoSilence() {
    decoder.atTheEnd("статус заявки");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 400).nothing(100).hears(Encoding.PCMA, voice(400));
      assertThat(hearing.news()).containsExactly(new Began());
      assertThat(decoder.ms()).isLessThan(400 + 400 + 600);

      hearing.hears(Encoding.PCMA, Voices.silence(1000));
    }
  }

  @Test
  void aWholePhraseBeforeAPauseOfTheEngineIsToldAtOnce() {
    decoder.pausesAfter(1000, "оператор");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 2000);

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("оператор", 1));
    }
  }

  @Test
  void aPauseWithinAPhraseDoesNotEndIt() {
    decoder.pausesAfter(1000, "заявки").atTheEnd("оператор");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 1500);
      assertThat(hearing.news()).containsExactly(new Began());

      hearing.hears(Encoding.PCMA, Voices.silence(1000));

      assertThat(hearing.news()).endsWith(new NotUnderstood(Why.OTHER_WORDS));
    }
  }

  @Test
  void speechWithoutEndIsTooLong() {
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 11_000);

      assertThat(hearing.news()).containsExactly(new Began(), new NotUnderstood(Why.TOO_LONG));
      assertThat(hearing.told().getLast().atMs()).isBetween(10_000L, 11_000L);
    }
  }

  @Test
  void speechInNoiseThatGoesOnHasAnEnd() {
    decoder.atTheEnd("оператор");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 900).hears(Encoding.PCMA, Tone.sine(1000, 8000 * 4, 7000, 8000));

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("оператор", 1));
    }
  }

  @Test
  void digitsMayHavePauses() {
    decoder.anotherWordAfter(400).anotherWordAfter(3000).atTheEnd("пять ноль");
    try (OneHearing hearing = hearing(DIGITS)) {
      says(hearing, 500).hears(Encoding.PCMA, Voices.silence(2000));
      assertThat(hearing.news()).containsExactly(new Began());

      hearing.hears(Encoding.PCMA, voice(500)).hears(Encoding.PCMA, Voices.silence(1000));
      assertThat(hearing.news()).containsExactly(new Began());

      hearing.hears(Encoding.PCMA, Voices.silence(1000));
      assertThat(hearing.news()).containsExactly(new Began(), new Understood("50", 1));
    }
  }

  @Test
  void aWholePhraseInsteadOfDigitsIsToldAtOnce() {
    Expected digits = new Expected.Digits(Language.RU, 8, 8, Set.of("оператор"));
    decoder.pausesAfter(1000, "оператор");
    try (OneHearing hearing = hearing(digits)) {
      says(hearing, 2000);

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("оператор", 1));
    }
  }

  @Test
  void asManyDigitsAsCanBeAreAllWithoutAnySilence() {
    decoder.anotherWordAfter(300).anotherWordAfter(500).anotherWordAfter(700);
    decoder.anotherWordAfter(900).atTheEnd("четыре семь один один");
    try (OneHearing hearing = hearing(DIGITS)) {
      says(hearing, 2000);

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("4711", 1));
    }
  }

  @Test
  void dictationGoesOnThroughPausesAndHoldsNoEngineInThem() {
    decoder.atTheEnd("не работает").atTheEnd("личный кабинет");
    try (OneHearing hearing = hearing(ANYTHING)) {
      says(hearing, 800).hears(Encoding.PCMA, Voices.silence(3000));
      assertThat(decoder.openNow()).isZero();
      says(hearing, 800).hears(Encoding.PCMA, Voices.silence(3000));
      assertThat(hearing.news()).containsExactly(new Began());

      hearing.finish();

      assertThat(hearing.news())
          .containsExactly(new Began(), new Understood("не работает личный кабинет", 1));
    }
  }

  @Test
  void whatWasSaidLastIsHeardBeforeTheEnd() {
    decoder.atTheEnd("оператор");
    try (OneHearing hearing = hearing(MENU)) {
      says(hearing, 600).finish();

      assertThat(hearing.news()).containsExactly(new Began(), new Understood("оператор", 1));
    }
  }

  @Test
  void whoIsTooSlowGivesUp() {
    try (OneHearing hearing = hearing(MENU)) {
      hearing.isGiven(Encoding.PCMA, voice(5000)).step();

      assertThat(hearing.news()).containsExactly(new NotUnderstood(Why.TOO_LONG));
      assertThat(hearing.places()).isEqualTo(1);
    }
  }

  @Test
  void anEngineThatHangsDoesNotHoldTheCaller() {
    try (OneHearing hearing = hearing(MENU)) {
      hearing.isGiven(Encoding.PCMA, voice(5000));

      hearing.hearing().lookAtFromOutside(1);
      hearing.step();

      assertThat(hearing.news()).containsExactly(new NotUnderstood(Why.TOO_LONG));
    }
  }

  @Test
  void theMediaThreadAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] packet = new byte[Voices.PACKET];
    try (OneHearing hearing = hearing(MENU)) {
      hearing.hearing().hear(0, Encoding.PCMA, packet, 0, packet.length);
      threads.getCurrentThreadAllocatedBytes();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        hearing.hearing().hear(i, Encoding.PCMA, packet, 0, packet.length);
      }

      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }
  }

  @Test
  void anEngineThatFailsIsToldOnce() {
    for (Throwable failure :
        List.of(new RecognizerException("none"), new UnsatisfiedLinkError("none"))) {
      Decoder.Source broken =
          (_, _) -> {
            throw sneaky(failure);
          };
      try (OneHearing hearing = new OneHearing(MENU, broken, new ToneVoice())) {
        says(hearing, 1000).hears(Encoding.PCMA, Voices.silence(1000));

        assertThat(hearing.news()).containsExactly(new Began(), new NotUnderstood(Why.FAILED));
        assertThat(hearing.places()).isEqualTo(1);
      }
    }
  }

  @Test
  void whoIsGivenUpLeavesNoEngineOpen() {
    OneHearing hearing = says(hearing(MENU), 800);
    assertThat(decoder.openNow()).isEqualTo(1);

    hearing.close();

    assertThat(decoder.openNow()).isZero();
    assertThat(hearing.news()).containsExactly(new Began());
    assertThat(hearing.places()).isEqualTo(1);
  }

  private OneHearing hearing(Expected expected) {
    return new OneHearing(expected, decoder, new ToneVoice());
  }

  /** After half a second of silence. */
  private static OneHearing says(OneHearing hearing, int ms) {
    return hearing.hears(Encoding.PCMA, Voices.silence(500)).hears(Encoding.PCMA, voice(ms));
  }

  private static short[] voice(int ms) {
    return Tone.sine(300, ms * 8);
  }

  private static RuntimeException sneaky(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private static final class ToneVoice implements VoiceModel {
    @Override
    public Ear ear() {
      return frame -> Energy.shareAt(300, frame);
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
