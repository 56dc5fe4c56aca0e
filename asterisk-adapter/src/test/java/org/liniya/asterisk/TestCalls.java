package org.liniya.asterisk;

import java.time.Instant;
import java.util.SplittableRandom;
import org.liniya.call.CallId;

/** Calls of tests. */
final class TestCalls {

  static final CallId CALL =
      CallId.create(Instant.parse("2026-11-28T07:00:00Z"), new SplittableRandom(1));

  private TestCalls() {}
}
