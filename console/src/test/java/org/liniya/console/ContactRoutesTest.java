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
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.port.Audit;
import org.liniya.ticket.TicketNumber;

class ContactRoutesTest {
  private static final String TOLD =
      "{\"name\":\"Иванов Иван Иванович\",\"phone\":\"+79161234567\",\"email\":\"ivan@example.org\"}";

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
                  User.of("anna", Role.ADMINISTRATOR, new Secret("token-administrator"))),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();
  private final TicketNumber number =
      fake.desk.open(FakePorts.call(1), "access", Identity.NONE, Language.RU, FakePorts.AT);

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private List<String> audited() {
    return fake.audit.latest(100, Optional.empty()).stream()
        .map(Audit.Row::entry)
        .map(entry -> entry.who() + " " + entry.action() + " " + entry.about())
        .toList();
  }

  @Test
  void whatWasToldIsShownMaskedAndInClearOnlyInTheSightOfTheAudit() throws Exception {
    HttpResponse<String> set = post("operator", "tickets/" + number.digits() + "/contact", TOLD);
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    assertThat(set.body()).contains("И. И. И.", "+7********67", "***@***");
    assertThat(get("quality", "contact").body())
        .contains("И. И. И.")
        .doesNotContain("Иванов", "1234567", "ivan@");
    assertThat(audited()).containsExactly("olga contact-set ticket " + number.digits());

    assertThat(get("operator", "contact/unmasked").body())
        .contains("Иванов Иван Иванович", "+79161234567", "ivan@example.org");
    assertThat(audited()).contains("olga contact-shown ticket " + number.digits()).hasSize(2);
  }

  @Test
  void whoDoesNotWorkOnTicketsSeesNoNameAndSetsNone() throws Exception {
    assertThat(get("quality", "contact/unmasked").statusCode()).isEqualTo(403);
    assertThat(post("quality", "tickets/" + number.digits() + "/contact", TOLD).statusCode())
        .isEqualTo(403);
    assertThat(get("nobody", "contact").statusCode()).isEqualTo(401);
    assertThat(fake.desk.opened(FakePorts.AT, FakePorts.AT.plusSeconds(1), 9)).hasSize(1);
  }

  @Test
  void whatDoesNotFitIsRefusedWithoutBeingQuoted() throws Exception {
    for (String body :
        List.of(
            "{\"phone\":\"9161\u0000x\"}",
            "{\"email\":\"9161\"}",
            "{\"surname\":\"9161\"}",
            "[9161",
            "{}")) {
      HttpResponse<String> answer =
          post("operator", "tickets/" + number.digits() + "/contact", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("9161");
    }
    assertThat(post("operator", "tickets/99999999/contact", TOLD).statusCode()).isEqualTo(404);
  }

  @Test
  void theMasterKeyIsChangedByTheAdministratorAndAuditedOnce() throws Exception {
    assertThat(post("operator", "keys/rotate", "").statusCode()).isEqualTo(403);
    assertThat(post("administrator", "keys/rotate", "").body()).contains("\"done\":false");
    assertThat(post("administrator", "keys/rotate", "").body()).contains("\"done\":true");

    assertThat(audited())
        .filteredOn(line -> line.startsWith("anna"))
        .containsExactly("anna master-key-changed keys", "anna master-key-change keys");
  }

  @Test
  void personsAreForTheAdministrator() throws Exception {
    for (String what : List.of("export", "erase")) {
      assertThat(post("operator", "persons/" + number.digits() + "/" + what, "").statusCode())
          .isEqualTo(403);
    }
    assertThat(post("administrator", "persons/99999999/export", "").statusCode()).isEqualTo(404);
    assertThat(post("administrator", "persons/99999999/erase", "{\"confirm\":true}").statusCode())
        .isEqualTo(404);
    assertThat(post("administrator", "persons/99999999/erase", "{}").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> get(String role, String what) throws Exception {
    return client.send(
        request(role, "tickets/" + number.digits() + "/" + what).GET().build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String role, String path, String body) throws Exception {
    return client.send(
        request(role, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String role, String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path))
        .header("Authorization", "Bearer token-" + role)
        .timeout(Duration.ofSeconds(20));
  }
}
