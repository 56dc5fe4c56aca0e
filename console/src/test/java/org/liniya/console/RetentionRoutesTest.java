package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Retention;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.RetentionRule.Reason;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RetentionRoutesTest {
  private static final Instant ENDED = Instant.parse("2023-01-02T09:00:00Z");

  private final FakePorts fake = new FakePorts();
  private final ConsoleServer server =
      new ConsoleServer(
          new ConsoleSettings(
              "127.0.0.1",
              0,
              ZoneId.of("Europe/Moscow"),
              List.of(
                  User.of("sergey", Role.SUPERVISOR, new Secret("token-supervisor")),
                  User.of("anna", Role.ADMINISTRATOR, new Secret("token-administrator"))),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();
  private final TicketNumber number =
      fake.desk.open(
          FakePorts.call(1),
          "access",
          new Identity(IdentityLevel.NONE, "", ""),
          Language.RU,
          FakePorts.AT);
  private final String ticket = "tickets/" + number.digits();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private List<String> audited() {
    return fake.audit.latest(100, Optional.empty()).reversed().stream()
        .map(row -> row.entry().who() + " " + row.entry().action() + " " + row.entry().about())
        .toList();
  }

  @Test
  void aTicketIsHeldAndReleasedInTheSightOfTheAudit() throws Exception {
    JsonNode held = read(post(ticket + "/hold", "{\"reason\":\" case 5 \"}"), 200);
    JsonNode released = read(post(ticket + "/release", ""), 200);

    assertThat(held.toString())
        .isEqualTo(
            "[{\"at\":\"2026-11-23T10:00:00.123+03:00\",\"by\":\"sergey\",\"reason\":\"case 5\","
                + "\"releasedAt\":null,\"releasedBy\":null}]");
    assertThat(released.get(0).path("releasedBy").asString()).isEqualTo("sergey");
    assertThat(read(get(ticket + "/holds", "supervisor"), 200)).hasSize(1);
    assertThat(audited())
        .containsExactly(
            "sergey ticket-held ticket " + number.digits(),
            "sergey ticket-released ticket " + number.digits(),
            "sergey ticket-read ticket " + number.digits());
    assertThat(fake.audit.latest(10, Optional.empty()).toString()).doesNotContain("case 5");
  }

  @Test
  void twiceIsAConflict() throws Exception {
    assertThat(post(ticket + "/release", "").statusCode()).isEqualTo(409);
    post(ticket + "/hold", "{\"reason\":\"a\"}");
    assertThat(post(ticket + "/hold", "{\"reason\":\"b\"}").statusCode()).isEqualTo(409);
    assertThat(fake.holds.of(number)).hasSize(1);
  }

  @Test
  void nothingIsHeldUnseen() throws Exception {
    fake.audit.failing(true);

    assertThat(post(ticket + "/hold", "{\"reason\":\"a\"}").statusCode()).isEqualTo(503);
    assertThat(fake.holds.of(number)).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFoundAndNotInTheAudit() throws Exception {
    for (String path : List.of("tickets/99999993", "tickets/nonsense")) {
      assertThat(post(path + "/hold", "{\"reason\":\"a\"}").statusCode()).isEqualTo(404);
      assertThat(post(path + "/release", "").statusCode()).isEqualTo(404);
      assertThat(get(path + "/holds", "supervisor").statusCode()).isEqualTo(404);
    }
    assertThat(audited()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"reason\":\" \"}", "{\"raeson\":\"a\"}"})
  void aReasonIsNeeded(String body) throws Exception {
    assertThat(post(ticket + "/hold", body).statusCode()).isEqualTo(400);
    assertThat(post(ticket + "/hold", "{\"reason\":\"" + "x".repeat(501) + "\"}").statusCode())
        .isEqualTo(400);
    assertThat(fake.holds.of(number)).isEmpty();
  }

  @Test
  void thePreviewSaysWhatBecomesOfEachAndWhy() throws Exception {
    fake.ripe =
        List.of(
            new Retention.Ripe(
                new Retention.Subject.OfTicket(number),
                "default",
                ENDED,
                new Decision.Delete(new RetentionPeriod.Days(1_095), ENDED)),
            new Retention.Ripe(
                new Retention.Subject.OfCall(FakePorts.call(9)),
                "calls-without-ticket",
                ENDED,
                new Decision.Keep(Reason.CALLBACK_OWED)));

    JsonNode preview = read(get("retention/preview", "administrator"), 200);

    assertThat(preview.get(0).toString())
        .isEqualTo(
            "{\"about\":\"ticket %s\",\"rule\":\"default\",\"endedAt\":\"2023-01-02T12:00:00+03:00\",\"verdict\":\"delete\",\"why\":\"kept for 1095 days\"}"
                .formatted(number.digits()));
    assertThat(preview.get(1).path("verdict").asString()).isEqualTo("keep");
    assertThat(preview.get(1).path("why").asString()).isEqualTo("a callback is owed");
    assertThat(read(get("retention/preview?limit=1", "administrator"), 200)).hasSize(1);
  }

  private static JsonNode read(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> get(String path, String role) throws Exception {
    return send(request(path, role));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path, "supervisor").POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String role) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path))
        .header("Authorization", "Bearer token-" + role)
        .timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
