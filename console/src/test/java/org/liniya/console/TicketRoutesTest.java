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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.ticket.Author;
import org.liniya.ticket.Passage;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketRules;
import org.liniya.ticket.TicketVerb;
import org.liniya.ticket.Transcript;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TicketRoutesTest {

  private final FakePorts fake = new FakePorts();
  private final ConsoleServer server =
      new ConsoleServer(
          new ConsoleSettings(
              "127.0.0.1",
              0,
              ZoneId.of("Europe/Moscow"),
              List.of(
                  User.of("olga@line", Role.OPERATOR, new Secret("token-operator")),
                  User.of("kira", Role.QUALITY, new Secret("token-quality")),
                  User.of("sergey", Role.SUPERVISOR, new Secret("token-supervisor"))),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();
  private final TicketNumber number =
      fake.desk.open(
          FakePorts.call(1),
          "complaint",
          new Identity(IdentityLevel.NONE, "", ""),
          Language.RU,
          FakePorts.AT);

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aTicketIsWorkedOnFromBeginningToEnd() throws Exception {
    done("take", "{\"operator\":\"1001\"}");
    done("note", "{\"text\":\"  Звонила дважды\\nсрочно \"}");
    done("wait", "{\"what\":\"справка\"}");
    done("hand-over", "{\"department\":\"passport-office\",\"why\":\"их дело\"}");
    JsonNode handed = history("operator");
    assertThat(handed.path("state").asString()).isEqualTo("handed-over");
    assertThat(handed.path("department").asString()).isEqualTo("passport-office");
    assertThat(handed.path("departmentBy").asString()).isEqualTo("2026-11-29T00:00:00+03:00");
    done("solve", "{\"conclusion\":\"выдан\"}");
    done("close", "");
    done("reopen", "{\"why\":\"не выдан\"}");

    JsonNode history = history("operator");
    assertThat(history.path("entries").valueStream().map(each -> each.path("kind").asString()))
        .containsExactly(
            "taken", "noted", "waiting-began", "handed-over", "solved", "closed", "reopened");
    assertThat(history.path("entries").get(1).path("text").asString())
        .isEqualTo("Звонила дважды\nсрочно");
    assertThat(history.path("entries").get(1).path("by").asString()).isEqualTo("olga@line");
    assertThat(history.path("state").asString()).isEqualTo("reopened");
    assertThat(history.path("reopenings").asInt()).isEqualTo(1);
    assertThat(history.path("answerBy").asString()).isEqualTo("2026-12-24T00:00:00+03:00");
    assertThat(history.path("registerBy").asString()).isEqualTo("2026-11-27T00:00:00+03:00");
  }

  @Test
  void whereTheCallersWordsAreIsToldToAll() throws Exception {
    fake.desk.apply(
        number,
        new TicketVerb.Describe(
            FakePorts.call(1),
            new Passage(Duration.ofMillis(12_345), Duration.ofMillis(62_001)),
            Optional.of(Transcript.of("меня зовут ольга", 0.93))),
        Author.SERVER,
        FakePorts.AT);

    JsonNode entry = history("quality").path("entries").get(0);
    assertThat(entry.path("kind").asString()).isEqualTo("described");
    assertThat(entry.path("recording").asString()).isEqualTo(FakePorts.call(1).toString());
    assertThat(entry.path("fromMs").asLong()).isEqualTo(12_345);
    assertThat(entry.path("toMs").asLong()).isEqualTo(62_001);
    assertThat(entry.path("confidencePercent").asInt()).isEqualTo(93);
    assertThat(entry.path("text").asString()).as("not for quality").isEqualTo("•••");
    assertThat(history("supervisor").path("entries").get(0).path("text").asString())
        .isEqualTo("меня зовут ольга");
  }

  @Test
  void qualityDoesNotReadWhatPeopleWrote() throws Exception {
    done("note", "{\"text\":\"Ольга Петрова, +79161234567\"}");

    assertThat(history("supervisor").toString()).contains("Ольга Петрова");
    assertThat(history("quality").toString())
        .contains("•••")
        .doesNotContain("Ольга")
        .doesNotContain("9161234567");
  }

  @Test
  void whatTheRulesRefuseIsAConflictWithItsReason() throws Exception {
    HttpResponse<String> answer = post("close", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("not-solved", "solve it with a conclusion first");
  }

  @Test
  void aTextOfTheGreatestLengthIsTaken() throws Exception {
    String longest = "ж".repeat(TicketRules.LONGEST_TEXT);

    assertThat(post("note", "{\"text\":\"%s\"}".formatted(longest)).statusCode()).isEqualTo(200);
    assertThat(post("note", "{\"text\":\"%sж\"}".formatted(longest)).statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "note      | {\"txt\":\"a\"}                                     | the body's keys are text",
        "note      | {\"text\":1}                                       | text is a text",
        "note      | []                                                 | the body is a JSON object",
        "note      | {                                                  | the body is not JSON",
        "note      | {\"text\":\"a\\u0007b\"}                           | cannot be printed",
        "close     | {\"text\":\"a\"}                                   | the body has no keys here",
        "take      | {\"operator\":\"9999\"}                            | identifier of an operator",
        "take      | {}                                                 | identifier of an operator",
        "hand-over | {\"why\":\"a\"}                                    | one of passport-office",
        "hand-over | {\"department\":\"зал\",\"why\":\"a\"}             | one of passport-office",
        "hand-over | {\"department\":\"passport-office\",\"why\":\"a\",\"by\":\"5 мая\"} | a date such"
      })
  void aBodyThatDoesNotFitIsRefusedWithWhatWouldFit(String verb, String body, String says)
      throws Exception {
    HttpResponse<String> answer = post(verb, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(says);
    assertThat(history("operator").path("entries")).isEmpty();
  }

  @Test
  void aDepartmentMayBeGivenADate() throws Exception {
    done("hand-over", "{\"department\":\"passport-office\",\"why\":\"a\",\"by\":\"2026-11-25\"}");

    assertThat(history("operator").path("departmentBy").asString())
        .isEqualTo("2026-11-26T00:00:00+03:00");
  }

  @Test
  void anUnknownTicketIsNotFound() throws Exception {
    for (String path : List.of("tickets/99999999/note", "tickets/nonsense/note")) {
      assertThat(send(request(path, "operator").POST(BodyPublishers.ofString("{}"))).statusCode())
          .isEqualTo(404);
    }
    assertThat(send(request("tickets/99999999/history", "operator")).statusCode()).isEqualTo(404);
  }

  @Test
  void nobodyWorksOnATicketWithoutAToken() throws Exception {
    String path = "tickets/" + number.digits() + "/close";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(""));

    assertThat(send(request).statusCode()).isEqualTo(401);
  }

  private void done(String verb, String body) throws Exception {
    HttpResponse<String> answer = post(verb, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> post(String verb, String body) throws Exception {
    return send(
        request("tickets/" + number.digits() + "/" + verb, "operator")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode history(String role) throws Exception {
    HttpResponse<String> answer = send(request("tickets/" + number.digits() + "/history", role));
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpRequest.Builder request(String path, String role) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer token-" + role);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }
}
