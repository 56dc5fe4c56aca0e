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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchRoutesTest {
  private static final Instant BEFORE = FakePorts.AT.minusSeconds(60);

  private final FakePorts fake = new FakePorts();
  private final ConsoleServer server =
      new ConsoleServer(
          new ConsoleSettings(
              "127.0.0.1",
              0,
              ZoneId.of("Europe/Moscow"),
              List.of(User.of("olga", Role.OPERATOR, new Secret("token-operator"))),
              () -> FakePorts.PLAN),
          fake.ports());
  private final HttpClient client = HttpClient.newHttpClient();
  private final TicketNumber older = ticket(1, BEFORE.minusSeconds(60));
  private final TicketNumber newer = ticket(2, BEFORE);

  private TicketNumber ticket(int call, Instant at) {
    return fake.desk.open(
        FakePorts.call(call),
        "access",
        new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
        Language.RU,
        at);
  }

  @BeforeEach
  void theSameCallerTwice() {
    for (TicketNumber number : List.of(older, newer)) {
      fake.desk.known(
          number, LookUp.of(LookUp.Kind.SNILS, new Secret("11223344595")).orElseThrow());
    }
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void ticketsAreFoundAndShownMasked() throws Exception {
    HttpResponse<String> answer = search("operator", "{\"snils\":\"112-233-445 95\"}");

    assertThat(numbers(answer)).containsExactly(newer.digits(), older.digits());
    assertThat(answer.body()).contains("***-***-*45 95").doesNotContain("1122", "112-233");
  }

  @Test
  void onlyWithinTheTimeAndTheLimit() throws Exception {
    String snils = "{\"snils\":\"11223344595\",";

    assertThat(numbers(search("operator", snils + "\"limit\":1}"))).containsExactly(newer.digits());
    assertThat(numbers(search("operator", snils + "\"to\":\"2026-11-23T09:59:00+03:00\"}")))
        .containsExactly(older.digits());
    assertThat(numbers(search("operator", snils + "\"from\":\"2026-11-23T09:59:00+03:00\"}")))
        .containsExactly(newer.digits());
    assertThat(numbers(search("operator", "{\"phone\":\"+79161234567\"}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"snils\":\"1122334459\"}                       | cannot be a snils",
        "{\"snils\":11223344595,\"phone\":\"79161234567\"} | the body is {",
        "{\"name\":\"11223344595\"}                       | the body is {",
        "{\"snils\":\"11223344595\",\"from\":\"today\"}    | from is a time such as",
        "{\"snils\":\"11223344595\",\"limit\":201}         | limit is 1 to 200",
        "{\"snils\":\"11223344595\",\"limit\":\"all\"}     | limit is 1 to 200",
        "[\"11223344595\"]                                | the body is {",
        "11223344595{                                     | the body is",
      })
  void whatDoesNotFitIsRefusedWithoutBeingQuoted(String body, String says) throws Exception {
    HttpResponse<String> answer = search("operator", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(answer.body()).toString()).doesNotContain("1122334459");
    assertThat(answer.body().replace("\\\"", "\"")).contains(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inn           | 7707083893     | {\"inn\":\"7707 083 893\"}",
        "passport      | 4508123456     | {\"passport\":\"45 08 123456\"}",
        "phone         | 79161234567    | {\"phone\":\"8 (916) 123-45-67\"}",
        "surname       | Королёва       | {\"surname\":\"королева\"}",
        "surname-first-name | Королёва Анна | {\"surname\":\"КОРОЛЁВА\",\"first-name\":\"анна\"}",
      })
  void ticketsAreFoundByWhateverTheyAreKnownBy(String kind, String kept, String body)
      throws Exception {
    fake.desk.known(
        older, LookUp.of(LookUp.Kind.of(kind).orElseThrow(), new Secret(kept)).orElseThrow());

    assertThat(numbers(search("operator", body))).containsExactly(older.digits());
  }

  @Test
  void whoLooksForAPersonIsSeenByTheAuditWithoutTheDatum() throws Exception {
    search("operator", "{\"surname\":\"Королёва\",\"first-name\":\"Анна\"}");
    search("operator", "{}");

    assertThat(fake.audit.latest(9, Optional.empty()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.entry().action()).isEqualTo("tickets-searched");
              assertThat(row.entry().about()).isEqualTo("tickets by surname-first-name");
              assertThat(row.toString()).doesNotContain("Анна", "анна");
            });
  }

  @Test
  void aFirstNameAloneIsNoLookUp() throws Exception {
    assertThat(search("operator", "{\"first-name\":\"Анна\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void ticketsAreFoundByTheTimeAlone() throws Exception {
    assertThat(numbers(search("operator", "{\"to\":\"2026-11-23T09:59:00+03:00\"}")))
        .containsExactly(older.digits());
    assertThat(numbers(search("operator", "{}"))).containsExactly(newer.digits(), older.digits());
  }

  @Test
  void whoLookedForWhatKindStandsInTheAuditWithoutTheDatum() throws Exception {
    search("operator", "{\"snils\":\"112-233-445 95\"}");
    search("operator", "{\"phone\":\"+79161234567\"}");
    search("operator", "{\"snils\":\"1\"}");

    assertThat(fake.audit.latest(10, Optional.empty()))
        .extracting(
            row -> row.entry().who() + ": " + row.entry().about() + ", " + row.entry().detail())
        .containsExactly("olga: tickets by phone, 0 found", "olga: tickets by snils, 2 found");
  }

  @Test
  void nobodyIsFoundUnseen() throws Exception {
    fake.audit.failing(true);

    HttpResponse<String> answer = search("operator", "{\"snils\":\"11223344595\"}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain(newer.digits());
  }

  @Test
  void nobodyLooksForPeopleWithoutAToken() throws Exception {
    assertThat(search("nobody", "{\"snils\":\"11223344595\"}").statusCode()).isEqualTo(401);
  }

  private static List<String> numbers(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared()
        .readTree(answer.body())
        .valueStream()
        .map(each -> each.path("number"))
        .map(JsonNode::asString)
        .toList();
  }

  private HttpResponse<String> search(String role, String body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/tickets/search");
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer token-" + role)
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
