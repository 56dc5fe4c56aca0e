package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.identity.Identity;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Callbacks.State;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.server.run.PaperLine.Telephone;
import org.liniya.ticket.TicketNumber;

/** One callback with the operator first, from the queue to the call, on a {@link PaperLine}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CallbackAttemptTest {

  private static final CallId CALL = new CallId(new UUID(0x0100_0000_0000L, 1));

  @TempDir private Path folder = Path.of("");
  private PaperLine line;

  @BeforeEach
  void open() throws Exception {
    line = new PaperLine(folder, "  first: operator\n  a-day: 5\n");
  }

  @AfterEach
  void close() {
    line.close();
  }

  private Standing owed(Optional<TicketNumber> ticket) {
    line.ports
        .callbacks()
        .owe(
            new Callbacks.Task(
                CALL,
                ticket,
                PhoneNumber.of("+79990000001"),
                Language.RU,
                "other",
                line.time.now().minusSeconds(60),
                line.time.now(),
                Callbacks.ASKED_FOR));
    return standing();
  }

  private Standing standing() {
    return line.ports.callbacks().latest(1).getFirst();
  }

  /** Begins it, and gives what awaits its end. */
  private Thread begin(CallbackAttempt attempt) {
    return Thread.startVirtualThread(attempt::run);
  }

  private PaperLeg operatorAnswers() throws InterruptedException {
    PaperLeg operator = new PaperLeg("operator");
    Telephone telephone = line.ringsNext();
    assertThat(telephone.isOperator()).isTrue();
    telephone.answers(operator);
    return operator;
  }

  private List<String> kinds() {
    return line.ports.journal().read(CALL).stream().map(Journal.Entry::kind).toList();
  }

  @Test
  void theCallerIsRungForTheOperatorWhoHasTakenIt() throws InterruptedException {
    CallbackAttempt attempt = new CallbackAttempt(line.parts(), owed(Optional.empty()));
    assertThat(attempt.stand()).isEqualTo(CallbackAttempt.Stand.WAITING);
    line.ready("1001");
    Thread thread = begin(attempt);
    PaperLeg operator = operatorAnswers();

    Telephone caller = line.ringsNext();

    assertThat(caller.request().to())
        .isEqualTo(new Dialer.Destination.Outside(PhoneNumber.of("+79990000001")));
    assertThat(caller.request().callersLeg()).contains(operator);
    assertThat(attempt.stand()).isEqualTo(CallbackAttempt.Stand.RINGING);
    assertThat(standing().state()).as("committed before it rings").isEqualTo(State.DIALLING);
    caller.answers(new PaperLeg("outside"));
    line.writes.await(1, "they talk", write -> write.is(CallStore.class, "bridged"));
    assertThat(attempt.stand()).isEqualTo(CallbackAttempt.Stand.SERVED);
    operator.ends(EndCause.NORMAL);
    thread.join();
    assertThat(standing().outcome()).contains("reached");
    assertThat(line.active.count()).isZero();
  }

  @Test
  void whoServedTheTicketLastIsWaitedFor() throws InterruptedException {
    CallId earlier = new CallId(new UUID(0x0050_0000_0000L, 7));
    TicketNumber ticket =
        line.ports.tickets().open(earlier, "other", Identity.NONE, Language.RU, line.time.now());
    line.ports.tickets().served(ticket, new OperatorId("1002"), line.time.now());
    line.reserveFor(Duration.ofMinutes(5));
    line.ready("1001"); // idle for longer
    line.ready("1002");

    CallbackAttempt attempt = new CallbackAttempt(line.parts(), owed(Optional.of(ticket)));
    Thread thread = begin(attempt);

    assertThat(line.ringsNext().request().to())
        .isEqualTo(new Dialer.Destination.Operator(new OperatorId("1002")));
    attempt.withdraw();
    thread.join();
  }

  @Test
  void anOperatorWhoHangsUpWhileItRingsIsNotRungFor() throws InterruptedException {
    line.ready("1001");
    Thread thread = begin(new CallbackAttempt(line.parts(), owed(Optional.empty())));
    PaperLeg operator = operatorAnswers();
    line.ringsNext();

    operator.ends(EndCause.NORMAL);
    thread.join();

    assertThat(kinds()).endsWith("callback-missed");
    assertThat(line.ports.journal().read(CALL).getLast().json()).contains("operator hung up");
    assertThat(standing().state()).isEqualTo(State.OWED);
    assertThat(standing().tries()).isEqualTo(1);
  }

  @Test
  void theOperatorOfACallerWhoIsNotReachedIsFree() throws InterruptedException {
    line.ready("1001");
    Thread thread = begin(new CallbackAttempt(line.parts(), owed(Optional.empty())));
    PaperLeg operator = operatorAnswers();

    line.ringsNext().fails(EndCause.NO_ANSWER);
    thread.join();

    line.writes.await(
        1,
        "the operator is let go",
        write -> write.arguments().stream().anyMatch(JournalEvent.OperatorLeft.class::isInstance));
    line.ready("1001");
    assertThat(line.queues.operators())
        .filteredOn(view -> view.id().value().equals("1001"))
        .extracting(OperatorView::state)
        .containsExactly("ready");
    assertThat(operator.isOver()).isTrue();
    assertThat(standing().next()).isAfter(line.time.now());
  }

  @Test
  void oneThatIsWithdrawnLeavesTheQueueAndRingsNobody() throws InterruptedException {
    CallbackAttempt attempt = new CallbackAttempt(line.parts(), owed(Optional.empty()));
    Thread thread = begin(attempt);
    line.writes.await(
        1,
        "it waits",
        write -> write.arguments().stream().anyMatch(JournalEvent.Queued.class::isInstance));

    attempt.withdraw();
    thread.join();

    line.writes.await(
        1,
        "it waits no more",
        write -> write.arguments().stream().anyMatch(JournalEvent.WaitingEnded.class::isInstance));
    line.ready("1001");
    assertThat(line.silent()).isTrue();
    assertThat(standing().tries()).isZero();
  }

  /** The number has rung in while the operator's telephone rang. */
  @Test
  void whoHasCalledBackMeanwhileIsNotRung() throws InterruptedException {
    line.ready("1001");
    Thread thread = begin(new CallbackAttempt(line.parts(), owed(Optional.empty())));
    Telephone telephone = line.ringsNext();
    line.ports
        .calls()
        .arrived(
            new CallId(new UUID(0x0200_0000_0000L, 3)),
            new CallerNumber.Network(PhoneNumber.of("+79990000001")),
            "hotline",
            "hotline",
            "1",
            line.time.now());

    telephone.answers(new PaperLeg("operator"));
    thread.join();

    assertThat(line.silent()).as("nobody is rung").isTrue();
    assertThat(standing().tries()).isZero();
  }
}
