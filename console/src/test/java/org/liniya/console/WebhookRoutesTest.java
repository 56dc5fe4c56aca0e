package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.port.Outbox;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookRoutesTest {

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);
  private final TicketNumber number =
      fake.desk.open(FakePorts.call(1), "access", Identity.NONE, Language.RU, FakePorts.AT);

  @BeforeEach
  void aDeadOne() {
    Outbox.Item item = fake.outbox.due("help-desk", FakePorts.AT, 1).getFirst();
    fake.outbox.dead(item.seq(), FakePorts.AT, "answered 500");
  }

  @AfterEach
  void close() {
    asking.close();
  }

  private JsonNode json(String method, String path) throws Exception {
    HttpResponse<String> answer =
        asking.ask(method, "/api/v1/webhooks" + path, "", Role.ADMINISTRATOR);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private List<String> audited() {
    return fake.audit.latest(9, Optional.empty()).stream()
        .map(row -> row.entry().who() + " " + row.entry().action() + " " + row.entry().about())
        .toList();
  }

  @Test
  void theReceiversAreListedWithWhatIsLeft() throws Exception {
    JsonNode receiver = json("GET", "").path(0);

    assertThat(receiver.path("receiver").asString()).isEqualTo("help-desk");
    assertThat(receiver.path("dead").asInt()).isEqualTo(1);
  }

  @Test
  void theDeadAreListedWithTheirProblem() throws Exception {
    JsonNode notice = json("GET", "/help-desk/notices").path("items").path(0);

    assertThat(notice.path("ticket").asString()).isEqualTo(number.digits());
    assertThat(notice.path("event").asString()).isEqualTo("opened");
    assertThat(notice.path("problem").asString()).isEqualTo("answered 500");
    assertThat(json("GET", "/help-desk/notices?status=waiting").path("items")).isEmpty();
  }

  @Test
  void theDeadAreSentAgainInTheSightOfTheAudit() throws Exception {
    assertThat(json("POST", "/help-desk/retry").path("retried").asInt()).isEqualTo(1);
    assertThat(fake.outbox.counts("help-desk")).isEqualTo(new Outbox.Counts(1, 0));
    assertThat(audited()).containsExactly("anna webhook-retried webhook help-desk");
  }

  @Test
  void aTestSaysWhatBecameOfIt() throws Exception {
    assertThat(json("POST", "/help-desk/test").path("arrived").asBoolean()).isTrue();
    fake.webhooks.problem = Optional.of("answered 404");
    JsonNode answer = json("POST", "/help-desk/test");
    assertThat(answer.path("arrived").asBoolean()).isFalse();
    assertThat(answer.path("problem").asString()).isEqualTo("answered 404");
    assertThat(audited()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nobody/notices, ADMINISTRATOR, 404",
    "POST, /nobody/retry, ADMINISTRATOR, 404",
    "POST, /nobody/test, ADMINISTRATOR, 404",
    "GET, /help-desk/notices?status=lost, ADMINISTRATOR, 400",
    "GET, /help-desk/notices?next=x, ADMINISTRATOR, 400",
    "GET, '', SUPERVISOR, 403",
    "GET, /help-desk/notices, SUPERVISOR, 403",
    "POST, /help-desk/retry, SUPERVISOR, 403",
    "POST, /help-desk/test, SUPERVISOR, 403",
  })
  void whatDoesNotFitIsRefused(String method, String path, Role role, int status) throws Exception {
    assertThat(asking.ask(method, "/api/v1/webhooks" + path, "", role).statusCode())
        .isEqualTo(status);
    assertThat(fake.webhooks.asked).isEmpty();
  }
}
