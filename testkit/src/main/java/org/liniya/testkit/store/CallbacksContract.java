package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Callbacks;
import org.liniya.ticket.TicketNumber;

/** What every {@link Callbacks} keeps to. */
public abstract class CallbacksContract {
  /** The callbacks of this test, new and empty; the same at every call within a test. */
  protected abstract Callbacks callbacks();

  @Test
  void anOwedCallbackIsKeptWhole() {
    Callbacks.Task task =
        new Callbacks.Task(
            Samples.call(0),
            Optional.of(new TicketNumber("12345674")),
            PhoneNumber.of("+79990000001"),
            Language.EN,
            "payment",
            Samples.NOON.minusSeconds(60),
            Samples.NOON,
            "the server died");

    callbacks().owe(task);

    assertThat(callbacks().open()).containsExactly(task);
  }

  @Test
  void theLongestWaitingComesFirst() {
    Callbacks.Task late = Samples.callback(Samples.call(0), Samples.NOON);
    Callbacks.Task early = Samples.callback(Samples.call(1), Samples.NOON.minusSeconds(1));

    callbacks().owe(late);
    callbacks().owe(early);

    assertThat(callbacks().open()).containsExactly(early, late);
  }

  @Test
  void aCallIsOwedOneCallbackHoweverOftenItIsSaid() throws InterruptedException {
    CallId call = Samples.call(0);
    Callbacks.Task first = Samples.callback(call, Samples.NOON);
    callbacks().owe(first);
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i < 6; i++) {
      Callbacks.Task again = Samples.callback(call, Samples.NOON.plusSeconds(i));
      threads.add(Thread.startVirtualThread(() -> callbacks().owe(again)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(callbacks().open()).containsExactly(first);
  }
}
