package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.IdentityChanged;
import org.liniya.call.JournalEvent.ServiceAsked;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.flow.call.Limits;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.Services.Reason;

/** A caller proves to know what the registry knows. */
class VerifyByRegistryTest {

  private static final String VERIFY =
      "by: registry, with: { snils: =caller.snils, birth-date: =caller.birthday }";
  private static final LookUp WHO =
      LookUp.of(LookUp.Kind.SNILS, new Secret(VerifyScene.SNILS)).orElseThrow();

  private final VerifyScene scene = new VerifyScene();
  private final Scenario caller = scene.caller;

  @Test
  void whoKnowsTheDataIsKnown() {
    assertThat(scene.run(VERIFY)).containsExactly("welcome", "said", "verify", "verified", "end");

    assertThat(caller.events(IdentityChanged.class))
        .containsExactly(new IdentityChanged("knows-data", "snils", "***-***-*45 95"));
    assertThat(scene.asked()).containsExactly("registry found");
    assertThat(caller.registry.looked()).containsExactly(WHO);
  }

  @ParameterizedTest
  @CsvSource({
    "birthday: '02021980', birth-date",
    "birthday: '0102198', birth-date",
    "birthday: '010219800', birth-date",
  })
  void whatDoesNotAgreeIsAWrongGuess(String said, String datum) {
    scene.says("caller.snils: '" + VerifyScene.SNILS + "', caller." + said);

    assertThat(scene.run(VERIFY)).containsSubsequence("verify", "failed");
    assertThat(scene.levels()).isEmpty();
    assertThat(caller.events(ServiceAsked.class))
        .extracting(ServiceAsked::outcome, ServiceAsked::variable)
        .containsExactly(tuple("differs", datum));
    assertWrongGuesses(1);
  }

  @Test
  void oneThatDoesNotAgreeIsEnough() {
    scene.says(
        "caller.snils: '11223344595', caller.birthday: '01021980', caller.phone: '+79990000078'");

    String verify = VERIFY.replace("birth-date:", "phone: =caller.phone, birth-date:");
    assertThat(scene.run(verify)).contains("failed");
    assertThat(caller.events(ServiceAsked.class))
        .extracting(ServiceAsked::variable)
        .containsExactly("phone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+79990000077", "89990000077", "+7 999 000-00-77"})
  void aTelephoneAgreesHoweverItIsWritten(String phone) {
    scene.says("caller.snils: '11223344595', caller.phone: '" + phone + "'");

    assertThat(scene.run("by: registry, with: { snils: =caller.snils, phone: =caller.phone }"))
        .contains("verified");
  }

  @Test
  void whatTheRegistryDoesNotKnowOfThisPersonDoesNotAgree() {
    caller.registry.knows(VerifyScene.SNILS, Map.of(Datum.PHONE, VerifyScene.PHONE));

    assertThat(scene.run(VERIFY)).contains("failed");
  }

