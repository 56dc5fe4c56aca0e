package org.liniya.server.run;

import java.util.Optional;
import org.liniya.call.CallerNumber;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks.Task;

/** Whether somebody who is owed a callback has called again, and is served by that. Stateless. */
final class LaterCalls {

  private LaterCalls() {}

  /**
   * Whether there was a call of the number since the callback has been owed, but for the one to
   * which it is owed: that one may have come in the very millisecond, and so may the next.
   */
  static boolean any(Task task, CallStore calls) {
    int since = calls.callsFrom(task.number(), task.owedAt());
    return since > 1 || (since == 1 && !isOfThatCall(task, calls));
  }

  private static boolean isOfThatCall(Task task, CallStore calls) {
    return calls
        .find(task.call())
        .filter(row -> !row.arrivedAt().isBefore(task.owedAt()))
        .filter(row -> row.from() instanceof CallerNumber.Network)
        .filter(row -> row.from().number().equals(Optional.of(task.number())))
        .isPresent();
  }
}
