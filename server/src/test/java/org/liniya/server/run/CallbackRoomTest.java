package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.call.FakeWaitingRoom;
import org.liniya.testkit.call.FakeWaitingRoom.Move;

/** The queues as whoever is called back finds them. */
class CallbackRoomTest {

  private static final CallId OWED = new CallId(new UUID(1, 1));
  private static final CallId MADE = new CallId(new UUID(2, 2));
  private static final OfferId OFFER = new OfferId("o-1");

  private final FakeWaitingRoom queues = new FakeWaitingRoom();
  private final BlockingInbox early = new BlockingInbox();
  private final List<Signal> callers = new ArrayList<>();
  private final List<String> served = new ArrayList<>();
  private final Signal.OperatorAnswered operator =
      new Signal.OperatorAnswered(OFFER, new OperatorId("1001"), new PaperLeg("operator"));

  private final WaitingRoom.Request request =
      new WaitingRoom.Request(
          MADE,
          "other",
          Language.RU,
          IdentityLevel.NONE,
          Instant.EPOCH,
          Duration.ZERO,
          Optional.empty(),
          "",
          "",
          callers::add);

  private CallbackRoom held() {
    return new CallbackRoom(queues, () -> served.add("served"), OWED, operator, early);
  }

  @Test
  void theOperatorWhoHasTakenItIsThereAtOnce() {
    held().enter(request);

    assertThat(queues.moves())
        .containsExactly(new Move.Moved(OFFER, request), new Move.Left(OWED, "callback made"));
    assertThat(callers).containsExactly(operator);
  }

  /** The queues have a thread of their own: the move is no sooner said than it may be answered. */
  @Test
  void anOperatorWhoHangsUpAtOnceIsThereBeforeTheyAreGone() {
    Signal left = new Signal.OperatorLeft(OFFER, new OperatorId("1001"), EndCause.NORMAL);
    queues.onMove(moved -> moved.inbox().accept(left));

    held().enter(request);

    assertThat(callers).containsExactly(operator, left);
  }

  @Test
  void whoWaitsForASecondTimeWaitsAsEverybodyDoes() {
    CallbackRoom room = held();
    room.enter(request);
    room.enter(request);

    assertThat(queues.moves()).last().isEqualTo(new Move.Entered(request));
    assertThat(callers).containsExactly(operator);
  }

  @Test
  void anOperatorWhoHasHungUpMeanwhileIsNotWaitedFor() {
    early.post(new Signal.OperatorLeft(OFFER, new OperatorId("1001"), EndCause.NORMAL));

    held().enter(request);

    assertThat(queues.moves())
        .containsExactly(new Move.Left(OWED, "operator lost"), new Move.Entered(request));
    assertThat(callers).isEmpty();
  }

  @Test
  void anOperatorWhomTheCallerNeverCameToIsFreed() {
    CallbackRoom room = held();
    room.letGo(EndCause.NO_ANSWER);
    room.letGo(EndCause.NO_ANSWER);

    assertThat(queues.moves())
        .containsExactly(
            new Move.CallerLeft(OWED, OFFER, EndCause.NO_ANSWER),
            new Move.Left(OWED, "callback over"));
  }

  @Test
  void whoseCallerCameIsNotLetGo() {
    CallbackRoom room = held();
    room.enter(request);
    int moves = queues.moves().size();

    room.letGo(EndCause.NO_ANSWER);

    assertThat(queues.moves()).hasSize(moves);
  }

  @Test
  void thatTheTwoTalkIsTold() {
    CallbackRoom room = held();
    room.enter(request);
    assertThat(served).isEmpty();

    room.bridged(MADE, OFFER);

    assertThat(served).containsExactly("served");
    assertThat(queues.moves()).last().isEqualTo(new Move.Bridged(MADE, OFFER));
  }

  @Test
  void withoutAnOperatorItIsTheQueueItself() {
    new CallbackRoom(queues, () -> {}).enter(request);

    assertThat(queues.moves()).containsExactly(new Move.Entered(request));
  }
}
