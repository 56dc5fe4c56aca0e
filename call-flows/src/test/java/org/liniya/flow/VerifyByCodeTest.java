package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.CodeUsed;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.JournalEvent.IdentityChanged;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Message;

/** A one-time code is sent to where the registry knows the person, and keyed in. */
class VerifyByCodeTest {

  private static final String VERIFY = "by: code, with: { snils: =caller.snils }";
  private static final LookUp WHO =
      LookUp.of(LookUp.Kind.SNILS, new Secret(VerifyScene.SNILS)).orElseThrow();

  private final VerifyScene scene = new VerifyScene();
  private final Scenario caller = scene.caller;

  @Test
  void theCodeThatWasSentIsRight() {
    caller.hears("enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY)).containsExactly("welcome", "said", "verify", "verified", "end");

    assertThat(caller.messages.taken())
        .containsExactly(
            new Message(
                Channel.SMS, new Secret(VerifyScene.PHONE), new Secret(scene.code()), Language.RU));
    assertThat(scene.code()).hasSize(6);
    assertThat(caller.leg.heardNames()).containsSubsequence("code-sent-sms", "enter-code");
    assertThat(caller.events(IdentityChanged.class))
        .containsExactly(new IdentityChanged("code", "snils", "***-***-*45 95"));
    assertThat(scene.asked()).containsExactly("registry found", "sms taken");
    assertThat(caller.events(DigitsEntered.class))
        .containsExactly(new DigitsEntered("verify", "******"));
  }

  @Test
  void itIsUsedBeforeAnythingComesOfIt() {
    caller.hears("enter-code");
    scene.pressesTheCode();
    scene.run(VERIFY);

    List<JournalEvent> durable =
        caller.events().stream()
            .filter(e -> e instanceof CodeUsed || e instanceof IdentityChanged)
            .toList();
    assertThat(durable.getFirst()).isEqualTo(new CodeUsed("verify", "code"));
    assertThat(durable).hasSize(2);
  }

  @Test
  void aCodeThatCannotBeWrittenDownAsUsedProvesNothing() {
    caller.hears("enter-code").then(s -> s.journal.failing(true));
    scene.pressesTheCode();
    caller.hears("trouble").then(s -> s.journal.failing(false)).hangsUp();

    assertThat(scene.run(VERIFY)).doesNotContain("verified");
    assertThat(scene.levels()).isEmpty();
  }

  @Test
  void wrongThreeTimesFails() {
    caller.hears("enter-code");
    scene.pressesAWrongCode();
    caller.hears("code-wrong", "enter-code");
    scene.pressesAWrongCode();
    caller.hears("code-wrong", "enter-code");
    scene.pressesAWrongCode();

    assertThat(scene.run(VERIFY)).containsSubsequence("verify", "failed");
    assertThat(scene.levels()).isEmpty();
    assertThat(caller.guesses.pause(WHO, caller.from)).isEqualTo(Duration.ofSeconds(2));
    assertThat(caller.messages.taken()).hasSize(1);
  }

  @Test
  void theSecondAttemptMayBeRightAndForgivesTheFirst() {
    caller.hears("enter-code");
    scene.pressesAWrongCode();
    caller.hears("code-wrong", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY)).contains("verified");
    caller.guesses.wrong(WHO, caller.from);
    assertThat(caller.guesses.pause(WHO, caller.from)).isZero();
  }

  @Test
  void anExpiredOneIsNotLookedAtAndAnotherIsSent() {
    caller.hears("enter-code").then(_ -> later(Duration.ofSeconds(61), scene.code()));
    caller.hears("code-expired", "code-sent-sms", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY + ", valid: 1m, wait: 2m")).contains("verified");
    assertThat(caller.messages.taken()).hasSize(2);
    assertThat(caller.guesses.pause(WHO, caller.from)).isZero();
  }

  @Test
  void anExpiredOneWithoutAnotherFails() {
    caller.hears("enter-code").then(_ -> later(Duration.ofSeconds(61), scene.code()));
    caller.hears("code-expired");

    assertThat(scene.run(VERIFY + ", valid: 1m, wait: 2m, resends: 0")).contains("failed");
  }

  private void later(Duration after, String keys) {
    caller.inbox.after(after, () -> scene.pressNow(keys));
  }

  @Test
  void hashBeforeItsTimeSaysThatItIsOnItsWay() {
    caller.hears("enter-code").presses("#").hears("code-not-yet", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(caller.messages.taken()).hasSize(1);
  }

  @Test
  void hashLaterHasAnotherOneSentAndTheFirstIsWrongThen() {
    caller
        .hears("enter-code")
        .waits(Duration.ofSeconds(30))
        .presses("#")
        .hears("code-sent-sms", "enter-code")
        .then(s -> scene.pressNow(s.messages.taken().getFirst().code().reveal()))
        .hears("code-wrong", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY + ", wait: 1m")).contains("verified");
    assertThat(caller.messages.taken()).extracting(Message::code).doesNotHaveDuplicates();
    assertThat(caller.messages.taken()).hasSize(2);
  }

  @Test
  void afterTheLastResendHashFails() {
    String around = ", wait: 1m, resends: 1";
    caller
        .hears("enter-code")
        .waits(Duration.ofSeconds(30))
        .presses("#")
        .hears("code-sent-sms", "enter-code")
        .presses("#");

    assertThat(scene.run(VERIFY + around)).contains("failed");
    assertThat(caller.messages.taken()).hasSize(2);
  }

  @Test
  void anotherCodeGivesNoOtherAttempts() {
    caller.hears("enter-code");
    scene.pressesAWrongCode();
    caller.hears("code-wrong", "enter-code");
    scene.pressesAWrongCode();
    caller
        .hears("code-wrong", "enter-code")
        .waits(Duration.ofSeconds(30))
        .presses("#")
        .hears("code-sent-sms", "enter-code");
    scene.pressesAWrongCode();

    assertThat(scene.run(VERIFY + ", wait: 1m")).contains("failed");
  }

  /** Whoever wants a person comes back to the code. */
  @Test
  void silenceFailsInTheEnd() {
    caller.hears("enter-code", "no-input", "enter-code", "no-input", "enter-code");

    assertThat(scene.run(VERIFY)).contains("failed");
    assertThat(caller.guesses.pause(WHO, caller.from)).isZero();
  }

  @Test
  void aCodeThatIsTooShortIsATryAndNoGuess() {
    caller.hears("enter-code").presses("12#").hears("code-wrong", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(caller.events(DigitsEntered.class)).hasSize(1);
  }

  @Test
  void starAndZeroLeadToAPerson() {
    caller.hears("enter-code").presses("*0").hears("music").hangsUp();

    assertThat(scene.run(VERIFY)).endsWith("person");
  }

  @Test
  void theRecordingIsSilentWhileItIsKeyedIn() {
    caller.hears("enter-code").then(_ -> assertThat(scene.silences()).containsExactly(true));
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(scene.silences()).containsExactly(true, false);
  }

  @Test
  void aWrongOneIsLookedAtAfterAPause() {
    for (int i = 0; i < 5; i++) {
      caller.guesses.wrong(WHO, caller.from);
    }
    caller.hears("enter-code");
    scene.pressesTheCode();
    caller.hears("one-moment");

    assertThat(scene.run(VERIFY)).contains("verified");
  }
}
