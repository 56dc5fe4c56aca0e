package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.testkit.phone.Sipp;

/** SIPp as an operator's telephone, which needs the password that the server has made. */
@Tag("telephones")
@Timeout(120)
class RegisterScenarioTest {

  @Test
  void registerCycle() {
    Path scenario = RunningServer.root().resolve("server/src/test/sipp/register-cycle.xml");
    try (RunningServer server = RunningServer.start()) {
      Sipp.of(scenario)
          .to(server.registrar())
          .injected("[authentication username=1001 password=" + server.password("1001") + "]")
          .within(Duration.ofSeconds(30))
          .run()
          .mustHaveSucceeded(1);
      assertThat(server.operator("1001").path("registered").asBoolean()).isFalse();
      assertThat(server.log()).contains("registered").contains("unregistered");
    }
  }
}
