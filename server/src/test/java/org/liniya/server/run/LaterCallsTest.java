package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Callbacks;
import org.liniya.testkit.store.InMemoryCalls;

/** Calls of one number, and a callback that is owed to the first of them. */
class LaterCallsTest {

  private static final Instant OWED = Instant.parse("2026-11-28T12:12:21.603Z");
  private static final PhoneNumber NUMBER = PhoneNumber.of("+79990022906");
  private static final CallerNumber CALLER = new CallerNumber.Network(NUMBER);
  private static final CallId FIRST = new CallId(new UUID(0, 1));
  private static final CallId SECOND = new CallId(new UUID(0, 2));

  private final InMemoryCalls calls = new InMemoryCalls();

  private void arrived(CallId call, CallerNumber from, Instant at) {
    calls.arrived(call, from, "hotline", "hotline", "v1", at);
  }

  private boolean any() {
    return LaterCalls.any(
        new Callbacks.Task(
            FIRST, Optional.empty(), NUMBER, Language.RU, "other", OWED, OWED, "asked for"),
        calls);
  }

  @Test
  void theCallToWhichItIsOwedIsNone() {
    arrived(FIRST, CALLER, OWED.minusSeconds(60));

    assertThat(any()).isFalse();
  }

  @Test
  void norIsItInTheMillisecondItCameIn() {
    arrived(FIRST, CALLER, OWED);

    assertThat(any()).isFalse();
  }

  @Test
  void theNextCountsThoughItComesInThatMillisecond() {
    arrived(FIRST, CALLER, OWED.minusMillis(3));
    arrived(SECOND, CALLER, OWED);

    assertThat(any()).isTrue();
  }

  @Test
  void allInOneMillisecond() {
    arrived(FIRST, CALLER, OWED);
    arrived(SECOND, CALLER, OWED);

    assertThat(any()).isTrue();
  }

  /** A call whose number was only claimed is not among those that are counted. */
  @Test
  void theNextCountsAfterACallWhoseNumberNobodyVouchedFor() {
    arrived(FIRST, new CallerNumber.Claimed(NUMBER), OWED);
    arrived(SECOND, CALLER, OWED);

    assertThat(any()).isTrue();
  }
}
