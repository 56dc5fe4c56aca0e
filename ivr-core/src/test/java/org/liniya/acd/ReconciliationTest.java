package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.acd.Reconciliation.Differences;
import org.liniya.call.OfferId;

class ReconciliationTest {
  private static final OfferId ONE = new OfferId("1");
  private static final OfferId TWO = new OfferId("2");

  private final Reconciliation reconciliation = new Reconciliation();

  @Test
  void whatIsOnItsWayIsNoDifference() {
    assertThat(reconciliation.look(Set.of(ONE), Set.of())).isEqualTo(Differences.NONE);
    assertThat(reconciliation.look(Set.of(ONE), Set.of(ONE))).isEqualTo(Differences.NONE);
    assertThat(reconciliation.look(Set.of(), Set.of(ONE))).isEqualTo(Differences.NONE);
    assertThat(reconciliation.look(Set.of(TWO), Set.of())).isEqualTo(Differences.NONE);
  }

  @Test
  void whatLastsIsOne() {
    reconciliation.look(Set.of(ONE), Set.of(TWO));

    assertThat(reconciliation.look(Set.of(ONE), Set.of(TWO)))
        .isEqualTo(new Differences(Set.of(ONE), Set.of(TWO)));
  }
}
