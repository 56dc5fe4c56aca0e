package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A caller on the real line is found in a table of persons, gets a code from a gateway that a real
 * HTTP server plays, and keys it in.
 */
@Tag("telephones")
@Timeout(120)
@ExtendWith(LogOnFailure.class)
class CodeBySmsTest {

  private static final String SNILS = "11223344595";
  private static final String PHONE = "+79990000001";
  private static final Pattern CODE = Pattern.compile("линией: (\\d{6})\\.");

  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: 0s }
      trouble: person
      steps:
        identify:
          ask:
            kind: snils
            prompt: enter-snils
            save: caller.snils
            confirm: last-digits
            failed: person
        verify:
          verify: { by: code, with: { snils: =caller.snils }, failed: person }
        verified:
          ticket: { open: { category: other, identity: =caller.identity } }
          next: end
        person:
          queue: { skill-group: other, served: end }
        end:
          hangup: normal
      """;

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

  @Test
  void theCodeOfTheMessageIsTheIdentityOfTheTicket(@TempDir Path folder) throws Exception {
    HttpServer gateway = gateway();
    try (RunningServer server = RunningServer.start(config(folder, gateway));
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      String call = Calls.of(server, caller);
      press(caller, SNILS + "1");
      JsonNode message = JsonMapper.shared().readTree(next());
      assertThat(message.path("to").asString()).isEqualTo(PHONE);
      assertThat(message.path("from").asString()).isEqualTo("Liniya");
      Matcher code = CODE.matcher(message.path("text").asString());
      assertThat(code.find()).isTrue();

      press(caller, code.group(1));
      JsonNode ticket = server.awaitJournal(call, "ticket-opened", RawCaller.SOON);
      server.awaitEnded(call, RawCaller.SOON);

      JsonNode identity = server.ticket(ticket.path("number").asString()).path("identity");
      assertThat(identity.path("level").asString()).isEqualTo("code");
      assertThat(identity.path("kind").asString()).isEqualTo("snils");
      assertThat(server.metrics())
          .contains("liniya_codes_sent_total{channel=\"sms\",outcome=\"taken\"} 1.0")
          .contains("liniya_guessing_alerts_total{kind=\"one-number\"} 0.0");
      assertThat(server.journal(call).toString())
          .doesNotContain(SNILS, PHONE, "\"" + code.group(1) + "\"");
      assertThat(server.log()).doesNotContain(SNILS, PHONE, code.group(1));
      assertThat(sent).as("one code, one message").isEmpty();
    } finally {
      gateway.stop(0);
    }
  }

  private static void press(RawCaller caller, String keys) {
    keys.chars().forEach(key -> caller.key((char) key));
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNull(sent.poll(30, TimeUnit.SECONDS), "no message was sent");
  }

  private HttpServer gateway() throws IOException {
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/api/send",
        exchange -> {
          sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    gateway.start();
    return gateway;
  }

  private static Path config(Path folder, HttpServer gateway) throws IOException {
    Path config = ConfigCopy.in(folder).folder();
    Files.writeString(config.resolve("flows/hotline.yaml"), FLOW);
    Files.writeString(
        config.resolve("services.yaml"),
        "services: { sms: { url: 'http://127.0.0.1:%d/api', allow-personal: yes } }\n"
            .formatted(gateway.getAddress().getPort()));
    Path persons = config.resolve("persons.csv");
    Files.writeString(persons, "snils,phone\n112-233-445 95,8 (999) 000-00-01\n");
    Files.setPosixFilePermissions(persons, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        config.resolve("identity.yaml"),
        """
        registry: { csv: persons.csv }
        codes:
          sms: { service: sms, path: /send, fixed: { from: Liniya } }
          text:
            ru: "Код для разговора с линией: {code}. Никому его не говорите."
            en: "Your code for the line is {code}. Tell it to nobody."
        """);
    return config;
  }
}
