package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.liniya.call.JournalEvent.CodeUsed;
import org.liniya.call.JournalEvent.IdentityChanged;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.Services.Reason;

/** A caller keys in the code that the personal account shows. */
class VerifyByAccountCodeTest {

  private static final String VERIFY = "by: account-code, with: { snils: =caller.snils }";
  private static final LookUp WHO =
      LookUp.of(LookUp.Kind.SNILS, new Secret(VerifyScene.SNILS)).orElseThrow();

  private final VerifyScene scene = new VerifyScene();
  private final Scenario caller = scene.caller;

  @Test
  void theCodeThatIsShownIsRight() {
    caller.hears("enter-account-code").presses("471108");

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(caller.events(CodeUsed.class))
        .containsExactly(new CodeUsed("verify", "account-code"));
    assertThat(caller.events(IdentityChanged.class))
        .containsExactly(new IdentityChanged("code", "snils", "***-***-*45 95"));
    assertThat(scene.asked()).containsExactly("account-codes right");
  }

  @Test
  void aWrongOneIsATryAndAGuess() {
    caller
        .hears("enter-account-code")
        .presses("471109")
        .hears("code-wrong", "enter-account-code")
        .presses("471109")
        .hears("code-wrong", "enter-account-code")
        .presses("471109");

    assertThat(scene.run(VERIFY)).contains("failed");
    assertThat(caller.guesses.pause(WHO, caller.from)).isEqualTo(Duration.ofSeconds(2));
    assertThat(scene.levels()).isEmpty();
  }

  @Test
  void whoSeesNoneFails() {
    caller.hears("enter-account-code").presses("#");

    assertThat(scene.run(VERIFY)).contains("failed");
    assertThat(scene.asked()).isEmpty();
  }

  @Test
  void whoHasNoAccountFails() {
    scene.says("caller.snils: '08765430300'");
    caller.hears("enter-account-code").presses("471108");

    assertThat(scene.run(VERIFY)).contains("failed");
    assertThat(scene.asked()).containsExactly("account-codes none");
  }

  @Test
  void whoHasSaidNoDocumentIsNotAsked() {
    scene.says("again: yes");

    assertThat(scene.run(VERIFY)).contains("failed");
    assertThat(caller.leg.heardNames()).doesNotContain("enter-account-code");
  }

  @Test
  void aKeeperWhoIsAway() {
    caller.accountCodes.away(Reason.UNWELL);
    caller.hears("enter-account-code").presses("471108");

    assertThat(scene.run(VERIFY)).contains("unavailable");
    assertThat(caller.guesses.pause(WHO, caller.from)).isZero();
  }

  @Test
  void whoHangsUpEndsTheAsking() {
    caller.accountCodes.hangs();
    caller.hears("enter-account-code").presses("471108").waits(Duration.ofSeconds(2)).hangsUp();

    assertThat(scene.run(VERIFY)).containsExactly("welcome", "said", "verify");
    assertThat(caller.accountCodes.cancelled()).isEqualTo(1);
  }

  @Test
  void theRecordingIsSilentWhileItIsKeyedIn() {
    caller.hears("enter-account-code").presses("#");
    scene.run(VERIFY);

    assertThat(scene.silences()).containsExactly(true, false);
  }

  /** A code first, then what the registry knows: the code still counts. */
  @Test
  void aLevelIsNeverLowered() {
    caller.hears("enter-account-code").presses("471108");
    caller.run(
        Config.read(
            "f",
            """
            flow: twice
            languages: [ru]
            trouble: person
            steps:
              said:
                set: { caller.snils: "11223344595", caller.birthday: "01021980" }
              code:
                verify: { by: account-code, with: { snils: =caller.snils }, failed: end }
              data:
                verify:
                  by: registry
                  with: { snils: =caller.snils, birth-date: =caller.birthday }
                  failed: person
              end:
                hangup: normal
              person:
                queue: { skill-group: other, served: end }
            """));

    assertThat(caller.steps()).containsExactly("said", "code", "data", "end");
    assertThat(scene.levels()).containsExactly("code");
  }
}