  @Test
  void whoDoesNotStandThereIsAWrongGuess() {
    scene.says("caller.snils: '08765430300', caller.birthday: '01021980'");

    assertThat(scene.run(VERIFY)).contains("failed");
    assertThat(scene.asked()).containsExactly("registry not-found");
    LookUp nobody = LookUp.of(LookUp.Kind.SNILS, new Secret("08765430300")).orElseThrow();
    caller.guesses.wrong(nobody, caller.from);
    assertThat(caller.guesses.pause(nobody, caller.from)).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"caller.birthday: '01021980'", "caller.snils: '11223344595'", "again: yes"})
  void whoHasNotSaidItHasNotGuessed(String said) {
    scene.says(said);

    assertThat(scene.run(VERIFY)).contains("failed");
    assertThat(caller.registry.looked()).isEmpty();
    assertWrongGuesses(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNREACHABLE", "RESTING", "TIMEOUT"})
  void aRegistryThatIsAwayIsNobodysFault(Reason reason) {
    caller.registry.away(reason);

    assertThat(scene.run(VERIFY)).contains("unavailable");
    assertThat(scene.asked()).containsExactly("registry " + reason.word());
    assertWrongGuesses(0);
  }

  @Test
  void aRegistryThatForgetsToAnswerIsAway() {
    caller.registry.hangs();

    assertThat(scene.run(VERIFY)).contains("unavailable");
    assertThat(scene.asked()).containsExactly("registry time-out");
  }

  @Test
  void aRegistryThatBreaksLeadsToTrouble() {
    caller.verification.breaks(true);
    caller.hears("trouble");

    assertThat(scene.run(VERIFY)).containsSubsequence("verify", "trouble");
  }

  @Test
  void whoHangsUpEndsTheAsking() {
    caller.registry.hangs();
    caller.hears("recording-notice").waits(Duration.ofSeconds(5)).hangsUp();

    assertThat(scene.run(VERIFY)).containsExactly("welcome", "said", "verify");
    assertThat(caller.registry.cancelled()).isEqualTo(1);
    assertThat(scene.asked()).containsExactly("registry given-up");
  }

  @Test
  void whoeverGuessedBeforeLetsTheNextOneWaitAndHearSo() {
    for (int i = 0; i < 20; i++) {
      caller.guesses.wrong(WHO, new CallerNumber.Withheld());
    }
    Duration before = caller.time.elapsed();

    assertThat(scene.run(VERIFY)).contains("verified");

    assertThat(caller.time.elapsed().minus(before))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
    assertThat(caller.leg.heardNames()).filteredOn("one-moment"::equals).hasSize(4);
  }

  @Test
  void aShortPauseNeedsNoWords() {
    caller.guesses.wrong(WHO, new CallerNumber.Withheld());
    caller.guesses.wrong(WHO, new CallerNumber.Withheld());

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(caller.leg.heardNames()).doesNotContain("one-moment");
  }

  @Test
  void whoHangsUpInThePauseAsksNobody() {
    for (int i = 0; i < 20; i++) {
      caller.guesses.wrong(WHO, new CallerNumber.Withheld());
    }
    caller.hears("one-moment").hangsUp();

    assertThat(scene.run(VERIFY)).containsExactly("welcome", "said", "verify");
    assertThat(caller.registry.looked()).isEmpty();
  }

  @Test
  void rightDataDoNotForgiveWrongCodes() {
    caller.guesses.wrong(WHO, caller.from);
    caller.guesses.wrong(WHO, caller.from);

    assertThat(scene.run(VERIFY)).contains("verified");
    assertThat(caller.guesses.pause(WHO, caller.from)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aNumberOfTheNetworkIsCountedToo() {
    caller.from = new CallerNumber.Network(PhoneNumber.of("+79990000001"));
    scene.says("caller.snils: '11223344595', caller.birthday: '02021980'");
    LookUp other = LookUp.of(LookUp.Kind.SNILS, new Secret("08765430300")).orElseThrow();

    assertThat(scene.run(VERIFY)).contains("failed");
    caller.guesses.wrong(other, caller.from);
    assertThat(caller.guesses.pause(other, caller.from)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theLimitOfTheMenuHoldsInAPause() {
    for (int i = 0; i < 20; i++) {
      caller.guesses.wrong(WHO, new CallerNumber.Withheld());
    }
    caller.limits(
        new Limits(Duration.ofMinutes(30), Duration.ofSeconds(8), Duration.ofMinutes(5), 20));
    caller.inbox.after(Duration.ofMinutes(2), () -> caller.leg.partyEnds(EndCause.NORMAL));

    assertThat(scene.run(VERIFY)).doesNotContain("failed", "verified");
    assertThat(caller.registry.looked()).isEmpty();
  }

  @Test
  void whatIsSaidBeforeIsSaid() {
    assertThat(scene.run(VERIFY + ", prompt: one-moment")).contains("verified");
    assertThat(caller.leg.heardNames()).contains("one-moment");
  }

  private void assertWrongGuesses(int expected) {
    // two more make the pause tell how many there were
    List.of(1, 2).forEach(_ -> caller.guesses.wrong(WHO, new CallerNumber.Withheld()));
    assertThat(caller.guesses.pause(WHO, new CallerNumber.Withheld()))
        .isEqualTo(Duration.ofSeconds(1L << expected));
  }
}
