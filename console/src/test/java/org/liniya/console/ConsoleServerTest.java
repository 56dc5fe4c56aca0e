package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.CallId;
import org.liniya.call.LegId;
import org.liniya.call.Secret;
import org.liniya.call.Signalled;
import org.liniya.port.Journal;
import org.liniya.port.Ladders;
import org.liniya.port.StoreException;
import org.liniya.port.TrunkBoard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsoleServerTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

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

  @Test
  void aCallIsShownAsTheDesignFixesIt() throws Exception {
    CallId id = fake.addCall(1, "+79990000001");

    JsonNode call = json(get("calls/" + id, "quality"));

    assertThat(call.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "from",
            "to",
            "flow",
            "language",
            "startedAt",
            "answeredAt",
            "endedAt",
            "ending",
            "ticket",
            "operator",
            "waitMs",
            "talkMs");
    assertThat(call.path("id").asString()).isEqualTo(id.toString());
    assertThat(call.path("from").asString()).isEqualTo("+7********01");
    assertThat(call.path("flow").path("name").asString()).isEqualTo("hotline");
    assertThat(call.path("startedAt").asString()).isEqualTo("2026-11-23T10:00:00.123+03:00");
    assertThat(call.path("ending").asString()).isEqualTo("completed");
    assertThat(call.path("waitMs").asLong()).isEqualTo(1500);
    assertThat(call.path("endedAt").isNull()).isTrue();
    assertThat(call.path("talkMs").isNull()).isTrue();
  }

  @Test
  void aTraceBringsMessagesAndEventsIntoOneOrder() throws Exception {
    CallId id = fake.addCall(1, "+79990000001");
    fake.journal.put(
        id,
        List.of(
            entry(1, "2026-11-23T07:00:01Z", "call-arrived", ""),
            entry(2, "2026-11-23T07:00:03Z", "queued", ",\"group\":\"access\""),
            entry(
                3,
                "2026-11-23T07:00:09Z",
                "leg-signalled",
                ",\"leg\":\"sip-1\",\"party\":\"caller\",\"omitted\":0,\"messages\":["
                    + "\"2026-11-23T07:00:00Z < udp:127.0.0.1:5070 INVITE 1 (sdp)\","
                    + "\"2026-11-23T07:00:02Z > udp:127.0.0.1:5070 200 OK to INVITE 1 (sdp)\"]")));
    fake.ladders.put(
        id,
        List.of(
            new Ladders.Ladder(
                new LegId("sip-2"),
                "operator 1001",
                List.of(
                    new Signalled(
                        Instant.parse("2026-11-23T07:00:04Z"), true, "udp:1", "INVITE 1 (sdp)")),
                0)));

    JsonNode trace = json(get("calls/" + id + "/trace", "quality"));

    assertThat(trace.path("events").valueStream().map(ConsoleServerTest::said))
        .containsExactly(
            "INVITE 1 (sdp)",
            "call-arrived",
            "200 OK to INVITE 1 (sdp)",
            "queued",
            "INVITE 1 (sdp)");
    assertThat(trace.path("legs").valueStream().map(leg -> leg.path("party").asString()))
        .containsExactly("caller", "operator 1001");
    assertThat(get("calls/" + id + "/trace", "operator").statusCode()).isEqualTo(403);
  }

  private static Journal.Entry entry(long seq, String at, String kind, String rest) {
    return new Journal.Entry(
        seq,
        Instant.parse(at),
        kind,
        "{\"seq\":%d,\"at\":\"%s\",\"kind\":\"%s\"%s}".formatted(seq, at, kind, rest));
  }

  private static String said(JsonNode event) {
    return event.path("source").asString().equals("sip")
        ? event.path("what").asString()
        : event.path("kind").asString();
  }

  @Test
  void aTicketIsShownAsTheDesignFixesIt() throws Exception {
    fake.addTicket(10000001);

    JsonNode ticket = json(get("tickets/10000001", "operator"));

    assertThat(ticket.propertyNames())
        .containsExactlyInAnyOrder(
            "number",
            "category",
            "identity",
            "language",
            "state",
            "openedAt",
            "endedAt",
            "ending",
            "operator",
            "rating",
            "calls",
            "recordings");
    assertThat(ticket.path("identity").toString())
        .isEqualTo("{\"level\":\"stated\",\"kind\":\"snils\",\"masked\":\"***-***-*45 95\"}");
    assertThat(ticket.path("state").asString()).isEqualTo("in-progress");
    assertThat(ticket.path("rating").asInt()).isEqualTo(5);
    assertThat(ticket.path("calls").size()).isEqualTo(1);
  }

  @Test
  void listsArePagedNewestFirstWithoutGapOrOverlap() throws Exception {
    for (int number = 1; number <= 5; number++) {
      fake.addTicket(10_000_000 + number);
    }

    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.of("");
    int pages = 0;
    while (next.isPresent()) {
      String from = next.get().isEmpty() ? "" : "&next=" + next.get();
      JsonNode page = json(get("tickets?limit=2" + from, "operator"));
      page.path("items").forEach(ticket -> seen.add(ticket.path("number").asString()));
      JsonNode following = page.path("next");
      next = following.isNull() ? Optional.empty() : Optional.of(following.asString());
      pages++;
    }

    assertThat(seen).containsExactly("10000005", "10000004", "10000003", "10000002", "10000001");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void callsArePagedByTheirIdentifiers() throws Exception {
    fake.addCall(1, "+79990000001");
    fake.addCall(2, "+79990000002");

    JsonNode first = json(get("calls?limit=1", "quality"));
    JsonNode second = json(get("calls?limit=1&next=" + first.path("next").asString(), "quality"));

    assertThat(first.path("items").get(0).path("id").asString())
        .isEqualTo(FakePorts.call(2).toString());
    assertThat(second.path("items").get(0).path("id").asString())
        .isEqualTo(FakePorts.call(1).toString());
    assertThat(second.path("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tickets?limit=0", "tickets?limit=201", "tickets?limit=x", "tickets?next=x"})
  void aWrongPageIsRefused(String path) throws Exception {
    assertProblem(get(path, "operator"), 400);
  }

  @Test
  void theJournalIsTheStoredEntriesInOrder() throws Exception {
    CallId id = fake.addCall(1, "+79990000001");
    fake.journal.put(
        id,
        List.of(
            new Journal.Entry(1, FakePorts.AT, "call-arrived", "{\"seq\":1}"),
            new Journal.Entry(2, FakePorts.AT, "call-answered", "{\"seq\":2}")));

    HttpResponse<String> answer = get("calls/" + id + "/journal", "quality");

    assertThat(answer.body()).isEqualTo("[{\"seq\":1},{\"seq\":2}]");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertProblem(get("calls/" + FakePorts.call(9) + "/journal", "quality"), 404);
  }

  @Test
  void operatorsAndGroupsAreListed() throws Exception {
    assertThat(get("operators", "operator").body())
        .isEqualTo(
            "[{\"id\":\"1001\",\"state\":\"paused\",\"reason\":\"lunch\","
                + "\"since\":\"2026-11-23T10:00:00.123+03:00\",\"registered\":true,"
                + "\"skills\":[\"access\"],\"call\":\""
                + FakePorts.call(1)
                + "\"}]");
    assertThat(get("skill-groups", "operator").body())
        .isEqualTo("[{\"name\":\"access\",\"waiting\":2,\"longestWaitMs\":41000,\"ready\":0}]");
  }

  @Test
  void trunksAreToldWithTheirFigures() throws Exception {
    fake.trunks =
        List.of(
            new TrunkBoard.TrunkView(
                "provider",
                false,
                "failed",
                3,
                2,
                1,
                Map.of("at-once", 4L),
                Optional.of("no answer to OPTIONS")));

    assertThat(get("trunks", "supervisor").body())
        .isEqualTo(
            "[{\"name\":\"provider\",\"up\":false,\"registered\":false,\"registration\":\"failed\","
                + "\"callsIn\":3,\"callsOut\":2,\"callsOutNow\":1,"
                + "\"refusals\":{\"at-once\":4},\"lastProblem\":\"no answer to OPTIONS\"}]");
  }

  @Test
  void aRecordingComesByteForByte() throws Exception {
    byte[] sound = new byte[300_000];
    new java.util.Random(7).nextBytes(sound);
    fake.recordings.put(FakePorts.call(1), sound);

    HttpResponse<byte[]> answer =
        client.send(
            request("recordings/" + FakePorts.call(1), "quality").build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("audio/wav");
    assertThat(answer.body()).isEqualTo(sound);
    assertProblem(get("recordings/" + FakePorts.call(2), "quality"), 404);
  }

  @Test
  void aSupervisorPausesAndReleasesAnOperator() throws Exception {
    HttpResponse<String> paused =
        post("operators/1001/state", "{\"state\":\"paused\",\"reason\":\"обед\"}", "supervisor");
    HttpResponse<String> ready =
        post("operators/1001/state", "{\"state\":\"ready\"}", "supervisor");

    assertThat(paused.statusCode()).isEqualTo(200);
    assertThat(json(paused).path("id").asString()).isEqualTo("1001");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(fake.board.asked).containsExactly("pause 1001 обед", "ready 1001");
    assertProblem(post("operators/9/state", "{\"state\":\"ready\"}", "supervisor"), 404);
  }

  @Test
  void aSupervisorLengthensAWrapUp() throws Exception {
    HttpResponse<String> answer =
        post("operators/1001/state", "{\"state\":\"wrap-up\"}", "supervisor");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(fake.board.asked).containsExactly("extend 1001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"state\":\"asleep\"}",
        "{\"state\":\"paused\",\"raeson\":\"x\"}",
        "{\"state\":\"paused\",\"reason\":\"a\\nb\"}"
      })
  void aWrongWishIsRefusedAndNothingIsAsked(String body) throws Exception {
    assertProblem(post("operators/1001/state", body, "supervisor"), 400);
    assertThat(fake.board.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "operators, operator",
    "skill-groups, operator",
    "tickets, operator",
    "calls, quality",
    "calls/ID, quality",
    "calls/ID/journal, quality",
    "trunks, supervisor",
    "recordings/ID, quality"
  })
  void eachRouteIsOpenFromItsRoleOnAndNotBelow(String path, String least) throws Exception {
    CallId id = fake.addCall(1, "+79990000001");
    fake.recordings.put(id, new byte[4]);
    String route = path.replace("ID", id.toString());

    for (String role : Role.words()) {
      boolean open = Role.of(role).orElseThrow().compareTo(Role.of(least).orElseThrow()) >= 0;
      assertThat(get(route, role).statusCode()).as(role).isEqualTo(open ? 200 : 403);
    }
    assertProblem(get(route, "administrator", "Bearer token-nobody"), 401);
  }

  @Test
  void onlyASupervisorMayChangeAnOperator() throws Exception {
    assertProblem(post("operators/1001/state", "{\"state\":\"ready\"}", "quality"), 403);
    assertThat(fake.board.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic b2xnYTp4", "Bearer ", "Bearer token-operato"})
  void withoutAKnownTokenTheAnswerSaysHowToLogIn(String header) throws Exception {
    HttpResponse<String> answer = get("tickets", "nobody", header);

    assertProblem(answer, 401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"liniya\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tickets/99999999", "tickets/x", "calls/x", "recordings/x", "nothing-like-it"})
  void whatIsNotThereIs404(String path) throws Exception {
    assertProblem(get(path, "administrator"), 404);
  }

  @Test
  void aStoreThatIsAwayIs503AndAFaultIs500WithoutStackOrCause() throws Exception {
    fake.ticketFault = Optional.of(new StoreException("jdbc:secret-place is away"));
    HttpResponse<String> away = get("tickets/10000001", "operator");
    fake.ticketFault = Optional.of(new IllegalStateException("secret-place"));
    HttpResponse<String> fault = get("tickets/10000001", "operator");

    assertProblem(away, 503);
    assertProblem(fault, 500);
    assertThat(away.body() + fault.body()).doesNotContain("secret-place").doesNotContain("at org");
  }

  @Test
  void aLongBodyIsRefused() throws Exception {
    assertProblem(post("operators/1001/state", " ".repeat(33_000) + "{}", "supervisor"), 413);
    assertThat(fake.board.asked).isEmpty();
  }

  @Test
  void longHeadersAreRefusedBeforeAnyRoute() throws Exception {
    String answer =
        raw("GET /health/live HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(9_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json");
    assertThat(answer).doesNotContain("<html").doesNotContain("Jetty").doesNotContain("at org.");
  }

  @Test
  void brokenRequestsGetAProblemAndTheServerGoesOn() throws Exception {
    String answer = raw("\u0001\u0002 nonsense\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("<html");
    assertThat(health("live").statusCode()).isEqualTo(200);
  }

  @Test
  void healthNeedsNoTokenAndSaysWhatIsWrong() throws Exception {
    assertThat(health("live").statusCode()).isEqualTo(200);
    assertThat(health("ready").statusCode()).isEqualTo(200);

    fake.faults = List.of("the database does not answer");

    HttpResponse<String> answer = health("ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the database does not answer");
    assertThat(health("live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreInPrometheusText() throws Exception {
    fake.metrics.counter("liniya.calls").increment();

    HttpResponse<String> answer = root("metrics");

    assertThat(answer.body()).contains("liniya_calls_total 1.0");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
  }

  @Test
  void noAnswerMayBeCachedOrGuessedAt() throws Exception {
    HttpResponse<String> answer = get("tickets", "operator");

    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  private HttpResponse<String> get(String path, String role) throws Exception {
    return get(path, role, "Bearer token-" + role);
  }

  private HttpResponse<String> get(String path, String role, String authorization)
      throws Exception {
    HttpRequest.Builder request = request(path, role);
    if (authorization.isEmpty()) {
      request = HttpRequest.newBuilder(uri("api/v1/" + path));
    } else {
      request.setHeader("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, String role) throws Exception {
    return client.send(
        request(path, role).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> health(String which) throws Exception {
    return root("health/" + which);
  }

  private HttpResponse<String> root(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String role) {
    return HttpRequest.newBuilder(uri("api/v1/" + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer token-" + role);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + "/" + path);
  }

  /** What the server answers to bytes that no HTTP client would send. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asString()).isNotEmpty();
  }
}
