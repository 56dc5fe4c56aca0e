package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.JournalEvent.PromptPlayed;
import org.liniya.call.JournalEvent.SpeechUnderstood;
import org.liniya.call.Language;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.testkit.call.FakeLeg;

/** A menu that listens: what is said leads where the key does, and keys work at the same time. */
class ListeningMenuTest {

  private static final String FLOW =
      """
      flow: listening
      languages: [ru, en]
      trouble: person
      always:
        keys:
          "*": repeat
          "0": { go: person, phrases: { ru: [оператор], en: [operator] } }
      variables:
        category: { one-of: skill-groups, default: other }
      steps:
        category:
          menu:
            prompt: choose-category
            keys:
              1:
                prompt: category-access
                set: { category: access }
                go: open
                phrases: { ru: [пароль, личный кабинет], en: password }
              2: { prompt: category-payment, go: open }
            wait: 5s
            tries: 2
            otherwise: end
        open:
          say: [welcome]
          next: end
        person:
          say: [no-service]
        wait:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow() {
    return Config.read("f", FLOW);
  }

  private static Flow without(String bargeIn) {
    return Config.read("f", FLOW.replace("wait: 5s", "wait: 5s\n      " + bargeIn));
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(caller.recognizer.openHearings()).isZero();
    assertThat(caller.leg.ear()).isEmpty();
  }

  @Test
  void theEarIsToldWhileThePromptPlays() {
    caller
        .hears("category-payment")
        .then(_ -> assertThat(caller.recognizer.besidePrompts()).isEqualTo(1))
        .waits(FakeLeg.PROMPT)
        .then(_ -> assertThat(caller.recognizer.openHearings()).isEqualTo(1))
        .then(_ -> assertThat(caller.recognizer.besidePrompts()).isZero())
        .says("пароль")
        .hears("welcome");

    caller.run(flow());
  }

  @Test
  void aPhraseLeadsWhereItsKeyDoes() {
    caller.hears("category-payment").says("личный кабинет").hears("welcome");

    caller.run(flow());

    assertThat(caller.recognizer.hearings())
        .containsExactly(
            new Expected.Phrases(Language.RU, Set.of("пароль", "личный кабинет", "оператор")));
    assertThat(caller.events(SpeechUnderstood.class))
        .containsExactly(new SpeechUnderstood("category", "1", 100));
    assertThat(caller.events(DigitsEntered.class)).isEmpty();
    assertThat(caller.events().toString()).doesNotContain("кабинет");
  }

  @Test
  void theFirstWordStopsThePrompt() {
    caller
        .hears("choose-category")
        .then(_ -> caller.recognizer.answers(new SpeechNews.Began()))
        .waits(Duration.ofSeconds(5)) // long before it is understood
        .then(_ -> caller.recognizer.answers(new SpeechNews.Understood("пароль", 1)))
        .hears("welcome");

    caller.run(flow());

    assertThat(caller.leg.heardNames()).containsExactly("choose-category", "welcome");
    assertThat(caller.events(PromptPlayed.class).getFirst().completed()).isFalse();
  }

  @Test
  void withoutBargeInItIsHeardAfterThePromptOnly() {
    caller
        .hears("choose-category")
        .then(_ -> assertThat(caller.recognizer.openHearings()).isZero())
        .hears("category-payment")
        .waits(FakeLeg.PROMPT)
        .says("пароль")
        .hears("welcome");

    caller.run(without("barge-in: no"));

    assertThat(caller.events(PromptPlayed.class).getFirst().completed()).isTrue();
  }

  @Test
  void anAlwaysPhraseLeadsToAPerson() {
    caller.hears("choose-category").says("оператор").hears("no-service").hangsUp();

    caller.run(flow());

    assertThat(caller.events(SpeechUnderstood.class).getFirst().as()).isEqualTo("0");
  }

  @Test
  void whatIsNotUnderstoodIsAskedForOnceMoreAndThenByKeys() {
    caller
        .hears("choose-category")
        .says("погода")
        .hears("not-understood")
        .waits(FakeLeg.PROMPT)
        .says("борщ")
        .hears("choose-category")
        .then(_ -> assertThat(caller.recognizer.openHearings()).isZero())
        .presses("1")
        .hears("welcome");

    caller.run(flow());

    assertThat(caller.recognizer.hearings()).hasSize(2);
    assertThat(caller.events(InputMissed.class))
        .containsExactly(
            new InputMissed("category", "not-understood"),
            new InputMissed("category", "not-understood"));
  }

  @Test
  void saidAgainItCounts() {
    caller.hears("choose-category").says("погода").hears("not-understood").says("пароль");

    caller.run(flow());

    assertThat(caller.leg.heardNames())
        .containsExactly("choose-category", "not-understood", "welcome");
  }

  @Test
  void silenceIsAskedAgainAndStillListenedTo() {
    caller.hears("no-input").hears("choose-category").says("пароль").hears("welcome");

    caller.run(flow());

    assertThat(caller.events(InputMissed.class))
        .containsExactly(new InputMissed("category", "no-input"));
  }

  @Test
  void whoSaysNothingToTheQuestionAfterAMissHearsTheWholeOne() {
    caller
        .hears("choose-category")
        .says("погода")
        .hears("not-understood", "no-input", "choose-category")
        .presses("2")
        .hears("welcome");

    caller.run(flow());
  }

  @Test
  void aKeyWinsOverSpeechInProgress() {
    caller
        .hears("choose-category")
        .then(_ -> caller.recognizer.answers(new SpeechNews.Began()))
        .waits(Duration.ofSeconds(1))
        .presses("2");

    caller.run(flow());

    assertThat(caller.events(DigitsEntered.class))
        .containsExactly(new DigitsEntered("category", "2"));
  }

  @Test
  void whileTheCallerSpeaksTheTimeToAnswerDoesNotEnd() {
    caller
        .hears("category-payment")
        .waits(FakeLeg.PROMPT.plusSeconds(4))
        .then(_ -> caller.recognizer.answers(new SpeechNews.Began()))
        .waits(Duration.ofSeconds(8))
        .then(_ -> caller.recognizer.answers(new SpeechNews.Understood("пароль", 0.9)))
        .hears("welcome");

    caller.run(flow());

    assertThat(caller.events(InputMissed.class)).isEmpty();
    assertThat(caller.events(SpeechUnderstood.class).getFirst().confidencePercent()).isEqualTo(90);
  }

  @Test
  void aRecogniserThatForgetsToTellIsNotWaitedForForEver() {
    caller
        .hears("choose-category")
        .then(_ -> caller.recognizer.answers(new SpeechNews.Began()))
        .hears("no-input");

    caller.run(flow());
  }

  @Test
  void aRecogniserThatFailsLeavesTheKeys() {
    caller
        .hears("choose-category")
        .then(_ -> caller.recognizer.answers(new SpeechNews.NotUnderstood(Why.FAILED)))
        .hears("category-payment")
        .presses("1")
        .hears("welcome");

    caller.run(flow());

    assertThat(caller.events(InputMissed.class)).isEmpty();
  }

  @Test
  void aRecogniserThatFailsOnASpeakingCallerAsksForTheKeysAtOnce() {
    caller
        .hears("choose-category")
        .then(
            _ ->
                caller.recognizer.answers(
                    new SpeechNews.Began(), new SpeechNews.NotUnderstood(Why.FAILED)))
        .hears("choose-category")
        .presses("1")
        .hears("welcome");

    caller.run(flow());

    assertThat(caller.leg.heardNames()).doesNotContain("not-understood");
    assertThat(caller.recognizer.hearings()).hasSize(1);
  }

  @Test
  void withoutRoomOrAModelThereAreTheKeys() {
    caller.recognizer.mostHearings(0);
    caller.hears("choose-category").presses("1").hears("welcome");

    caller.run(flow());

    assertThat(caller.recognizer.refused()).isEqualTo(1);
    assertThat(caller.events(InputMissed.class)).isEmpty();
  }

  @Test
  void aBrokenLegThatLendsNoEarLeavesTheKeys() {
    caller.leg.failing(Set.of(FakeLeg.Verb.LEND));
    caller.hears("choose-category").presses("1").hears("welcome");

    assertThat(caller.run(flow()).ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void hangingUpEndsTheHearing() {
    caller.hears("choose-category").hangsUp();

    assertThat(caller.run(flow()).ending()).isNotEqualTo(Ending.COMPLETED);
    assertThat(caller.recognizer.hearings()).hasSize(1);
  }

  @Test
  void anErrorEndsTheHearing() {
    caller.leg.failing(Set.of(FakeLeg.Verb.PLAY));

    caller.run(flow());

    assertThat(caller.recognizer.hearings()).isNotEmpty();
  }

  @Test
  void keysPressedAheadNeedNoEar() {
    String ahead = FLOW.replace("  category:\n", "  first:\n    say: [position]\n  category:\n");
    caller.hears("position").presses("1").hears("welcome");

    caller.run(Config.read("f", ahead.replace("\"*\": repeat", "\"*\": repeat")));

    assertThat(caller.recognizer.hearings()).isEmpty();
  }

  @Test
  void aMenuToldNotToListenDoesNot() {
    caller.hears("choose-category").presses("1").hears("welcome");

    caller.run(without("voice: no"));

    assertThat(caller.recognizer.hearings()).isEmpty();
  }

  @Test
  void aMenuWithoutPhrasesListensForTheAlwaysKeysWhenToldTo() {
    String none =
        FLOW.replace("phrases: { ru: [пароль, личный кабинет], en: password }", "")
            .replace("wait: 5s", "voice: yes");
    caller.hears("choose-category").says("оператор").hears("no-service").hangsUp();

    caller.run(Config.read("f", none));

    assertThat(caller.recognizer.hearings())
        .containsExactly(new Expected.Phrases(Language.RU, Set.of("оператор")));
  }
}
