package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Audit;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditRoutesTest {

  private final FakePorts fake = new FakePorts();
  private final ConsoleServer server =
      new ConsoleServer(
          new ConsoleSettings(
              "127.0.0.1",
              0,
              ZoneId.of("Europe/Moscow"),
              List.of(
                  User.of("olga", Role.OPERATOR, new Secret("token-operator")),
                  User.of("kira", Role.QUALITY, new Secret("token-quality")),
                  User.of("sergey", Role.SUPERVISOR, new Secret("token-supervisor")),
                  User.of("anna", Role.ADMINISTRATOR, new Secret("token-administrator"))),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private List<String> audited() {
    return fake.audit.latest(100, Optional.empty()).reversed().stream()
        .map(Audit.Row::entry)
        .map(e -> e.who() + " " + e.action() + " " + e.about() + " " + e.detail())
        .map(String::strip)
        .toList();
  }

  @Test
  void whoListensToWhomStandsInTheAudit() throws Exception {
    CallId call = fake.addCall(1, "+79990000001");
    fake.recordings.put(call, new byte[] {1, 2, 3});

    assertThat(get("recordings/" + call, "quality").statusCode()).isEqualTo(200);
    assertThat(get("recordings/" + FakePorts.call(9), "quality").statusCode()).isEqualTo(404);
    assertThat(get("recordings/" + call, "operator").statusCode()).isEqualTo(403);

    assertThat(audited()).containsExactly("kira recording-heard call " + call);
  }

  @Test
  void nobodyListensUnseen() throws Exception {
    CallId call = fake.addCall(1, "+79990000001");
    fake.recordings.put(call, new byte[] {1, 2, 3});
    fake.audit.failing(true);

    HttpResponse<String> answer = get("recordings/" + call, "quality");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("\u0001");
  }

  @Test
  void readingWhatPeopleWroteStandsInTheAuditAndReadingDotsDoesNot() throws Exception {
    TicketNumber number =
        fake.desk.open(
            FakePorts.call(1),
            "access",
            new Identity(IdentityLevel.NONE, "", ""),
            Language.RU,
            FakePorts.AT);
    String path = "tickets/" + number.digits();

    get(path + "/history", "operator");
    get(path + "/history", "quality");
    post(path + "/note", "{\"text\":\"a\"}", "supervisor");

    assertThat(audited())
        .containsExactly(
            "olga ticket-read ticket " + number.digits(),
            "sergey ticket-read ticket " + number.digits());
  }

  @Test
  void operatorsAreNotSetUnseen() throws Exception {
    post("operators/1001/state", "{\"state\":\"paused\",\"reason\":\"x\"}", "supervisor");
    post("operators/none/state", "{\"state\":\"ready\"}", "supervisor");

    assertThat(audited()).containsExactly("sergey operator-set operator 1001 paused");
  }

  @Test
  void refusedTokensAreToldOnceAMinute() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(get("tickets", "nobody").statusCode()).isEqualTo(401);
    }

    assertThat(audited()).containsExactly("- login-refused api from 127.0.0.1");
  }

  @Test
  void administratorsReadAndVerifyIt() throws Exception {
    for (int i = 1; i <= 3; i++) {
      fake.audit.write(new Audit.Entry(FakePorts.AT, "olga", "x", "call " + i, ""));
    }

    JsonNode page = JsonMapper.shared().readTree(get("audit?limit=2", "administrator").body());
    assertThat(page.path("items").valueStream().map(row -> row.path("seq").asInt()))
        .containsExactly(3, 2);
    assertThat(page.path("items").get(0).path("at").asString())
        .isEqualTo("2026-11-23T10:00:00.123+03:00");
    JsonNode rest =
        JsonMapper.shared()
            .readTree(
                get("audit?limit=2&next=" + page.path("next").asString(), "administrator").body());
    assertThat(rest.path("items").valueStream().map(row -> row.path("seq").asInt()))
        .containsExactly(1);
    assertThat(get("audit?next=x", "administrator").statusCode()).isEqualTo(400);
    assertThat(get("audit/verify", "administrator").body())
        .contains("\"whole\":true", "\"rows\":3");
    assertThat(get("audit", "supervisor").statusCode()).isEqualTo(403);
    assertThat(get("audit/verify", "supervisor").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> get(String path, String role) throws Exception {
    return send(request(path, role));
  }

  private HttpResponse<String> post(String path, String body, String role) throws Exception {
    return send(request(path, role).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String role) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer token-" + role);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
