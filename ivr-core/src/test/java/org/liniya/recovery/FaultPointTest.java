package org.liniya.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPointTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"ticket", "ticket-committed", "ticket-committed:0", "ticket-committed:x", ":1"})
  void aWrongWishNamesThePoints(String wish) {
    assertThatThrownBy(() -> FaultPoint.check(wish))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ticket-committed, number-spoken");
  }

  @Test
  void aRightOneIsTaken() {
    assertThatCode(() -> FaultPoint.check("call-settled:12")).doesNotThrowAnyException();
    assertThatCode(() -> FaultPoint.check("")).doesNotThrowAnyException();
  }

  @Test
  void theProcessDiesAtTheNthPassingAndNotBefore() throws Exception {
    assertThat(exitOfPassing(3, "ticket-committed:3")).isEqualTo(FaultPoint.STATUS);
    assertThat(exitOfPassing(2, "ticket-committed:3")).isZero();
    assertThat(exitOfPassing(3, "number-spoken:3")).isZero();
  }

  private static int exitOfPassing(int times, String wish) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + FaultPoint.PROPERTY + "=" + wish,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Passing.class.getName(),
                Integer.toString(times))
            .inheritIO()
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Passes one point so many times. */
  static final class Passing {
    private Passing() {}

    static void main(String[] times) {
      for (int i = 0; i < Integer.parseInt(times[0]); i++) {
        FaultPoint.TICKET_COMMITTED.pass();
      }
    }
  }
}
