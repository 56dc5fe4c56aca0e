package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.liniya.port.Audit;

/** What every {@link Audit} keeps to. */
public abstract class AuditContract {
  private static final Instant AT = Samples.NOON;

  /** The audit of this test, new and empty; the same at every call within a test. */
  protected abstract Audit audit();

  private static Audit.Entry entry(int number) {
    return new Audit.Entry(
        AT.plusSeconds(number), "olga", "recording-heard", "call " + number, "Ольга; 'x' \"y\"");
  }

  @Test
  void anEmptyAuditIsWhole() {
    assertThat(audit().verify()).isEqualTo(new Audit.Verdict.Whole(0));
    assertThat(audit().latest(10, Optional.empty())).isEmpty();
  }

  @Test
  void entriesAreNumberedAndReadNewestFirst() {
    for (int number = 1; number <= 5; number++) {
      audit().write(entry(number));
    }

    List<Audit.Row> rows = audit().latest(10, Optional.empty());
    assertThat(rows).extracting(Audit.Row::seq).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(rows.getLast().entry()).isEqualTo(entry(1));
    assertThat(rows).extracting(Audit.Row::hash).doesNotHaveDuplicates();
    assertThat(audit().latest(2, Optional.of(4L)))
        .extracting(Audit.Row::seq)
        .containsExactly(3L, 2L);
    assertThat(audit().verify()).isEqualTo(new Audit.Verdict.Whole(5));
  }

  @Test
  void whatIsTooLongIsCutOffAndLinesAreOneLine() {
    audit().write(new Audit.Entry(AT, "olga", "x", "a\nb\u0000", "ж".repeat(300)));

    Audit.Entry kept = audit().latest(1, Optional.empty()).getFirst().entry();
    assertThat(kept.about()).isEqualTo("a b ");
    assertThat(kept.detail()).isEqualTo("ж".repeat(Audit.LONGEST));
    assertThat(audit().verify()).isEqualTo(new Audit.Verdict.Whole(1));
  }

  @Test
  void manyAtOnceMakeOneChain() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int number = 1; number <= 40; number++) {
        Audit.Entry entry = entry(number);
        all.add(threads.submit(() -> audit().write(entry)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }

    assertThat(audit().latest(100, Optional.empty()).reversed())
        .extracting(Audit.Row::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    assertThat(audit().verify()).isEqualTo(new Audit.Verdict.Whole(40));
  }
}
