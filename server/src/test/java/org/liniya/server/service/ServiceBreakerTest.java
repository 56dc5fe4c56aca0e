package org.liniya.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServiceBreakerTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may run over
  private final ServiceBreaker breaker = new ServiceBreaker(now::get);

  @Test
  void aServiceIsLeftAloneAfterFailuresRunning() {
    fail(ServiceBreaker.FAILURES - 1);
    assertThat(breaker.allows()).isTrue();
    fail(1);
    assertThat(breaker.allows()).isFalse();
    assertThat(breaker.isResting()).isTrue();
  }

  @Test
  void anAnswerBetweenBeginsTheCountAnew() {
    fail(ServiceBreaker.FAILURES - 1);
    breaker.worked();
    fail(ServiceBreaker.FAILURES - 1);
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void afterTheRestOneLooks() {
    fail(ServiceBreaker.FAILURES);
    passes(ServiceBreaker.REST.minusNanos(1));
    assertThat(breaker.allows()).isFalse();
    passes(Duration.ofNanos(1));
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).as("a second one while the first looks").isFalse();
  }

  @Test
  void itIsBack() {
    fail(ServiceBreaker.FAILURES);
    passes(ServiceBreaker.REST);
    assertThat(breaker.allows()).isTrue();
    breaker.worked();
    assertThat(breaker.isResting()).isFalse();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void itIsNotBack() {
    fail(ServiceBreaker.FAILURES);
    passes(ServiceBreaker.REST);
    assertThat(breaker.allows()).isTrue();
    fail(1);
    passes(ServiceBreaker.REST.minusNanos(1));
    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void whoLooksAndIsHungUpOnLetsTheNextOneLook() {
    fail(ServiceBreaker.FAILURES);
    passes(ServiceBreaker.REST);
    assertThat(breaker.allows()).isTrue();
    breaker.unknown();
    assertThat(breaker.allows()).isTrue();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed();
    }
  }

  private void passes(Duration span) {
    now.addAndGet(span.toNanos());
  }
}
