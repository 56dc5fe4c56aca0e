package org.liniya.server.run;

import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.port.Consultations;
import org.liniya.port.Leg;

/** Whom an operator has reached by a call of their own. */
sealed interface FarParty {

  Leg leg();

  /** The operator's number; empty for a number outside. */
  String who();

  /** What a transfer gets. */
  Consultations.Taken taken();

  record Colleague(Leg leg, Consultations.Serving serving) implements FarParty {
    @Override
    public String who() {
      return serving.operator().value();
    }

    @Override
    public Consultations.Taken taken() {
      return new Consultations.Taken(leg, Optional.of(serving));
    }
  }

  record Outside(Leg leg) implements FarParty {
    @Override
    public String who() {
      return "";
    }

    @Override
    public Consultations.Taken taken() {
      return new Consultations.Taken(leg, Optional.empty());
    }
  }

  /** Whether {@code signal} says that this party is gone, and why. */
  default Optional<EndCause> left(Signal signal) {
    return switch (signal) {
      case Signal.LegEnded ended when ended.leg().equals(leg().id()) -> Optional.of(ended.cause());
      case Signal.OperatorLeft gone -> Optional.of(gone.cause());
      default -> Optional.empty();
    };
  }
}
