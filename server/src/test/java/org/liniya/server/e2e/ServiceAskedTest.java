package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A call asks a real HTTP server beside the line, and goes on by its answer. */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class ServiceAskedTest {

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: 0s }
      trouble: person
      variables:
        state: { one-of: [done, in-work], default: in-work }
      steps:
        ticket:
          ticket: { open: { category: other } }
        asks:
          http:
            service: portal
            get: /applications
            values: { number: =ticket.number }
            save: { state: application.state }
            failed: person
        look:
          choose:
            - { if: state == 'done', go: found }
        person:
          queue: { skill-group: other, served: end }
        found:
          say: [welcome]
          always: no
        end:
          hangup: normal
      """;

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  @Test
  void theFlowGoesByTheAnswer(@TempDir Path folder) throws Exception {
    HttpServer portal = portal(200, "{\"application\":{\"state\":\"done\"}}");
    try (RunningServer server = RunningServer.start(config(folder, portal));
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      String call = Calls.of(server, caller);
      JsonNode event = server.awaitJournal(call, "service-asked", RawCaller.SOON);
      server.awaitEnded(call, RawCaller.SOON);

      assertThat(event.path("service").asString()).isEqualTo("portal");
      assertThat(event.path("outcome").asString()).isEqualTo("found");
      assertThat(steps(server, call)).contains("found").doesNotContain("person");
      String number = server.journal(call, "ticket-opened").getFirst().path("number").asString();
      assertThat(asked.take()).isEqualTo("/api/applications?number=" + number);
      assertThat(server.metrics())
          .contains("liniya_services_resting{service=\"portal\"} 0")
          .contains("liniya_services_under_way{service=\"portal\"} 0");
    } finally {
      portal.stop(0);
    }
  }

  @Test
  void anAnswerThatDoesNotFitLeadsToAPerson(@TempDir Path folder) throws Exception {
    HttpServer portal = portal(200, "{\"application\":{\"state\":\"Иванов\"}}");
    try (RunningServer server = RunningServer.start(config(folder, portal));
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      String call = Calls.of(server, caller);
      JsonNode event = server.awaitJournal(call, "service-asked", RawCaller.SOON);
      server.awaitJournal(call, "queued", RawCaller.SOON);
      caller.hangUp();

      assertThat(event.path("outcome").asString()).isEqualTo("value");
      assertThat(event.path("variable").asString()).isEqualTo("state");
      assertThat(server.journal(call).toString()).doesNotContain("Иванов");
    } finally {
      portal.stop(0);
    }
  }

  private static List<String> steps(RunningServer server, String call) {
    return server.journal(call, "step-entered").stream()
        .map(entry -> entry.path("step").asString())
        .toList();
  }

  private HttpServer portal(int status, String answer) throws IOException {
    HttpServer portal =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    portal.createContext(
        "/",
        exchange -> {
          asked.add(URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    portal.start();
    return portal;
  }

  private static Path config(Path folder, HttpServer portal) throws IOException {
    Path config = ConfigCopy.in(folder).folder();
    Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
    Files.writeString(
        config.resolve("services.yaml"),
        "services: { portal: { url: 'http://127.0.0.1:%d/api' } }\n"
            .formatted(portal.getAddress().getPort()));
    return config;
  }
}
