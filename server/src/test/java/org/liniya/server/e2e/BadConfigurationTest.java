package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.FreePorts;

/** A server that cannot start ends with 1 and says why in a way that can be acted upon. */
@Tag("telephones")
@Timeout(180)
class BadConfigurationTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void badYamlIsNamedByItsPlaceWithACure() {
    Path config =
        ConfigCopy.in(folder.resolve("config"))
            .replace("flows/hotline.yaml", "start: welcome", "start: wellcome")
            .folder();
    Program.Ended ended = serve(config, folder.resolve("data"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out().lines())
        .singleElement()
        .asString()
        .matches(".*hotline\\.yaml:\\d+:\\d+: .*wellcome.*\\. .*'welcome'.*");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void whatIsNoYamlAtAllIsNamedByItsPlace() throws IOException {
    Path config = ConfigCopy.in(folder.resolve("config")).folder();
    Files.writeString(config.resolve("operators.yaml"), "\"1001\":\n  name: [unclosed\n");
    Program.Ended ended = serve(config, folder.resolve("data"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).containsPattern("operators\\.yaml:\\d+:\\d+: .+\\.");
  }

  @Test
  void aPromptWithoutSoundIsRefusedWhereNobodySpeaksIt() throws IOException {
    Path config =
        ConfigCopy.in(folder.resolve("config"))
            .replace("liniya.yaml", "(?m)^    en: \\[flite, espeak-ng, freetts\\]", "    en: []")
            .folder();
    Files.delete(config.resolve("prompts/en/welcome.wav"));
    Program.Ended ended = Program.run(folder, "check", "--config", config.toString());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).containsPattern("\\.(yaml|wav)?:?\\d+:\\d+: .*welcome");
  }

  @Test
  void aSecondServerSaysWhatIsTaken() {
    try (RunningServer server = RunningServer.start()) {
      Program.Ended sameData = serve(RunningServer.plainConfig(), server.data());
      assertThat(sameData.status()).isEqualTo(1);
      assertThat(sameData.err()).contains("cannot start").contains(server.data().toString());

      Program.Ended samePort =
          Program.run(
              folder,
              "serve",
              "--config",
              RunningServer.plainConfig().toString(),
              "--data",
              folder.resolve("other").toString(),
              "--set",
              "sip.port=" + server.sipPort(),
              "--set",
              "http.port=" + FreePorts.one(),
              "--set",
              "rtp.first-port=40000", // a SIP port among those for sound is another fault
              "--set",
              "rtp.last-port=40099");
      assertThat(samePort.status()).isEqualTo(1);
      assertThat(samePort.err()).contains("cannot start").contains("127.0.0.1:" + server.sipPort());
      assertThat(server.calls()).isEmpty(); // the first one goes on
    }
  }

  private Program.Ended serve(Path config, Path data) {
    return Program.run(
        folder,
        "serve",
        "--config",
        config.toString(),
        "--data",
        data.toString(),
        "--set",
        "http.port=" + FreePorts.one());
  }
}
