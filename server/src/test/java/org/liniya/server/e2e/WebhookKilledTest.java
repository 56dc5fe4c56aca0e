package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.webhook.Receiver;

/** {@code kill -9} of the server while a receiver has a delivery and has not answered. */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WebhookKilledTest {

  private static Path configured(Path folder, int port) throws Exception {
    Path config = ShortFlow.in(folder);
    String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    Files.writeString(config.resolve("desk.secret"), secret);
    Files.writeString(
        config.resolve("webhooks.yaml"),
        """
        receivers:
          help-desk:
            url: http://127.0.0.1:%d/silent
            secret: ${file:desk.secret}
            events: opened
        """
            .formatted(port));
    return config;
  }

  @Test
  void theDeliveryIsMadeAgainAfterTheStart(@TempDir Path folder) throws Exception {
    try (Receiver receiver = Receiver.start();
        RunningServer server = RunningServer.start(configured(folder, receiver.port()))) {
      try (RawCaller caller = new RawCaller(server.sipPort())) {
        caller.connect();
        Receiver.Delivery first = receiver.next();

        server.kill9();
        server.restart();

        Receiver.Delivery again = receiver.next();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.body()).isEqualTo(first.body()).contains("\"type\":\"ticket.opened\"");
      }
    }
  }
}
