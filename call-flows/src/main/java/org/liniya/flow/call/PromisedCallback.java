package org.liniya.flow.call;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent.CallbackOwed;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Callbacks;

/** The callback that a caller was promised; one for a call. Runs only on the call's thread. */
public final class PromisedCallback {

  private final LiveCall call;
  private Optional<PhoneNumber> number = Optional.empty();

  PromisedCallback(LiveCall call) {
    this.call = call;
  }

  /** At which number, once it is promised. */
  public Optional<PhoneNumber> number() {
    return number;
  }

  /**
   * The caller wants to be called back, and keeps the place that the call had.
   *
   * @throws org.liniya.port.StoreException when that could not be kept: then nothing is promised
   */
  public void promise(PhoneNumber to, String group) {
    CallId id = call.arrival().call();
    Ports ports = call.ports();
    Instant rank = ports.calls().find(id).flatMap(CallRow::rank).orElse(call.arrival().at());
    ports
        .callbacks()
        .owe(
            new Callbacks.Task(
                id,
                call.ticket().number(),
                to,
                call.language(),
                group,
                rank,
                ports.time().now(),
                Callbacks.ASKED_FOR));
    number = Optional.of(to);
    call.writes()
        .store("callback-owed", () -> call.log().commit(new CallbackOwed(Callbacks.ASKED_FOR)));
    // for those who work on the ticket: where no callbacks are set up, the server rings nobody
    call.ticket().note(new Secret("callback: " + to.full().reveal()));
    call.served();
  }
}
