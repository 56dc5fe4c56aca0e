package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.listen.SpeechNews.Began;
import org.liniya.listen.SpeechNews.NotUnderstood;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.port.Encoding;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.SpeechRecognizer.Hearing;

/** What every {@link SpeechRecognizer} must do; a test class extends it. */
public abstract class SpeechRecognizerContract {

  /** A word that the recogniser under test must not know. */
  protected static final String UNHEARD_OF = "абракадаброид";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Expected MENU =
      new Expected.Phrases(Language.RU, Set.of("оператор", "пароль", "да", "нет"));
  private static final Expected DIGITS = new Expected.Digits(Language.RU, 1, 4);
  private static final Expected ANYTHING = new Expected.Anything(Language.RU);

  private final BlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();

  /** The same one all through a test: it knows Russian, and hears {@link #most} at once. */
  protected abstract SpeechRecognizer recognizer();

  /** How many it hears at once. */
  protected abstract int most();

  /**
   * Lets the hearing hear one of: оператор, пароль, пять; of these, оператор is no digit. All sound
   * is given before this returns.
   */
  protected abstract void say(Hearing hearing, String word);

  @Test
  void aPhraseIsUnderstood() throws InterruptedException {
    Hearing hearing = hear(MENU);

    say(hearing, "оператор");

    assertThat(next(hearing)).isEqualTo(new Began());
    assertThat(next(hearing)).isInstanceOfSatisfying(Understood.class, this::isOperator);
    assertThat(silent(hearing)).isTrue();
  }

  private void isOperator(Understood understood) {
    assertThat(understood.text()).isEqualTo("оператор");
    assertThat(understood.confidence()).isBetween(0.8, 1.0);
  }

  @Test
  void aVoiceIsUnderstoodBesideAPromptAndAfterIt() throws InterruptedException {
    Hearing beside = hear(MENU);
    beside.promptBegan();

    say(beside, "оператор");

    assertThat(next(beside)).isEqualTo(new Began());
    assertThat(next(beside)).isInstanceOfSatisfying(Understood.class, this::isOperator);

    Hearing after = hear(MENU);
    after.promptBegan();
    after.promptEnded();

    say(after, "оператор");

    assertThat(next(after)).isEqualTo(new Began());
    assertThat(next(after)).isInstanceOfSatisfying(Understood.class, this::isOperator);
  }

  @Test
  void otherWordsAreNotUnderstood() throws InterruptedException {
    Hearing hearing =
        hear(new Expected.Phrases(Language.RU, Set.of("статус заявки", "главное меню")));

    say(hearing, "пароль");

    assertThat(next(hearing)).isEqualTo(new Began());
    assertThat(next(hearing)).isInstanceOf(NotUnderstood.class);
    assertThat(silent(hearing)).isTrue();
  }

  @Test
  void digitsAreUnderstoodAsFigures() throws InterruptedException {
    Hearing hearing = hear(DIGITS);

    say(hearing, "пять");

    assertThat(next(hearing)).isEqualTo(new Began());
    assertThat(next(hearing))
        .isInstanceOfSatisfying(Understood.class, it -> assertThat(it.text()).isEqualTo("5"));
  }

  @Test
  void aPhraseInsteadOfDigitsIsUnderstood() throws InterruptedException {
    Hearing hearing = hear(new Expected.Digits(Language.RU, 8, 8, Set.of("оператор")));

    say(hearing, "оператор");

    assertThat(next(hearing)).isEqualTo(new Began());
    assertThat(next(hearing)).isInstanceOfSatisfying(Understood.class, this::isOperator);
  }

