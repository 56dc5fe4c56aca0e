package org.liniya.port;

import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.LegId;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;

/**
 * The connections that operators made from their own telephones, as far as another call may take
 * their far party over (attended transfer, RFC 3891). Thread-safe; never blocks.
 */
public interface Consultations {

  /**
   * Takes the far party away from a consultation, once; the consultation itself ends quietly.
   *
   * @param operatorsLeg our leg to the operator who consults
   * @param signals gets from now on what happens on the far party's leg when that is a number
   *     outside; an operator's signals follow {@link WaitingRoom#move}
   */
  Optional<Taken> take(LegId operatorsLeg, Consumer<Signal> signals);

  /**
   * The far party, to be bridged.
   *
   * @param serving the operator it is, and the offer under which; empty for a number outside
   */
  record Taken(Leg leg, Optional<Serving> serving) {}

  record Serving(OfferId offer, OperatorId operator) {}
}
