package org.liniya.server.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.TicketStore;

/**
 * Which callers are owed a callback after a crash, told from what they have lived through and not
 * by the rules of the line: who had said a language or has a ticket, was not served, and did not
 * leave by their own wish; and who was promised one, until an operator has served them or they hung
 * up on us. For one thread.
 */
final class Owed {

  private final Map<CallId, PhoneNumber> numbers = new HashMap<>();
  private final Set<PhoneNumber> owed = new HashSet<>();
  private final Set<CallId> promised = new HashSet<>();

  private Owed() {}

  static Set<PhoneNumber> after(List<StoreWrite> writes) {
    Owed owed = new Owed();
    writes.forEach(owed::sees);
    return Set.copyOf(owed.owed);
  }

  private void sees(StoreWrite write) {
    write.call().ifPresent(call -> sees(write, call));
  }

  private void sees(StoreWrite write, CallId call) {
    if (write.is(CallStore.class, "arrived")) {
      arrives(call, (CallerNumber) write.arguments().get(1));
    } else if (write.is(CallStore.class, "languageChosen")
        || write.is(CallStore.class, "ticketed")
        || write.is(TicketStore.class, "open")) {
      isOwed(call, true);
    } else if (write.is(Callbacks.class, "owe")) {
      promised.add(call);
      isOwed(call, true);
    } else if (write.is(CallStore.class, "served") && !promised.contains(call)) {
      isOwed(call, false);
    }
    write.arguments().stream()
        .filter(JournalEvent.CallEnded.class::isInstance)
        .map(event -> ((JournalEvent.CallEnded) event).ending())
        .filter(ending -> ending != Ending.CUT_OFF && !promised.contains(call))
        .forEach(_ -> isOwed(call, false));
  }

  /** Who rings in again, and the network says that it is they, is not rung. */
  private void arrives(CallId call, CallerNumber from) {
    from.number().ifPresent(number -> numbers.put(call, number));
    if (from instanceof CallerNumber.Network) {
      isOwed(call, false);
    }
  }

  private void isOwed(CallId call, boolean now) {
    Optional.ofNullable(numbers.get(call))
        .ifPresent(
            number -> {
              if (now) {
                owed.add(number);
              } else {
                owed.remove(number);
              }
            });
  }
}
