package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.JournalEvent.IdentityChanged;
import org.liniya.call.JournalEvent.SpeechUnderstood;
import org.liniya.call.Language;
import org.liniya.identity.IdentityLevel;
import org.liniya.listen.Expected;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.yaml.Problems;

/** An ask that may be spoken: digits are read back, secrets stay secret, a key goes on by keys. */
class SpokenAskTest {

  private static final String FLOW =
      """
      flow: spoken
      languages: [ru, en]
      recording: { from: recording-notice }
      trouble: person
      always: { keys: { "0": person } }
      variables:
        known: yes-no
      steps:
        notice:
          say: [recording-notice]
        ask:
          ask: { @ASK@, voice: yes, prompt: welcome, failed: person }
        right:
          say: [connecting]
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final Scenario caller = new Scenario();

  private static Flow flow(String ask) {
    return Config.read("f", FLOW.replace("@ASK@", ask));
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(caller.recognizer.openHearings()).isZero();
  }

  @Test
  void digitsAreReadBackAsAWhole() {
    caller
        .hears("welcome")
        .says("1 0 0 0 0 0 1 2".replace(" ", ""))
        .hears("you-said", "confirm-number-keys")
        .says("верно")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: ticket"));

    assertThat(caller.digitsHeard()).isEqualTo("10000012");
    assertThat(caller.recognizer.hearings().getFirst())
        .isEqualTo(new Expected.Digits(Language.RU, 8, 8));
    assertThat(caller.events(SpeechUnderstood.class))
        .extracting(SpeechUnderstood::as)
        .containsExactly("10000012", "yes");
  }

  @Test
  void ofASecretOnlyTheLastDigitsAreReadBackAndNothingIsToldInTheClear() {
    caller
        .hears("welcome")
        .says("11223344595")
        .hears("confirm-snils", "confirm-snils-keys")
        .presses("1")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: snils"));

    assertThat(caller.digitsHeard()).isEqualTo("4595");
    assertThat(caller.events(SpeechUnderstood.class).getFirst().as()).isEqualTo("***-***-*45 95");
    assertThat(caller.events().toString()).doesNotContain("11223344595", "1122334");
    assertThat(caller.recordings.of(caller.call).orElseThrow().silences())
        .extracting(FakeRecordingPort.FakeRecording.Silence::silent)
        .containsExactly(true, false);
    assertThat(caller.events(IdentityChanged.class).getFirst().level())
        .isEqualTo(IdentityLevel.STATED.word());
  }

  @Test
  void noReadsItAnew() {
    caller
        .hears("welcome")
        .says("10000012")
        .hears("confirm-number-keys")
        .says("нет")
        .hears("welcome")
        .presses("10000012")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: ticket"));

    assertThat(caller.leg.heardNames().stream().filter("you-said"::equals)).hasSize(1);
  }

  @Test
  void aConfirmationThatIsNotUnderstoodTwiceIsForTheKeys() {
    caller
        .hears("welcome")
        .says("10000012")
        .hears("confirm-number-keys")
        .says("погода")
        .hears("not-understood")
        .says("борщ")
        .hears("confirm-number-keys")
        .then(_ -> assertThat(caller.recognizer.openHearings()).isZero())
        .presses("1")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: ticket"));
  }

  @Test
  void whoBeginsByKeysGoesOnByKeys() {
    caller
        .hears("welcome")
        .presses("1000001")
        .then(_ -> assertThat(caller.recognizer.openHearings()).isZero())
        .presses("2")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: ticket"));

    assertThat(caller.events(DigitsEntered.class))
        .containsExactly(new DigitsEntered("ask", "10000012"));
    assertThat(caller.leg.heardNames()).doesNotContain("you-said");
  }

  @Test
  void digitsThatAreNotUnderstoodTwiceAreKeyedIn() {
    caller
        .hears("welcome")
        .says("один два")
        .hears("not-understood")
        .says("один два")
        .hears("welcome")
        .waits(FakeLeg.PROMPT)
        .then(_ -> assertThat(caller.recognizer.openHearings()).isZero())
        .presses("10000012")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: ticket"));
  }

  @Test
  void aNumberThatIsWrongIsAskedAgain() {
    caller
        .hears("welcome")
        .says("10000013")
        .hears("ticket-not-found", "welcome")
        .says("10000012")
        .hears("you-said", "confirm-number-keys")
        .says("да")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: ticket"));
  }

  @Test
  void theWrongPartOfAPassportIsSaid() {
    caller
        .hears("welcome")
        .says("4550123456")
        .hears("enter-passport-series")
        .says("4510")
        .hears("confirm-number-keys")
        .says("да")
        .hears("connecting")
        .hangsUp();

    caller.run(flow("kind: passport"));

    assertThat(caller.recognizer.hearings().get(1))
        .isEqualTo(new Expected.Digits(Language.RU, 4, 4));
    assertThat(caller.events().toString()).doesNotContain("4550", "4510");
  }

  @Test
  void yesAndNoAreSaid() {
    caller.hears("welcome").says("нет").hears("connecting").hangsUp();

    caller.run(flow("kind: yes-no, save: known"));

    assertThat(caller.leg.heardNames()).doesNotContain("you-said");
    assertThat(caller.events(DigitsEntered.class)).contains(new DigitsEntered("ask", "2"));
  }

  @Test
  void whoSaysOperatorComesToOneAsByStarAndZero() {
    caller.hears("welcome").says("оператор").hears("music").hangsUp();

    caller.run(withPhrases("kind: snils", "оператор, нет, ноль, раз два"));

    assertThat(caller.recognizer.hearings().getFirst())
        .isEqualTo(new Expected.Digits(Language.RU, 11, 11, Set.of("оператор")));
    assertThat(caller.events(SpeechUnderstood.class))
        .containsExactly(new SpeechUnderstood("ask", "*0", 100));
    assertThat(caller.events(DigitsEntered.class)).isEmpty();
  }

  @Test
  void whoSaysOperatorToTheConfirmationComesToOne() {
    caller
        .hears("welcome")
        .says("10000012")
        .hears("you-said", "confirm-number-keys")
        .says("оператор")
        .hears("music")
        .hangsUp();

    caller.run(withPhrases("kind: ticket", "оператор, да"));

    assertThat(caller.events(SpeechUnderstood.class))
        .extracting(SpeechUnderstood::as)
        .containsExactly("10000012", "*0");
  }

  @Test
  void whoSaysOperatorInsteadOfYesComesToOneAndNoStaysNo() {
    Flow flow = withPhrases("kind: yes-no, save: known", "оператор, нет");
    caller.hears("welcome").says("оператор").hears("music").hangsUp();
    caller.run(flow);

    Scenario other = new Scenario();
    other.hears("welcome").says("нет").hears("connecting").hangsUp();
    other.run(flow);

    assertThat(caller.events(SpeechUnderstood.class).getFirst().as()).isEqualTo("*0");
    assertThat(other.events(SpeechUnderstood.class).getFirst().as()).isEqualTo("2");
  }

  private static Flow withPhrases(String ask, String russian) {
    return Config.read(
        "f",
        FLOW.replace("@ASK@", ask)
            .replace(
                "\"0\": person",
                "\"0\": { go: person, phrases: { ru: [%s], en: operator } }".formatted(russian)));
  }

  @Test
  void aCodeIsNeverSaid() {
    Problems problems = new Problems();
    FlowReader.read("f", FLOW.replace("@ASK@", "kind: code"), Config.known(), problems);

    assertThat(problems.list().stream().map(Object::toString).toList())
        .isEqualTo(
            List.of(
                "f:12:31: a code is never said aloud. Remove 'voice': whoever stands beside the"
                    + " caller would hear it"));
  }
}
