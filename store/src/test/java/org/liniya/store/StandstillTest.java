package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says when the database stands still. */
final class StandstillTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Standstill.class);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void itSaysWhereTheThreadsStandOnceAMinute() {
    Standstill standstill = new Standstill(now::get);

    standstill.seen("save a call");
    now.addAndGet(Standstill.REST.toNanos() - 1);
    standstill.seen("change a call");
    now.addAndGet(1);
    standstill.seen("read a call");

    assertThat(log.list)
        .extracting(event -> event.getKeyValuePairs().getFirst().value)
        .containsExactly("save a call", "read a call");
    assertThat(log.list.getFirst().getKeyValuePairs().getLast().value)
        .asString()
        .contains(
            Thread.currentThread().getName() + " RUNNABLE\n", "at ", "StandstillTest.itSaysWhere");
  }

  @Test
  void threadsOfOthersAreLeftOut() throws Exception {
    try (ExecutorService others =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("stranger").factory())) {
      others.submit(() -> {}).get(); // it is there, and idle
      new Standstill(now::get).seen("save a call");
    }
    assertThat(log.list.getFirst().getKeyValuePairs().getLast().value)
        .asString()
        .doesNotContain("stranger");
  }
}