  @Test
  void aWordIsNoDigit() throws InterruptedException {
    Hearing hearing = hear(DIGITS);

    say(hearing, "оператор");

    assertThat(next(hearing)).isEqualTo(new Began());
    assertThat(next(hearing)).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void dictationGoesOnUntilItIsFinished() throws InterruptedException {
    Hearing hearing = hear(ANYTHING);
    say(hearing, "пароль");
    assertThat(next(hearing)).isEqualTo(new Began());

    say(hearing, "оператор");
    hearing.finish();

    assertThat(next(hearing))
        .isInstanceOfSatisfying(
            Understood.class, it -> assertThat(it.text()).contains("пароль", "оператор"));
    assertThat(silent(hearing)).isTrue();
  }

  @Test
  void nothingSaidIsNoWords() throws InterruptedException {
    for (Expected expected : List.of(MENU, DIGITS, ANYTHING)) {
      Hearing hearing = hear(expected);

      hearing.finish();

      assertThat(next(hearing)).isEqualTo(new NotUnderstood(Why.NO_WORDS));
    }
  }

  @Test
  void finishedTwiceIsToldOnce() throws InterruptedException {
    Hearing hearing = hear(MENU);

    hearing.finish();
    hearing.finish();

    assertThat(next(hearing)).isEqualTo(new NotUnderstood(Why.NO_WORDS));
    assertThat(silent(hearing)).isTrue();
  }

  @Test
  void nothingIsToldOfWhatWasGivenUp() throws InterruptedException {
    Hearing givenUp = hear(MENU);

    givenUp.close();
    say(givenUp, "оператор");
    givenUp.finish();
    givenUp.close();

    assertThat(silent(givenUp)).isTrue();
  }

  @Test
  void beyondItsBoundItDoesNotHear() throws InterruptedException {
    List<Hearing> hearings = new ArrayList<>();
    for (int i = 0; i < most(); i++) {
      hearings.add(hear(MENU));
    }
    assertThat(recognizer().hear(MENU, inbox::add)).isEmpty();

    hearings.getFirst().close();

    assertThat(recognizer().hear(MENU, inbox::add)).isPresent();
    assertThat(recognizer().hear(MENU, inbox::add)).isEmpty();
  }

  @Test
  void whatIsOverLeavesItsPlace() throws InterruptedException {
    for (int i = 0; i < most() + 1; i++) {
      Hearing hearing = hear(MENU);
      hearing.finish();
      assertThat(next(hearing)).isInstanceOf(NotUnderstood.class);
    }
  }

  @Test
  void hearingsAreToldApart() throws InterruptedException {
    Hearing first = hear(MENU);
    Hearing second = hear(DIGITS);
    assertThat(first.number()).isNotEqualTo(second.number());

    second.finish();

    assertThat(next(second)).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void aLanguageWithoutModelIsNotHeard() {
    Language finnish = new Language("fi");

    assertThat(recognizer().languages()).contains(Language.RU).doesNotContain(finnish);
    assertThat(recognizer().hear(new Expected.Anything(finnish), inbox::add)).isEmpty();
    assertThat(recognizer().unknownWords(finnish, Set.of("kyllä"))).isEmpty();
  }

  @Test
  void wordsThatItNeverHearsAreNamed() {
    assertThat(recognizer().unknownWords(Language.RU, Set.of("оператор " + UNHEARD_OF, "пароль")))
        .containsExactly(UNHEARD_OF);
  }

  private Hearing hear(Expected expected) {
    return recognizer().hear(expected, inbox::add).orElseThrow();
  }

  private SpeechNews next(Hearing hearing) throws InterruptedException {
    Signal signal =
        Objects.requireNonNull(
            inbox.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nothing was told");
    assertThat(signal).isInstanceOf(Signal.Speech.class);
    Signal.Speech speech = (Signal.Speech) signal;
    assertThat(speech.hearing()).isEqualTo(hearing.number());
    return speech.news();
  }

  /** Whether nothing more comes of a hearing: another one, begun later, has its say first. */
  private boolean silent(Hearing hearing) throws InterruptedException {
    hearing.hear(System.nanoTime(), Encoding.PCMA, new byte[160], 0, 160);
    Hearing later = hear(MENU);
    later.finish();
    return next(later).equals(new NotUnderstood(Why.NO_WORDS)) && inbox.isEmpty();
  }
}
