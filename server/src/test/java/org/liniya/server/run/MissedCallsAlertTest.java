package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.liniya.acd.AcdEffect;
import org.liniya.call.OperatorId;

class MissedCallsAlertTest {

  @Test
  void eachPauseIsCountedByItsGroup() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    MissedCallsAlert alert = new MissedCallsAlert(metrics);
    alert.accept(new AcdEffect.TellMissesPaused(new OperatorId("1001"), "access", 2));
    alert.accept(new AcdEffect.TellMissesPaused(new OperatorId("1002"), "access", 2));
    alert.accept(new AcdEffect.TellMissesPaused(new OperatorId("1002"), "other", 2));

    assertThat(
            metrics
                .get("liniya.operators.paused.for.misses")
                .tag("group", "access")
                .counter()
                .count())
        .isEqualTo(2);
  }
}
