package org.liniya.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;
import org.liniya.identity.OneTimeCode.Attempt;
import org.liniya.identity.OneTimeCode.Verdict;

class OneTimeCodeTest {

  private static final byte[] SALT = new byte[16];
  private static final Duration EXPIRES = Duration.ofMinutes(5);
  private static final Duration IN_TIME = EXPIRES.minusNanos(1);
  private static final Secret CODE = new Secret("471108");

  private static OneTimeCode code(int attempts) {
    return OneTimeCode.of(CODE, SALT, EXPIRES, attempts);
  }

  @Test
  void theRightOneIsRightOnce() {
    Attempt first = code(3).attempt(CODE, IN_TIME);

    assertThat(first.verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(first.next().attempt(CODE, IN_TIME).verdict()).isEqualTo(Verdict.SPENT);
  }

  @Test
  void afterTheLastAttemptTheRightOneIsNotLookedAt() {
    OneTimeCode code = code(2);
    code = code.attempt(new Secret("471109"), IN_TIME).next();
    code = code.attempt(new Secret("47110"), IN_TIME).next();

    assertThat(code.attempts()).isZero();
    assertThat(code.attempt(CODE, IN_TIME).verdict()).isEqualTo(Verdict.SPENT);
  }

  @Test
  void whatComesTooLateIsNoAttempt() {
    Attempt late = code(3).attempt(CODE, EXPIRES);

    assertThat(late.verdict()).isEqualTo(Verdict.EXPIRED);
    assertThat(late.next().attempts()).isEqualTo(3);
  }

  @Test
  void nothingOfItIsPrinted() {
    assertThat(code(3).toString()).isEqualTo("one-time code, attempts left: 3");
  }

  @Test
  void aCodeWithoutSaltOrAttemptIsNone() {
    assertThatThrownBy(() -> OneTimeCode.of(CODE, new byte[15], EXPIRES, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> code(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void itIsRightWhenItIsTheSameAndThereWasAnAttemptLeft(
      @ForAll @IntRange(min = 1, max = 5) int attempts,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 3) Integer> entered) {
    OneTimeCode code = OneTimeCode.of(new Secret("2"), SALT, EXPIRES, attempts);
    int before = 0;
    boolean used = false;
    for (int digit : entered) {
      Attempt attempt = code.attempt(new Secret(String.valueOf(digit)), IN_TIME);
      boolean open = before < attempts && !used;
      assertThat(attempt.verdict())
          .isEqualTo(!open ? Verdict.SPENT : digit == 2 ? Verdict.RIGHT : Verdict.WRONG);
      used |= attempt.verdict() == Verdict.RIGHT;
      before++;
      code = attempt.next();
    }
  }
}
