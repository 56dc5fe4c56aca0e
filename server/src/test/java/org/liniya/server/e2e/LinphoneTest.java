package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.FreePorts;

/**
 * Linphone (Debian: linphone-cli) without a screen and a sound card, driven by its standard input:
 * as an operator's telephone and as a caller. It answers challenges with SHA-256.
 */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class LinphoneTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path home = Path.of("");

  @Test
  void anOperatorsTelephoneRegistersAndGoes() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      driving(
          keyboard -> {
            type(
                keyboard,
                "register sip:1001@%s sip:%s %s"
                    .formatted(server.registrar(), server.registrar(), server.password("1001")));
            server.awaitOperator("1001", "ready", SOON);
            type(keyboard, "unregister");
            server.awaitOperator("1001", "offline", SOON);
          });
    }
  }

  @Test
  void aCallerHearsAPrompt() throws Exception {
    try (RunningServer server = RunningServer.start()) {
      driving(
          keyboard -> {
            type(keyboard, "call " + server.hotline());
            String call = server.awaitCalls(1, SOON).getFirst().path("id").asString("");
            server.awaitJournal(call, "prompt-played", SOON);
            type(keyboard, "terminate");
            assertThat(server.awaitEnded(call, SOON).path("ending").asString(""))
                .isEqualTo("caller-hung-up");
          });
    }
  }

  private interface Hands {
    void drive(Writer keyboard) throws IOException;
  }

  private void driving(Hands hands) throws IOException, InterruptedException {
    Path output = home.resolve("output");
    Process linphone = start(home, output);
    try (Writer keyboard = linphone.outputWriter(StandardCharsets.UTF_8)) {
      type(keyboard, "soundcard use files");
      type(keyboard, "ipv6 disable"); // else it offers an address that an IPv4 line cannot send to
      hands.drive(keyboard);
      type(keyboard, "quit");
    } catch (AssertionError failed) {
      throw new AssertionError(Files.readString(output), failed);
    } finally {
      if (!linphone.waitFor(5, TimeUnit.SECONDS)) {
        linphone.descendants().forEach(ProcessHandle::destroyForcibly);
        linphone.destroyForcibly().waitFor();
      }
    }
  }

  private static Process start(Path home, Path output) throws IOException {
    Path settings = home.resolve("linphonerc");
    Files.createDirectories(home.resolve(".local/share/linphone")); // for its database
    Files.writeString(
        settings,
        """
        [sip]
        sip_port=%d
        sip_tcp_port=-1
        sip_tls_port=-1
        default_proxy=-1
        contact="Caller" <sip:+79990000077@127.0.0.1>
        [net]
        bind_address=127.0.0.1
        [rtp]
        audio_rtp_port=%d
        """
            .formatted(FreePorts.one(), FreePorts.several(4)));
    ProcessBuilder builder =
        // without a terminal it never gets to its network
        new ProcessBuilder(List.of("script", "-qefc", "exec linphonec -c " + settings, "/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PULSE_RUNTIME_PATH", home.resolve("pulse").toString());
    builder.environment().put("PULSE_SERVER", "unix:" + home.resolve("no-pulse"));
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new AssertionError("linphonec does not run: apt-get install linphone-cli", missing);
    }
  }

  private static void type(Writer keyboard, String line) throws IOException {
    keyboard.write(line + "\n");
    keyboard.flush();
  }
}
