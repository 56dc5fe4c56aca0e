package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorStore;

/** What every {@link OperatorStore} keeps to. */
public abstract class OperatorStoreContract {
  /** The store of this test, new and empty; the same at every call within a test. */
  protected abstract OperatorStore operators();

  @Test
  void theLastStateOfEachOperatorIsKept() {
    OperatorId first = new OperatorId("1001");
    OperatorId second = new OperatorId("1002");
    var ready = new OperatorStore.Row(first, "ready", "", Samples.NOON);
    var paused = new OperatorStore.Row(first, "paused", "обед", Samples.NOON.plusSeconds(1));
    var offline = new OperatorStore.Row(second, "offline", "", Samples.NOON);

    operators().save(offline);
    operators().save(ready);
    operators().save(paused);

    assertThat(operators().all()).containsExactly(paused, offline);
  }
}
