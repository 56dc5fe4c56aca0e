package org.liniya.port;

import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;

/**
 * What operators do with their telephones beyond answering: whom a number that they dial or pass
 * someone on to means, and the calls that they make. A front end comes here only when it has proved
 * who the operator is. Called on the front end's own threads: returns at once.
 */
public interface OperatorDesk {

  /**
   * What {@code dialled}, the user part of a SIP URI or the digits of a tel URI, means. Writing as
   * on telephones is allowed: spaces, dashes, brackets, a leading 8 for Russia.
   */
  Dialled meaning(String dialled);

  /**
   * An operator calls from a leg that is neither ringing nor answered yet; as {@link
   * FrontDesk#arrived}.
   */
  FrontDesk.Accepted called(Call call);

  /** The call of an operator as the front end saw it. */
  record Call(Leg leg, OperatorId operator, Dialled dialled) {}

  /** What was dialled. */
  sealed interface Dialled {
    record Colleague(OperatorId operator) implements Dialled {}

    /** The name of a skill group. */
    record Group(String name) implements Dialled {}

    /** In E.164 form. Whether it may be dialled is for the trunks to say. */
    record Outside(PhoneNumber number) implements Dialled {}

    /**
     * Fire, police, ambulance, rescue: as it was dialled, such as {@code 112}.
     *
     * @param connected whether a trunk is there for it; if not, a sentence says what to do
     */
    record Emergency(PhoneNumber number, boolean connected) implements Dialled {}

    /** A star code. */
    record Order(DeskOrder order) implements Dialled {}

    /** The code of supervisors and an operator, whose talk is to be heard. */
    record Supervised(OperatorId operator) implements Dialled {}

    /** Nothing of ours, and no telephone number. */
    record Unknown() implements Dialled {}
  }
}
