package org.liniya.server.run;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.liniya.asterisk.AsteriskFrontEnd;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.port.Time;

/**
 * Chooses the front end that dials: an operator whose telephone is an endpoint of Asterisk is rung
 * there, everybody else over our own SIP. Who is dialled for a leg of the other front end is joined
 * with it by the tie. Thread-safe.
 *
 * @param behindAsterisk whether that is where the operator's telephone is
 * @param tie empty where the two are not joined: then such a party is unreachable
 */
record OperatorsDialer(
    Supplier<? extends Dialer> sip,
    Supplier<? extends Dialer> asterisk,
    Predicate<OperatorId> behindAsterisk,
    Optional<Tie> tie,
    Time time)
    implements Dialer {

  @Override
  public Dialling dial(Request request, Consumer<Result> results) {
    boolean there = isBehindAsterisk(request.to());
    Dialer home = there ? asterisk.get() : sip.get();
    if (request.callersLeg().filter(leg -> isBehindAsterisk(leg) != there).isEmpty()) {
      return home.dial(request, results);
    }
    if (tie.isEmpty()) {
      results.accept(new Result.Failed(EndCause.UNREACHABLE));
      return () -> {};
    }
    TiedCall.Near near = there ? TiedCall.Near.SIP : TiedCall.Near.ASTERISK;
    TiedCall call = new TiedCall(request, results, home, tie.get(), near, time);
    call.start();
    return call;
  }

  private static boolean isBehindAsterisk(Leg leg) {
    return leg.id().value().startsWith(AsteriskFrontEnd.LEGS);
  }

  private boolean isBehindAsterisk(Destination to) {
    return switch (to) {
      case Destination.Operator(OperatorId operator) -> behindAsterisk.test(operator);
      case Destination.Outside _ -> false; // trunks know what may be dialled
    };
  }
}
