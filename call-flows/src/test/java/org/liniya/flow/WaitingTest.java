package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.WaitingRoom.Request;
import org.liniya.testkit.call.FakeLeg;
import org.liniya.testkit.call.FakeWaitingRoom.Move;
import org.liniya.testkit.line.PlainLine;

/** A caller who waits in one queue after another. */
class WaitingTest {

  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");
  private static final OfferId FIRST = new OfferId("o1");
  private static final OfferId SECOND = new OfferId("o2");

  /** The hotline, with a second queue at once when the time of the first is up. */
  private static final String TWO_QUEUES =
      PlainLine.flow()
          .replace("timeout: { wait: 15m, go: sorry }", "timeout: { wait: 30s, go: others }")
          .replace(
              "  rate:\n",
              """
                others:
                  queue:
                    skill-group: other
                    music: default
                    timeout: { wait: 15m, go: sorry }
                    full: sorry
                    closed: sorry
                    served: rate

                rate:
              """);

  private final Scenario caller = new Scenario();
  private final FakeLeg second = new FakeLeg("second", caller.inbox, caller.time, caller.prompts);

  private Request request(int number) {
    return caller.room.requests().get(number);
  }

  @Test
  void whoAnswersInTheMomentInWhichTheWaitEndsIsNotTakenForTheNextWait() {
    // ... and is hung up by the queues: such a leg is dead by the time the call reads of it.
    caller.room.onEnter(
        entered -> {
          if (entered.group().equals("other")) {
            request(0).inbox().accept(new Signal.OperatorAnswered(FIRST, ANNA, caller.operatorLeg));
          }
        });
    caller
        .toQueue()
        .waits(Duration.ofSeconds(35))
        .then(s -> assertThat(s.room.requests()).hasSize(2))
        .then(s -> assertThat(s.leg.peer()).isEmpty())
        .then(s -> assertThat(s.leg.hearsSomething()).isTrue())
        .then(_ -> request(1).inbox().accept(new Signal.OperatorAnswered(SECOND, BORIS, second)))
        .waits(Duration.ofSeconds(1))
        .then(s -> assertThat(s.leg.peer()).contains(second))
        .hangsUp()
        .run(Config.read("hotline.yaml", TWO_QUEUES));
    assertThat(caller.room.moves())
        .contains(new Move.CallerLeft(caller.call, FIRST, EndCause.WITHDRAWN))
        .contains(new Move.Bridged(caller.call, SECOND))
        .doesNotContain(new Move.Bridged(caller.call, FIRST));
  }
}
