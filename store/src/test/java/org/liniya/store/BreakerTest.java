package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.liniya.port.StoreException;

final class BreakerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private long now = 7;
  private final Breaker breaker = new Breaker(TIMEOUT, () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void waitsInVain() {
    long began = breaker.begin("x");
    pass(TIMEOUT);
    breaker.failed(began);
  }

  @Test
  void whatFailsAtOnceKeepsNobodyOut() {
    breaker.failed(breaker.begin("x"));

    assertThat(breaker.begin("x")).isEqualTo(now);
  }

  @Test
  void afterOneThatWaitedInVainOthersFailAtOnce() {
    waitsInVain();

    assertThatThrownBy(() -> breaker.begin("open a ticket"))
        .isInstanceOf(StoreException.class)
        .hasMessage("cannot open a ticket: the database did not answer a moment ago");
  }

  @Test
  void oneAtATimeLooksWhetherItIsBack() {
    waitsInVain();
    pass(Breaker.REST.plusNanos(1));

    long looking = breaker.begin("x");
    assertThatThrownBy(() -> breaker.begin("x")).isInstanceOf(StoreException.class);
    breaker.failed(looking);
    assertThatThrownBy(() -> breaker.begin("x")).isInstanceOf(StoreException.class);

    pass(Breaker.REST.plusNanos(1));
    breaker.begin("x");
    breaker.worked();
    breaker.begin("x");
    breaker.begin("x");
  }

  @Test
  void whoLooksAndNeverSaysDoesNotKeepOthersOutForEver() {
    waitsInVain();
    pass(Breaker.REST.plusNanos(1));
    breaker.begin("x");

    pass(TIMEOUT.plusNanos(1));
    breaker.begin("x");
  }
}
