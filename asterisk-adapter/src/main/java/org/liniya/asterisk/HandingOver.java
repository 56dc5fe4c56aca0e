package org.liniya.asterisk;

import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;

/**
 * What Asterisk does with the other party of a leg when the leg's telephone asks it to (REFER), and
 * what such a leg's end means: it may be told before the handing over that it was for. Under the
 * leg's lock.
 */
final class HandingOver {

  /** Whoever gets the other party of a leg that is over has this long to take it. */
  private static final long TAKEN_MS = 1_000;

  private final AsteriskLeg leg;
  private final LegTools tools;
  private final Goodbye goodbye;

  /** What an operator may do with the other party; callers may not. */
  private Optional<Transfers> transfers = Optional.empty();

  /** The other party was handed over to somebody, who has to find it here. */
  private boolean handedOver;

  HandingOver(AsteriskLeg leg, LegTools tools, Goodbye goodbye) {
    this.leg = leg;
    this.tools = tools;
    this.goodbye = goodbye;
  }

  void allow(Transfers allowed) {
    transfers = Optional.of(allowed);
  }

  /** Whether the leg is a line of this operator's telephone. */
  boolean isOf(OperatorId operator) {
    return transfers.filter(each -> each.operator().equals(operator)).isPresent();
  }

  /** The telephone has sent the other party to an extension: Asterisk has parted the two. */
  void blind(String extension) {
    leg.bridged().ifPresent(leg::partedFrom);
    transfers.ifPresent(each -> passOn(each.blind(leg, extension)));
  }

  /** The telephone has put the other party together with the one of another line of it. */
  void attended(String second) {
    handOver();
    transfers.ifPresent(each -> passOn(each.attended(leg, second)));
  }

  /**
   * Asterisk has put the other party together with somebody: it comes back to the dialplan.
   *
   * @return whether there was one
   */
  boolean handOver() {
    Optional<Joint> joint = leg.bridged();
    if (joint.isEmpty()) {
      return false;
    }
    leg.partedFrom(joint.get());
    joint.get().besides(leg).comeOut();
    handedOver = true;
    return true;
  }

  /**
   * Asterisk has told the telephone already that all is well: where nobody is meant, the other
   * party was left alone, and is to be told so rather than that it was served.
   */
  private void passOn(Optional<Signal> asked) {
    asked.ifPresentOrElse(leg::told, () -> leg.hangUp(EndCause.FAULT));
  }

  /** The end of a line may be told before the handing over that ended it. */
  private boolean mayBeUnderWay() {
    return goodbye.said().isEmpty()
        && leg.isBridged()
        && transfers.filter(each -> each.haveTwo(leg)).isPresent();
  }

  /** Its channel is hung up, for this reason. */
  void hungUp(EndCause cause) {
    if (handedOver || mayBeUnderWay()) {
      tools.timer().after(TAKEN_MS, () -> leg.over(cause));
    } else {
      leg.over(cause);
    }
  }

  /** Its channel ends: of an operator in a talk, why is told next, if it was handed over. */
  void ends(EndCause cause) {
    if (transfers.isEmpty() || goodbye.said().isPresent() || !leg.isBridged()) {
      leg.over(cause);
    }
  }

  /** It comes back to the dialplan out of a bridge: at once, unless on the way to its end. */
  void cameBack(Runnable back) {
    if (mayBeUnderWay()) {
      tools.timer().after(TAKEN_MS, back);
    } else {
      back.run();
    }
  }
}
