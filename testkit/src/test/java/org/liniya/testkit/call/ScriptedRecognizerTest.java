package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.call.Signal.Speech;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews.Began;
import org.liniya.listen.SpeechNews.NotUnderstood;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.SpeechRecognizer.Hearing;

class ScriptedRecognizerTest extends SpeechRecognizerContract {

  private static final Expected MENU = new Expected.Phrases(Language.RU, Set.of("оператор"));

  private final ScriptedRecognizer recognizer = new ScriptedRecognizer();

  @BeforeEach
  void bound() {
    recognizer.mostHearings(most());
    recognizer.lacks(UNHEARD_OF);
  }

  @Override
  protected SpeechRecognizer recognizer() {
    return recognizer;
  }

  @Override
  protected int most() {
    return 3;
  }

  @Override
  protected void say(Hearing hearing, String word) {
    if (recognizer.openHearings() > 0) {
      recognizer.understands(word);
    }
  }

  @Test
  void whatIsToBeUnderstoodWaitsForTheNextHearing() {
    List<Signal> inbox = new ArrayList<>();
    recognizer.understands("оператор");

    Hearing hearing = recognizer.hear(MENU, inbox::add).orElseThrow();

    assertThat(inbox)
        .containsExactly(
            new Speech(hearing.number(), new Began()),
            new Speech(hearing.number(), new Understood("оператор", 1)));
  }

  @Test
  void newsComeAsTheyStand() {
    List<Signal> inbox = new ArrayList<>();
    Hearing hearing = recognizer.hear(MENU, inbox::add).orElseThrow();

    recognizer.answers(new NotUnderstood(Why.TOO_LONG));

    assertThat(inbox)
        .containsExactly(new Speech(hearing.number(), new NotUnderstood(Why.TOO_LONG)));
    assertThat(recognizer.openHearings()).isZero();
  }

  @Test
  void figuresStandForDigits() {
    List<Signal> inbox = new ArrayList<>();
    recognizer.understands("4711");

    Hearing hearing =
        recognizer.hear(new Expected.Digits(Language.EN, 4, 4), inbox::add).orElseThrow();

    assertThat(inbox).contains(new Speech(hearing.number(), new Understood("4711", 1)));
  }
}
