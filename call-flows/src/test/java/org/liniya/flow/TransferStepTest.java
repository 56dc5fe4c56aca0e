package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.EndCause;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent.TransferAsked;
import org.liniya.call.JournalEvent.TransferFailed;
import org.liniya.call.JournalEvent.Transferred;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.testkit.call.FakeDialer;
import org.liniya.testkit.call.FakeLeg;

/** {@code transfer}: the caller is handed to a number outside. */
class TransferStepTest {

  private static final String NUMBER = "+74951234567";
  private static final String FLOW =
      """
      flow: handed
      languages: [ru, en]
      trouble: person
      variables:
        office: { one-of: ["+74951234567", "+74957654321"] }
      steps:
        open:
          ticket: { open: { category: access } }
        hand:
          transfer: { to: "+74951234567", ring: 20s, busy: busy, no-answer: none, failed: failed }
        rate:
          survey: { prompt: rate-the-operator }
          next: end
        busy:
          say: [overload]
          next: end
        none:
          say: [after-hours]
          next: end
        failed:
          say: [no-match]
          next: end
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Scenario caller = new Scenario();
  private final FakeLeg far = new FakeLeg("far", caller.inbox, caller.time, caller.prompts);

  private static Flow flow() {
    return Config.read("f", FLOW);
  }

  private void answersAfter(Duration ringing) {
    tells(ringing, new Dialer.Result.Answered(far));
  }

  private void tells(Duration after, Dialer.Result result) {
    caller.dialer.onDial(attempt -> caller.inbox.after(after, () -> attempt.result(result)));
  }

  private FakeDialer.Attempt attempt() {
    return caller.dialer.attempts().getFirst();
  }

  private void farLeaves(EndCause cause) {
    attempt().request().sink().accept(new Signal.LegEnded(far.id(), cause));
  }

  @Test
  void theTwoTalkAndWhenTheOtherHangsUpTheFlowGoesOn() {
    answersAfter(Duration.ofSeconds(5));
    caller
        .hears("music")
        .waits(Duration.ofSeconds(6))
        .then(s -> assertThat(s.leg.peer()).contains(far))
        .waits(Duration.ofMinutes(20))
        .then(_ -> farLeaves(EndCause.NORMAL))
        .hears("rate-the-operator")
        .presses("5")
        .run(flow());

    assertThat(attempt().request().to())
        .isEqualTo(new Dialer.Destination.Outside(PhoneNumber.of(NUMBER)));
    assertThat(attempt().request().callersLeg()).contains(caller.leg);
    assertThat(caller.events(TransferAsked.class))
        .containsExactly(new TransferAsked("", "outside", "+7********67"));
    assertThat(caller.events(Transferred.class)).hasSize(1);
    assertThat(caller.calls.find(caller.call).orElseThrow().served()).isTrue();
    assertThat(far.ended()).isPresent();
  }

  @Test
  void whenTheCallerHangsUpTheOtherIsHungUp() {
    answersAfter(MOMENT);
    FlowRunner.Ended ended =
        caller.hears("music").waits(Duration.ofSeconds(9)).hangsUp().run(flow());

    assertThat(far.ended()).contains(EndCause.NORMAL);
    assertThat(ended.ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void whoHangsUpWhileItRingsLeavesNothingRinging() {
    caller.hears("music").waits(MOMENT).hangsUp().run(flow());

    assertThat(attempt().cancelled()).isTrue();
    attempt().result(new Dialer.Result.Answered(far));
    assertThat(far.ended()).as("an answer that comes too late").contains(EndCause.NORMAL);
    assertThat(caller.events(TransferFailed.class))
        .containsExactly(new TransferFailed("cancelled"));
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, overload, busy",
    "NO_ANSWER, after-hours, no-answer",
    "DECLINED, no-match, declined",
    "UNREACHABLE, no-match, unreachable"
  })
  void whoIsNotReachedIsLedElsewhere(EndCause cause, String heard, String journalled) {
    tells(MOMENT, new Dialer.Result.Failed(cause));
    caller.hears("music", heard).run(flow());

    assertThat(caller.events(TransferFailed.class)).containsExactly(new TransferFailed(journalled));
  }

  @Test
  void itRingsNoLongerThanIsSaid() {
    caller.hears("music", "after-hours").run(flow());

    assertThat(attempt().cancelled()).isTrue();
  }

  @Test
  void withoutExitsOfTheirOwnAllLeadToFailed() {
    tells(MOMENT, new Dialer.Result.Failed(EndCause.BUSY));
    caller
        .hears("music", "no-match")
        .run(
            Config.read(
                "f",
                FLOW.replace("busy: busy, ", "")
                    .replace("  busy:\n", "  rate2:\n")
                    .replace("next: end\n  rate2", "next: rate2\n  rate2")));
  }

  @Test
  void whoIsLostAtOnceHasNotServed() {
    answersAfter(MOMENT);
    caller
        .hears("music")
        .waits(Duration.ofSeconds(2))
        .then(_ -> farLeaves(EndCause.LOST))
        .hears("no-match")
        .then(s -> assertThat(s.calls.find(s.call).orElseThrow().served()).isFalse())
        .run(flow());

    assertThat(caller.events(TransferFailed.class)).containsExactly(new TransferFailed("lost"));
  }

  @Test
  void aVariableOfAFewNumbersSaysWho() {
    String chosen =
        FLOW.replace("to: \"+74951234567\"", "to: =office")
            .replace("  hand:", "  choose:\n    set: { office: \"+74957654321\" }\n  hand:");
    answersAfter(MOMENT);
    caller.hears("music").waits(Duration.ofSeconds(5)).hangsUp().run(Config.read("f", chosen));

    assertThat(attempt().request().to())
        .isEqualTo(new Dialer.Destination.Outside(PhoneNumber.of("+74957654321")));
  }

  @Test
  void theMenusTimeDoesNotRunInATalk() {
    answersAfter(MOMENT);
    caller
        .hears("music")
        .waits(Duration.ofMinutes(40))
        .then(_ -> farLeaves(EndCause.NORMAL))
        .hears("rate-the-operator")
        .hangsUp()
        .run(flow());
  }

  @Test
  void aDialerThatBreaksIsTrouble() {
    caller.dialer.onDial(
        _ -> {
          throw new IllegalStateException("no dialler (a test said so)");
        });
    caller.hears("music").hangsUp().run(flow());

    assertThat(caller.steps()).containsSequence("hand", "person");
  }
}
