package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;
import org.liniya.port.Journal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TicketCallsRoutesTest {

  private final FakePorts fake = new FakePorts();
  private final ConsoleServer server =
      new ConsoleServer(
          new ConsoleSettings(
              "127.0.0.1",
              0,
              ZoneId.of("Europe/Moscow"),
              List.of(
                  User.of("olga", Role.OPERATOR, new Secret("token-operator")),
                  User.of("kira", Role.QUALITY, new Secret("token-quality"))),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void everyCallOfATicketIsUnderItsNumberWithJournalAndRecording() throws Exception {
    fake.addTicket(10000001);
    fake.addCall(10000001, "+79161234567");
    fake.journal.put(
        FakePorts.call(10000001),
        List.of(
            new Journal.Entry(
                1, FakePorts.AT, "call-arrived", "{\"seq\":1,\"kind\":\"call-arrived\"}")));

    JsonNode answer = JsonMapper.shared().readTree(get("tickets/10000001/calls", "quality").body());

    assertThat(answer.path("rating").asInt()).isEqualTo(5);
    assertThat(answer.path("earlier").asInt()).isZero();
    assertThat(answer.path("calls")).hasSize(1);
    JsonNode call = answer.path("calls").get(0);
    assertThat(call.path("call").path("ending").asString()).isEqualTo("completed");
    assertThat(call.path("recorded").asBoolean()).isTrue();
    assertThat(call.path("journal").get(0).path("kind").asString()).isEqualTo("call-arrived");
    assertThat(answer.toString()).doesNotContain("9161234567");
  }

  @Test
  void aCallWhoseRowIsGoneIsStillNamed() throws Exception {
    fake.addTicket(10000001);

    JsonNode answer = JsonMapper.shared().readTree(get("tickets/10000001/calls", "quality").body());

    assertThat(answer.path("calls").get(0).path("call").isNull()).isTrue();
    assertThat(answer.path("calls").get(0).path("id").asString())
        .isEqualTo(FakePorts.call(10000001).toString());
  }

  @Test
  void journalsAreNotForEveryRoleAndUnknownTicketsAreNotFound() throws Exception {
    fake.addTicket(10000001);

    assertThat(get("tickets/10000001/calls", "operator").statusCode()).isEqualTo(403);
    assertThat(get("tickets/99999999/calls", "quality").statusCode()).isEqualTo(404);
    assertThat(get("tickets/nonsense/calls", "quality").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path, String role) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path))
            .header("Authorization", "Bearer token-" + role)
            .timeout(Duration.ofSeconds(20))
            .build(),
        BodyHandlers.ofString());
  }
}
