package org.liniya.sip;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios of operators' telephones, played by SIPp (Debian package {@code sip-tester}). */
@Tag("telephones")
class OperatorSippTest {

  private static final Path SCENARIOS = Path.of("..", "server", "src", "test", "sipp");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscribe-refused",
        "presence-refused",
        "message-refused",
        "publish-refused",
        "notify-refused",
        "refer-outside-dialog",
        "refer-refused",
        "refer-replaces-gone",
        "invite-replaces-refused",
      })
  void whatTheScenarioSays(String name, @TempDir Path folder) throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      Sipp.once(
          bench.endpoint.port(),
          SCENARIOS.resolve(name + ".xml"),
          "1002",
          folder,
          "-au",
          "1001",
          "-ap",
          "secret-1001");
    }
  }
}
