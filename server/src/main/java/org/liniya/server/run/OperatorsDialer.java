package org.liniya.server.run;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;

/**
 * Chooses the front end that dials: an operator whose telephone is an endpoint of Asterisk is rung
 * there, everybody else over our own SIP. Thread-safe.
 *
 * @param behindAsterisk whether that is where the operator's telephone is
 */
record OperatorsDialer(
    Supplier<? extends Dialer> sip,
    Supplier<? extends Dialer> asterisk,
    Predicate<OperatorId> behindAsterisk)
    implements Dialer {

  @Override
  public Dialling dial(Request request, Consumer<Result> results) {
    return of(request.to()).get().dial(request, results);
  }

  private Supplier<? extends Dialer> of(Destination to) {
    return switch (to) {
      case Destination.Operator(OperatorId operator) ->
          behindAsterisk.test(operator) ? asterisk : sip;
      case Destination.Outside _ -> sip; // trunks know what may be dialled
    };
  }
}
