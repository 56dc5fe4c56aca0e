package org.liniya.acd;

import org.liniya.port.OperatorBoard.OperatorView;

/** One operator: as configured, and the present state. Owned by {@link Desks}; not thread-safe. */
final class Desk {

  private OperatorProfile profile;
  private OperatorState state;

  /** Talks with callers since the operator logged in. */
  private int talks;

  /** Which ring of all rings the operator's last one was. */
  private long rungLast;

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

  OperatorView view(boolean registered) {
    return new OperatorView(
        profile.id(),
        state.word(),
        state.reason(),
        state.since(),
        registered,
        profile.skills().stream().sorted().toList(),
        state.call());
  }

  void loggedIn() {
    talks = 0;
  }

  void talks() {
    talks++;
  }

  void rung(long ring) {
    rungLast = ring;
  }

  /**
   * The operator as a group sees them.
   *
   * @param level how good at the group's skill
   */
  ReadyOperator asReady(Ready ready, int level) {
    return new ReadyOperator(
        profile.id(),
        profile.languages(),
        ready.idleSince(),
        ready.offerableFrom(),
        level,
        talks,
        rungLast);
  }
}
