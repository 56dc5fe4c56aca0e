package org.liniya.acd;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.call.OfferId;
import org.liniya.port.OperatorBoard.OperatorView;

/** An ACD as a {@link SimulatedDay} sees it: sound, or with a {@link PlantedBug}. */
interface Subject {

  List<AcdEffect> handle(AcdEvent event);

  List<OperatorView> operators();

  Optional<Integer> place(CallId call);

  Set<OfferId> offersInUse();

  static Subject of(Acd acd) {
    return new Subject() {
      @Override
      public List<AcdEffect> handle(AcdEvent event) {
        return acd.handle(event);
      }

      @Override
      public List<OperatorView> operators() {
        return acd.operators();
      }

      @Override
      public Optional<Integer> place(CallId call) {
        return acd.place(call);
      }

      @Override
      public Set<OfferId> offersInUse() {
        return acd.offersInUse();
      }
    };
  }
}
