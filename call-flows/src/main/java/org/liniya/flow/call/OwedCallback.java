package org.liniya.flow.call;

import org.liniya.call.CallId;
import org.liniya.call.JournalEvent.CallbackNotOwed;
import org.liniya.call.JournalEvent.CallbackOwed;
import org.liniya.call.Language;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Callbacks;
import org.liniya.port.StoreException;
import org.liniya.recovery.CallbackRule;

/**
 * Whether the caller of a call that was cut off is called back, decided and kept while the server
 * still runs; as recovery does after a crash, whose look at the same call adds nothing. May be
 * repeated until it does not throw. Used by one thread at a time.
 */
final class OwedCallback {

  private final CallId call;
  private final Ports ports;
  private final Language language;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    KEPT,
    SETTLED
  }

  /**
   * @param language of a caller who has chosen none
   */
  OwedCallback(CallId call, Ports ports, Language language) {
    this.call = call;
    this.ports = ports;
    this.language = language;
  }

  /** Without this the call must stay open, so that the next start decides. */
  boolean settled() {
    return state == State.SETTLED;
  }

  /**
   * Decides by {@link CallbackRule}; the task is committed before the journal's line.
   *
   * @throws StoreException when it could not be done to its end
   */
  void settle() {
    if (state == State.SETTLED) {
      return;
    }
    CallRow row =
        ports
            .calls()
            .find(call)
            .orElseThrow(() -> new StoreException("cannot owe a callback: no such call yet"));
    // a silent line is found to be lost only after a while: the caller may be back already
    boolean back = CallbackRule.rangInSince(row, ports.calls().open());
    switch (CallbackRule.decide(row, back, dialling(row))) {
      case CallbackRule.Decision.Owed owed -> {
        if (state == State.OPEN) {
          ports.callbacks().owe(task(row, owed));
          state = State.KEPT;
        }
        ports.journal().commit(call, ports.time().now(), new CallbackOwed("cut off"));
      }
      case CallbackRule.Decision.NotOwed(String reason) ->
          ports.journal().commit(call, ports.time().now(), new CallbackNotOwed(reason));
    }
    state = State.SETTLED;
  }

  private boolean dialling(CallRow row) {
    return row.from().number().filter(ports.callbacks()::dialling).isPresent();
  }

  private Callbacks.Task task(CallRow row, CallbackRule.Decision.Owed owed) {
    return new Callbacks.Task(
        call,
        row.ticket(),
        owed.number(),
        row.language().orElse(language),
        row.group().orElse(""),
        owed.rank(),
        ports.time().now(),
        "cut off");
  }
}
