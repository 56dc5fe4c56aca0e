package org.liniya.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.liniya.call.CallId;
import org.liniya.port.DialogStore;
import org.liniya.port.Time;
import org.liniya.sip.wire.Dialog;

/**
 * All legs that the other party can address, by dialog, and the store that remembers the ones that
 * are up. Thread-safe.
 */
final class DialogBook {

  static final String FRONT_END = "sip";

  private final Map<String, SipLeg> legs = new ConcurrentHashMap<>();
  private final DialogStore store;
  private final Time time;

  DialogBook(DialogStore store, Time time) {
    this.store = store;
    this.time = time;
  }

  /** From now on requests inside {@code dialogId} find the leg. */
  void enter(String dialogId, SipLeg leg) {
    legs.put(dialogId, leg);
  }

  Optional<SipLeg> find(String dialogId) {
    return Optional.ofNullable(legs.get(dialogId));
  }

  List<SipLeg> all() {
    return List.copyOf(legs.values());
  }

  /** The dialog is confirmed: after a crash the other party is owed a goodbye. */
  void confirmed(Dialog dialog, CallId call) {
    store.opened(new DialogStore.Entry(dialog.id(), call, FRONT_END, dialog.encode(), time.now()));
  }

  void leave(String dialogId, boolean wasConfirmed) {
    legs.remove(dialogId);
    if (wasConfirmed) {
      store.closed(dialogId);
    }
  }
}
