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
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.console.CallbackList;
import org.liniya.port.Callbacks;
import org.liniya.port.Callbacks.State;
import org.liniya.port.Journal;

/** Which callbacks are begun, look by look, on a {@link PaperLine}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CallbackClockTest {

  @TempDir private Path folder = Path.of("");
  private PaperLine line;

  @BeforeEach
  void open() throws Exception {
    line = new PaperLine(folder, "  first: operator\n  a-minute: 3\n  spacing: 10m\n");
  }

  @AfterEach
  void close() {
    line.close();
  }

  private static CallId call(int number) {
    return new CallId(new UUID(0x0100_0000_0000L, number));
  }

  private static PhoneNumber number(int number) {
    return PhoneNumber.of("+7999000%04d".formatted(number));
  }

  /** The higher the number, the later the place. */
  private void owed(int number) {
    line.ports
        .callbacks()
        .owe(
            new Callbacks.Task(
                call(number),
                Optional.empty(),
                number(number),
                Language.RU,
                "other",
                line.time.now().minusSeconds(1000 - number),
                line.time.now(),
                Callbacks.ASKED_FOR));
  }

  /** The calls under whose names callbacks wait for an operator, the first begun first. */
  private List<CallId> queued() {
    return line.writes.all().stream()
        .filter(write -> write.arguments().stream().anyMatch(JournalEvent.Queued.class::isInstance))
        .flatMap(write -> write.call().stream())
        .toList();
  }

  private void awaitQueued(int count) throws InterruptedException {
    line.writes.await(
        count,
        "callbacks in the queue",
        write -> write.arguments().stream().anyMatch(JournalEvent.Queued.class::isInstance));
  }

  private String why(int number) {
    return line.callbacks.latest(100).stream()
        .filter(view -> view.callback().task().call().equals(call(number)))
        .map(CallbackList.View::why)
        .findFirst()
        .orElse("");
  }

  @Test
  void afterARestartTheOldestComeFirstAndNotAllAtOnce() throws InterruptedException {
    for (int i = 8; i >= 1; i--) {
      owed(i);
    }

    line.callbacks.look();
    line.callbacks.look();
    awaitQueued(3);
    line.time.skip(Duration.ofSeconds(59));
    line.callbacks.look();
    assertThat(queued()).containsExactlyInAnyOrder(call(1), call(2), call(3));
    line.time.skip(Duration.ofSeconds(61));
    line.callbacks.look();
    awaitQueued(6);

    assertThat(queued())
        .containsExactlyInAnyOrder(call(1), call(2), call(3), call(4), call(5), call(6));
    assertThat(why(1)).isEqualTo("waits for an operator");
    assertThat(why(8)).isEqualTo("due");
  }

  @Test
  void aTryInWhichTheServerDiedHasCounted() {
    owed(1);
    Callbacks.Task task = line.ports.callbacks().open().getFirst();
    line.ports.callbacks().begin(task, 0, line.time.now(), 2, line.time.now());

    line.callbacks.look();

    assertThat(line.ports.callbacks().standing(1))
        .singleElement()
        .returns(State.OWED, Callbacks.Standing::state)
        .returns(1, Callbacks.Standing::tries)
        .satisfies(each -> assertThat(each.next()).isAfter(line.time.now()));
    assertThat(kinds(1)).containsExactly("callback-missed");
    line.callbacks.look();
    assertThat(why(1)).isEqualTo("tried lately");
    assertThat(kinds(1)).containsExactly("callback-missed", "callback-postponed");
  }

  @Test
  void whoseCallerRangInLeavesTheQueueAndIsClosed() throws InterruptedException {
    owed(1);
    line.callbacks.look();
    awaitQueued(1);
    CallerNumber network = new CallerNumber.Network(number(1));
    line.ports.calls().arrived(call(77), network, "hotline", "hotline", "1", line.time.now());

    line.callbacks.look();

    assertThat(why(1)).isEqualTo("called back");
    assertThat(kinds(1)).contains("callback-given-up");
    line.writes.await(
        1,
        "it waits no more",
        write -> write.arguments().stream().anyMatch(JournalEvent.WaitingEnded.class::isInstance));
    line.ready("1001");
    assertThat(line.silent()).isTrue();
  }

  @Test
  void whoseCallGoesOnIsNotBegunAndNothingIsSaidOfIt() {
    line.ports.calls().arrived(call(1), PaperLine.number(1), "hotline", "h", "1", line.time.now());
    owed(1);

    line.callbacks.look();

    assertThat(queued()).isEmpty();
    assertThat(kinds(1)).isEmpty();
  }

  /** Its row has ended; its thread has not left the queues yet. */
  @Test
  void whoseCallIsLeavingIsNotBegun() {
    owed(1);
    line.active.add(call(1), new BlockingInbox());
    line.callbacks.look();
    assertThat(queued()).isEmpty();
    assertThat(why(1)).isEqualTo("the call goes on");
  }

  @Test
  void whatWaitsForTheSameReasonIsJournalledOnce() {
    owed(1);
    Callbacks.Task task = line.ports.callbacks().open().getFirst();
    line.ports.callbacks().begin(task, 0, line.time.now(), 2, line.time.now());
    line.ports.callbacks().missed(call(1), line.time.now().plusSeconds(3600));
    for (int second = 0; second < 60; second += 6) {
      line.time.skip(Duration.ofSeconds(second));
      line.callbacks.look();
    }
    assertThat(kinds(1)).containsExactly("callback-postponed");
  }

  @Test
  void whileTheLineDrainsNothingBegins() {
    owed(1);
    line.active.drain();

    line.callbacks.look();

    assertThat(queued()).isEmpty();
  }

  private List<String> kinds(int number) {
    return line.ports.journal().read(call(number)).stream().map(Journal.Entry::kind).toList();
  }
}
