package org.liniya.server.service;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Secret;
import org.liniya.port.Services;
import org.liniya.port.Services.Answer;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;

@Timeout(60)
class HttpServicesTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Verb LOOK_UP = new Verb.Get(Map.of());

  private final Registry registry = new Registry();
  private final BlockingQueue<Answer> told = new LinkedBlockingQueue<>();
  private HttpServices services = services(registry.base(), Service.LONGEST, 2);

  HttpServicesTest() throws IOException {}

  @AfterEach
  void close() {
    services.close();
    registry.close();
  }

  @Test
  void looksUp() throws Exception {
    registry.answers(200, "{'status':{'text':'done','days':3,'paid':true}}".replace('\'', '"'));

    Answer answer =
        asked(
            new Request(
                "portal",
                "/applications",
                new Verb.Get(Map.of("number", new Secret("1&2=ё"))),
                List.of("status.text", "status.days", "status.paid")));

    assertThat(answer)
        .isEqualTo(
            new Answer.Found(
                Map.of(
                    "status.text", new Secret("done"),
                    "status.days", new Secret("3"),
                    "status.paid", new Secret("true"))));
    assertThat(registry.asked.take())
        .isEqualTo(
            new Registry.Asked(
                "GET", "/v1/applications?number=1%262%3D%D1%91", "Bearer hidden", ""));
  }

  @Test
  void tells() throws Exception {
    registry.answers(204, "");
    Verb tells = new Verb.Post(Map.of("text", new Secret("a\"b"), "call", new Secret("7")));

    Answer answer = asked(new Request("portal", "/notes", tells, List.of()));

    assertThat(answer).isEqualTo(new Answer.Found(Map.of()));
    assertThat(registry.asked.take())
        .isEqualTo(
            new Registry.Asked(
                "POST", "/v1/notes", "Bearer hidden", "{\"call\":\"7\",\"text\":\"a\\\"b\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "500,UNWELL",
    "503,UNWELL",
    "400,REFUSED",
    "403,REFUSED",
    "401,FAULT",
    "429,BUSY",
    "204,NOT_JSON"
  })
  void anAnswerThatIsNoSuccess(int status, Reason reason) throws Exception {
    registry.answers(status, "");
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(reason));
  }

  @Test
  void nothingIsKnownThere() throws Exception {
    registry.answers(404, "{}");
    assertThat(asked(wants("a"))).isEqualTo(new Answer.NotFound());
    assertThat(services.notes()).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    registry.behaves(
        exchange -> {
          exchange.getResponseHeaders().add("Location", registry.base() + "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        });
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.REFUSED));
    assertThat(registry.asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|NOT_JSON",
        "[1]|NOT_JSON",
        "{\"a\":1|NOT_JSON",
        "{}|VALUE",
        "{\"a\":null}|VALUE",
        "{\"a\":[1]}|VALUE",
        "{\"a\":{\"b\":1}}|VALUE"
      })
  void anAnswerThatIsNotWhatWasWanted(String body, Reason reason) throws Exception {
    registry.answers(200, body);
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(reason));
  }

  @Test
  void aValueHasALimit() throws Exception {
    String longest = "x".repeat(Values.LONGEST_VALUE);
    registry.answers(200, "{\"a\":\"" + longest + "\"}");
    assertThat(asked(wants("a"))).isEqualTo(found(longest));
    registry.answers(200, "{\"a\":\"" + longest + "x\"}");
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.VALUE));
  }

  @Test
  void nestingHasALimit() throws Exception {
    registry.answers(200, "{\"a\":1,\"b\":" + "[".repeat(30) + "]".repeat(30) + "}");
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.NOT_JSON));
  }

  @Test
  void anAnswerHasALimit() throws Exception {
    String rest = "{\"a\":1}";
    registry.answers(200, rest + " ".repeat(HttpServices.LONGEST_ANSWER - rest.length()));
    assertThat(asked(wants("a"))).isEqualTo(found("1"));
    registry.answers(200, rest + " ".repeat(HttpServices.LONGEST_ANSWER - rest.length() + 1));
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.TOO_LONG));
  }

  @Test
  void noAnswerInTime() throws Exception {
    registry.behaves(_ -> registry.hang());
    use(registry.base(), SHORT, 2);
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.TIMEOUT));
  }

  @Test
  void anAnswerThatBeginsAndDoesNotEnd() throws Exception {
    registry.behaves(
        exchange -> {
          exchange.sendResponseHeaders(200, 7);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          registry.hang();
        });
    use(registry.base(), SHORT, 2);
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.TIMEOUT));
  }

  @Test
  void nobodyListensThere() throws Exception {
    use(URI.create("http://127.0.0.1:" + closedPort()), Service.LONGEST, 2);
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.UNREACHABLE));
  }

  @Test
  void aServiceThatIsNotWellIsLeftAlone() throws Exception {
    registry.answers(500, "");
    for (int i = 0; i < ServiceBreaker.FAILURES; i++) {
      assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.UNWELL));
    }
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.RESTING));
    assertThat(registry.asked).hasSize(ServiceBreaker.FAILURES);
    assertThat(services.state("portal").orElseThrow().resting()).isTrue();
    assertThat(services.notes())
        .containsExactly(
            "service portal: does not answer or is not well; not asked for 30 s at a time");
  }

  @Test
  void whatItRefusesDoesNotMakeItUnwell() throws Exception {
    registry.answers(400, "");
    for (int i = 0; i <= ServiceBreaker.FAILURES; i++) {
      assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.REFUSED));
    }
  }

  @Test
  void moreThanItsPlacesFailAtOnceAndACancelledOneGivesItsPlaceBack() throws Exception {
    registry.behaves(_ -> registry.hang());
    use(registry.base(), Service.LONGEST, 1);
    Services.Asking first = services.ask(wants("a"), told::add);
    registry.asked.take();

    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.BUSY));

    first.cancel();
    await().until(() -> services.state("portal").orElseThrow().underWay() == 0);
    assertThat(told).isEmpty();
    registry.answers(200, "{\"a\":1}");
    assertThat(asked(wants("a"))).isEqualTo(found("1"));
  }

  @Test
  void aServiceThatIsNotConfigured() throws Exception {
    assertThat(asked(new Request("portl", "/", LOOK_UP, List.of())))
        .isEqualTo(new Answer.Failed(Reason.UNKNOWN_SERVICE));
    assertThat(services.state("portl")).isEmpty();
  }

  @Test
  void aHeaderThatCannotBeSentIsAFaultAndIsAnswered() throws Exception {
    services.close();
    services = new HttpServices(List.of(service(registry.base(), "a\nb")), System::nanoTime);
    assertThat(asked(wants("a"))).isEqualTo(new Answer.Failed(Reason.FAULT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "@evil.example/", "/../admin", "/a/..", "/./a", "/a?b", "/a#b"})
  void aPathDoesNotLeadOutOfTheService(String path) {
    assertThatThrownBy(() -> new Request("portal", path, LOOK_UP, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no path below the address of service portal");
  }

  @Test
  void aRequestPrintsNoValue() {
    Verb verb = new Verb.Get(Map.of("snils", new Secret("11223344595")));
    assertThat(new Request("portal", "/a", verb, List.of()).toString()).doesNotContain("1122");
  }

  private Answer asked(Request request) throws InterruptedException {
    var _ = services.ask(request, told::add);
    return requireNonNull(told.poll(30, TimeUnit.SECONDS), "no answer");
  }

  private static Request wants(String name) {
    return new Request("portal", "/a", LOOK_UP, List.of(name));
  }

  private static Answer found(String value) {
    return new Answer.Found(Map.of("a", new Secret(value)));
  }

  private void use(URI base, Duration timeout, int atOnce) {
    services.close();
    services = services(base, timeout, atOnce);
  }

  private static HttpServices services(URI base, Duration timeout, int atOnce) {
    Map<String, Secret> token = Map.of("Authorization", new Secret("Bearer hidden"));
    return new HttpServices(
        List.of(new Service("portal", base, token, timeout, atOnce, false)), System::nanoTime);
  }

  private static Service service(URI base, String header) {
    return new Service("portal", base, Map.of("X-Key", new Secret(header)), SHORT, 1, false);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
