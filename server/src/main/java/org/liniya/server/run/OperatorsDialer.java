package org.liniya.server.run;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.liniya.asterisk.AsteriskFrontEnd;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;

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
    if (apart(request)) {
      results.accept(new Result.Failed(EndCause.UNREACHABLE)); // the tie that joins them is to come
      return () -> {};
    }
    return of(request.to()).get().dial(request, results);
  }

  /** Whether the caller's leg and the telephone are of different front ends. */
  private boolean apart(Request request) {
    boolean there =
        request.to() instanceof Destination.Operator(OperatorId operator)
            && behindAsterisk.test(operator);
    return request.callersLeg().filter(leg -> isBehindAsterisk(leg) != there).isPresent();
  }

  private static boolean isBehindAsterisk(Leg leg) {
    return leg.id().value().startsWith(AsteriskFrontEnd.LEGS);
  }

  private Supplier<? extends Dialer> of(Destination to) {
    return switch (to) {
      case Destination.Operator(OperatorId operator) ->
          behindAsterisk.test(operator) ? asterisk : sip;
      case Destination.Outside _ -> sip; // trunks know what may be dialled
    };
  }
}
