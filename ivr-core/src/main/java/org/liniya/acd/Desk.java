package org.liniya.acd;

/** One operator: as configured, and the present state. Owned by {@link Acd}; not thread-safe. */
final class Desk {

  private OperatorProfile profile;
  private OperatorState state;

  Desk(OperatorProfile profile, OperatorState state) {
    this.profile = profile;
    this.state = state;
  }

  OperatorProfile profile() {
    return profile;
  }

  void configure(OperatorProfile changed) {
    profile = changed;
  }

  OperatorState state() {
    return state;
  }

  void state(OperatorState next) {
    state = next;
  }

  ReadyOperator asReady(OperatorState.Ready ready) {
    return new ReadyOperator(
        profile.id(), profile.languages(), ready.idleSince(), ready.offerableFrom());
  }
}
