package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.JournalEvent;
import org.liniya.call.JournalEvent.CodeUsed;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.JournalEvent.IdentityChanged;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Message;
import org.liniya.port.Services.Reason;

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

  @Test
  void whoComesBackAtOnceIsAskedForTheSameCode() {
    caller.hears("enter-code");
    scene.pressesAWrongCode();
    caller.hears("code-wrong", "enter-code").presses("*0").hears("code-sent-sms", "enter-code");
    scene.pressesTheCode();

    assertThat(caller.messages.taken()).isEmpty();
    caller.run(flowBack());
    assertThat(caller.steps()).containsSubsequence("verify", "again", "verify", "end");
    assertThat(caller.messages.taken()).hasSize(1);
  }

  @Test
  void aCallHasNotMoreThanSixCodes() {
    for (int i = 0; i < 6; i++) {
      caller.hears("enter-code").waits(Duration.ofSeconds(30)).presses("*0");
    }
    caller.hears("music").hangsUp();
    caller.run(flowBack());

    assertThat(caller.messages.taken()).hasSize(6);
    assertThat(caller.events(InputMissed.class))
        .contains(new InputMissed("verify", "codes-used-up"));
    assertThat(caller.steps()).endsWith("failed");
  }

  /** Whoever wants a person comes back to the code. */
  private Flow flowBack() {
    return Config.read(
        "f",
        """
        flow: back
        languages: [ru]
        trouble: failed
        always: { keys: { "0": again } }
        steps:
          said:
            set: { caller.snils: "11223344595" }
          verify:
            verify: { by: code, with: { snils: =caller.snils }, wait: 1m, failed: failed }
            next: end
          again:
            say: [welcome]
            next: verify
          failed:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """);
  }

  @Test
  void aFlowMayAskForMoreThanTheDocument() {
    scene.says("caller.snils: '11223344595', caller.birthday: '02021980'");

    assertThat(scene.run("by: code, with: { snils: =caller.snils, birth-date: =caller.birthday }"))
        .contains("failed");
    assertThat(caller.messages.taken()).isEmpty();
  }

  @Test
  void whoseAddressTheGatewayRefusesHasItByTheNextWay() {
    caller.messages.refuses(Channel.SMS);
    caller.hears("code-sent-email", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(scene.asked()).containsExactly("registry found", "sms refused", "email taken");
  }

  @Test
  void whenTheGatewayIsAwayItGoesTheNextWay() {
    caller.messages.fails(Channel.SMS);
    caller.hears("code-sent-email", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(scene.asked()).containsExactly("registry found", "sms unwell", "email taken");
  }

  @Test
  void theFlowSaysInWhichOrder() {
    caller.hears("code-sent-email", "enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY + ", channels: [email, sms]")).contains("verified");
    assertThat(caller.messages.taken()).extracting(Message::channel).containsExactly(Channel.EMAIL);
  }

  @ParameterizedTest
  @CsvSource({"true,true,unavailable", "true,false,unavailable", "false,false,no-phone"})
  void nobodyTakesIt(boolean smsAway, boolean emailAway, String step) {
    caller.messages.refuses(Channel.SMS);
    caller.messages.refuses(Channel.EMAIL);
    if (smsAway) {
      caller.messages.fails(Channel.SMS);
    }
    if (emailAway) {
      caller.messages.fails(Channel.EMAIL);
    }

    assertThat(scene.run(VERIFY)).contains(step);
    assertThat(caller.messages.taken()).isEmpty();
  }

  @Test
  void whoHasNoAddressThere() {
    caller.registry.knows(VerifyScene.SNILS, Map.of(Datum.BIRTH_DATE, VerifyScene.BORN));

    assertThat(scene.run(VERIFY)).contains("no-phone");
  }

  @Test
  void whoHasNoAddressOfTheWaysThatTheFlowNames() {
    caller.registry.knows(VerifyScene.SNILS, Map.of(Datum.PHONE, VerifyScene.PHONE));

    assertThat(scene.run(VERIFY + ", channels: [email]")).contains("no-phone");
  }

  @Test
  void aRegistryThatIsAway() {
    caller.registry.away(Reason.RESTING);

    assertThat(scene.run(VERIFY)).contains("unavailable");
  }

  @Test
  void whoHangsUpWhileItIsSent() {
    caller.messages.hangs();
    caller.hears("recording-notice").waits(Duration.ofSeconds(5)).hangsUp();

    assertThat(scene.run(VERIFY)).containsExactly("welcome", "said", "verify");
    assertThat(caller.messages.cancelled()).isEqualTo(1);
    assertThat(scene.asked()).containsExactly("registry found", "sms given-up");
  }

  @Test
  void aGatewayThatForgetsToAnswerIsAway() {
    caller.messages.hangs();

    assertThat(scene.run(VERIFY + ", channels: [sms]")).contains("unavailable");
  }

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
  void theLengthIsTheFlows() {
    caller.hears("enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY + ", length: 4")).contains("verified");
    assertThat(scene.code()).hasSize(4);
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
