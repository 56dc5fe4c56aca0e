package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStates;
import org.liniya.port.OperatorStates.Change;
import org.liniya.port.OperatorStore;

/** What every {@link OperatorStates} keeps to. */
public abstract class OperatorStatesContract {
  private static final Instant AT = Samples.NOON;
  private static final OperatorId ANNA = new OperatorId("1001");
  private static final OperatorId BORIS = new OperatorId("1002");

  /** Where states are saved; of this test, new and empty. */
  protected abstract OperatorStore operators();

  /** What reads them. */
  protected abstract OperatorStates states();

  private void save(OperatorId operator, String state, int second) {
    operators().save(new OperatorStore.Row(operator, state, "", AT.plusSeconds(second)));
  }

  @Test
  void everyChangeIsKeptInOrder() {
    save(ANNA, "ready", 0);
    save(ANNA, "ringing", 5);
    save(BORIS, "ready", 3);
    save(ANNA, "talking", 5);
    save(ANNA, "wrap-up", 10);

    assertThat(states().between(AT, AT.plusSeconds(10)))
        .containsExactly(
            new Change(ANNA, "ready", AT),
            new Change(BORIS, "ready", AT.plusSeconds(3)),
            new Change(ANNA, "ringing", AT.plusSeconds(5)),
            new Change(ANNA, "talking", AT.plusSeconds(5)));
  }

  @Test
  void theReasonOfAPauseIsKept() {
    operators().save(new OperatorStore.Row(ANNA, "paused", "lunch", AT));
    assertThat(states().between(AT, AT.plusSeconds(1)))
        .containsExactly(new Change(ANNA, "paused", "lunch", AT));
  }

  @Test
  void afterARestartNobodyIsAtWork() {
    save(ANNA, "talking", 0);
    save(BORIS, "offline", 1);
    operators().restarted(AT.plusSeconds(60));

    assertThat(states().between(AT.plusSeconds(2), AT.plusSeconds(61)))
        .containsExactly(new Change(ANNA, "offline", AT.plusSeconds(60)));
    assertThat(operators().all()).extracting(OperatorStore.Row::state).contains("talking");
  }
}
