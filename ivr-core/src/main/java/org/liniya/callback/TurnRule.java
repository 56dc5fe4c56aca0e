package org.liniya.callback;

/**
 * Whether it is a callback's turn to have its caller rung before there is an operator for them. A
 * caller who is rung must not wait long, and nobody who waits already is overtaken. The cases, in
 * the order in which they are looked at:
 *
 * <ul>
 *   <li>nobody serves the group: not its turn
 *   <li>an operator is free for it: more are ready than wait before it, those who are being rung
 *       included: its turn
 *   <li>it heads the queue: nobody waits before it and nobody is being rung for the group: the next
 *       operator who gets free is for it: its turn
 *   <li>everything else: not its turn.
 * </ul>
 *
 * A pure function; stateless.
 */
public final class TurnRule {

  private TurnRule() {}

  /** The answer, with the reason where it is no. */
  public sealed interface Decision {
    record ItsTurn() implements Decision {}

    record Waits(String reason) implements Decision {}
  }

  /**
   * @param loggedIn operators who serve the group, free or not
   * @param ready those of them who are free
   * @param before how many wait in the queue with an older place
   * @param rung callers of this group who are being rung, or were reached and have no operator yet
   */
  public static Decision decide(int loggedIn, int ready, int before, int rung) {
    if (loggedIn == 0) {
      return new Decision.Waits("nobody serves the group");
    }
    if (ready > before + rung) {
      return new Decision.ItsTurn();
    }
    return before == 0 && rung == 0
        ? new Decision.ItsTurn()
        : new Decision.Waits(before + " wait before it, " + rung + " are being rung");
  }
}
