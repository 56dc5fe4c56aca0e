package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Message;
import org.liniya.port.Services.Reason;

/** By which way a one-time code goes, how often, and what happens when it cannot. */
class VerifyBySendingTest {

  private static final String VERIFY = "by: code, with: { snils: =caller.snils }";

  private final VerifyScene scene = new VerifyScene();
  private final Scenario caller = scene.caller;

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
  void theLengthIsTheFlows() {
    caller.hears("enter-code");
    scene.pressesTheCode();

    assertThat(scene.run(VERIFY + ", length: 4")).contains("verified");
    assertThat(scene.code()).hasSize(4);
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
}
