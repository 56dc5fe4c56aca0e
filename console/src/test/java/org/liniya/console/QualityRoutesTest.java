package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Secret;
import org.liniya.ticket.CallHistory;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QualityRoutesTest {

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

  private static CallHistory history(int ticket, String... moments) {
    List<CallHistory.Contact> contacts = new ArrayList<>();
    for (String moment : moments) {
      contacts.add(
          new CallHistory.Contact(
              FakePorts.call(100 * ticket + contacts.size()), Instant.parse(moment), true));
    }
    return new CallHistory(
        new TicketNumber("%08d".formatted(ticket)), "access", Optional.empty(), contacts);
  }

  @Test
  void theShareOfTheDaysAskedForInTheZoneOfTheServer() throws Exception {
    List<Instant> asked = new ArrayList<>();
    fake.contacts =
        (from, to, _) -> {
          asked.add(from);
          asked.add(to);
          return List.of(
              history(1, "2026-11-02T10:00:00Z"),
              history(2, "2026-11-03T20:59:00Z", "2026-11-04T10:00:00Z"),
              history(3, "2026-11-03T21:00:00Z"));
        };

    JsonNode figures = json(get("from=2026-11-01&to=2026-11-03", "quality"));

    assertThat(figures.path("resolved").asInt()).isEqualTo(1);
    assertThat(figures.path("repeated").asInt()).isEqualTo(1);
    assertThat(figures.path("undecided").asInt()).isZero();
    assertThat(figures.path("share").asDouble()).isEqualTo(0.5);
    assertThat(figures.path("windowDays").asInt()).isEqualTo(7);
    assertThat(asked)
        .containsExactly(
            Instant.parse("2026-10-31T21:00:00Z"),
            Instant.parse("2026-11-10T21:00:00Z").plusNanos(1_000));
  }

  @Test
  void whatIsNotDecidedYetHasNoShare() throws Exception {
    fake.contacts = (_, _, _) -> List.of(history(1, "2026-11-22T10:00:00Z"));

    JsonNode figures = json(get("from=2026-11-01&to=2026-11-30", "quality"));

    assertThat(figures.path("undecided").asInt()).isEqualTo(1);
    assertThat(figures.path("share").isNull()).isTrue();
  }

  @Test
  void tooManyCallsAreNotCountedHalf() throws Exception {
    List<CallHistory.Contact> many =
        IntStream.rangeClosed(0, ReportMaterial.MOST_CALLS)
            .mapToObj(i -> new CallHistory.Contact(FakePorts.call(i), FakePorts.AT, true))
            .toList();
    fake.contacts =
        (_, _, limit) -> {
          assertThat(limit).isEqualTo(many.size());
          return List.of(
              new CallHistory(new TicketNumber("10000001"), "access", Optional.empty(), many));
        };

    HttpResponse<String> answer = get("from=2026-11-01&to=2026-11-30", "quality");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("ask for fewer days");
  }

  @ParameterizedTest
  @CsvSource({
    "'', from is a date",
    "from=2026-11-01, to is a date",
    "from=2026-02-30&to=2026-03-01, from is a date",
    "from=1-1-1&to=2026-03-01, from is a date",
    "from=2026-11-02&to=2026-11-01, to is the last day",
    "from=2026-01-01&to=2026-12-31, at most 92 days"
  })
  void aSpanThatIsNoneIsRefused(String query, String complaint) throws Exception {
    HttpResponse<String> answer = get(query, "quality");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(complaint);
  }

  @Test
  void operatorsDoNotSeeIt() throws Exception {
    assertThat(get("from=2026-11-01&to=2026-11-03", "operator").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> get(String query, String role) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + server.port() + "/api/v1/quality/first-call-resolution?" + query);
    return client.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer token-" + role)
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
