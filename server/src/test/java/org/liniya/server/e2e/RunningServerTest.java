package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The program itself: starts, answers its API, ends with 0, starts again on the same data. */
@ExtendWith(LogOnFailure.class)
@Timeout(180)
class RunningServerTest {

  @Test
  void startsStopsAndStartsAgainWithTheSamePasswords() {
    try (RunningServer server = RunningServer.start()) {
      assertThat(server.operator("1001").path("state").asString("")).isEqualTo("offline");
      assertThat(server.calls()).isEmpty();
      String password = server.password("1001");
      server.terminate();
      assertThat(server.awaitExit(Duration.ofSeconds(30))).isZero();
      server.restart();
      assertThat(server.password("1001")).isEqualTo(password);
      assertThat(server.operator("1001").path("registered").asBoolean()).isFalse();
    }
  }
}
