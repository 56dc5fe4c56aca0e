package org.liniya.flow.call;

import java.util.Optional;
import org.liniya.call.JournalEvent.CallbackNotOwed;
import org.liniya.call.JournalEvent.CallbackOwed;
import org.liniya.call.JournalEvent.CutOff;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Callbacks;
import org.liniya.recovery.CallbackRule;

/**
 * What is owed to a caller whose call is cut off while the server runs: when it drains, when
 * nothing works any more, when the caller's line is lost. The same rule as after a crash, and the
 * same order: the task before the journal's line, so that a crash in between makes no second one.
 * Runs only on the call's thread.
 */
final class OwedCallback {

  private final LiveCall call;

  OwedCallback(LiveCall call) {
    this.call = call;
  }

  /**
   * Owes a callback or says in the journal why not.
   *
   * @throws org.liniya.port.StoreException when it could not be stored; the call is then settled at
   *     the next start, as its row has no ending either
   */
  void settle(String reason) {
    Optional<CallRow> row = call.ports().calls().find(call.arrival().call());
    if (row.isEmpty()) {
      return;
    }
    call.log().attempt(new CutOff(reason));
    switch (CallbackRule.decide(row.get(), rangInSince(row.get()))) {
      case CallbackRule.Decision.Owed owed -> {
        owe(row.get(), owed);
        call.log().attempt(new CallbackOwed("cut off"));
      }
      case CallbackRule.Decision.NotOwed no -> call.log().attempt(new CallbackNotOwed(no.reason()));
    }
  }

  private void owe(CallRow row, CallbackRule.Decision.Owed owed) {
    call.ports()
        .callbacks()
        .owe(
            new Callbacks.Task(
                row.id(),
                row.ticket(),
                owed.number(),
                row.language().orElseGet(call::language),
                row.group().orElse(""),
                owed.rank(),
                call.ports().time().now(),
                "cut off"));
  }

  private boolean rangInSince(CallRow row) {
    Optional<PhoneNumber> number = row.from().number();
    return number.isPresent()
        && call.ports().calls().open().stream()
            .filter(other -> other.arrivedAt().isAfter(row.arrivedAt()))
            .anyMatch(other -> other.from().number().equals(number));
  }
}
