package org.liniya.callback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liniya.callback.TurnRule.Decision;

class TurnRuleTest {

  @Test
  void nobodyServesTheGroup() {
    assertThat(TurnRule.decide(0, 0, 0, 0))
        .isEqualTo(new Decision.Waits("nobody serves the group"));
  }

  @Test
  void anOperatorIsFreeForIt() {
    assertThat(TurnRule.decide(3, 3, 1, 1)).isEqualTo(new Decision.ItsTurn());
    assertThat(TurnRule.decide(3, 2, 1, 1))
        .isEqualTo(new Decision.Waits("1 wait before it, 1 are being rung"));
  }

  @Test
  void itHeadsTheQueue() {
    assertThat(TurnRule.decide(1, 0, 0, 0)).isEqualTo(new Decision.ItsTurn());
    assertThat(TurnRule.decide(1, 0, 1, 0)).isInstanceOf(Decision.Waits.class);
    assertThat(TurnRule.decide(1, 0, 0, 1)).isInstanceOf(Decision.Waits.class);
  }
}
