package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.call.Signalled;
import org.liniya.console.ConsoleServer.RegisteredRoute;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.Belongings;
import org.liniya.person.LookUp;
import org.liniya.person.PersonId;
import org.liniya.port.Callbacks;
import org.liniya.port.Journal;
import org.liniya.port.Ladders;
import org.liniya.port.Outbox;
import org.liniya.port.TicketExport;
import org.liniya.port.TrunkBoard;
import org.liniya.ticket.Priority;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/api.md names every route and no other, and its examples are what a server answers. */
class ApiDocumentTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);

  @BeforeEach
  void aLineWithACallOfEachKind() {
    TicketNumber number =
        fake.desk.open(
            FakePorts.call(2),
            "access",
            new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
            Language.RU,
            FakePorts.AT);
    fake.desk.known(number, LookUp.of(LookUp.Kind.SNILS, new Secret("11223344595")).orElseThrow());
    fake.addTicket(Integer.parseInt(number.digits()));
    CallId call = fake.addCall(1, "+79990000001");
    fake.journal.put(
        call,
        List.of(
            new Journal.Entry(
                1,
                FakePorts.AT.plusSeconds(3),
                "queued",
                "{\"seq\":1,\"at\":\"2026-11-23T07:00:03Z\",\"kind\":\"queued\","
                    + "\"group\":\"access\",\"headStartMs\":0,\"reason\":\"place 1\"}")));
    fake.ladders.put(
        call,
        List.of(
            new Ladders.Ladder(
                new LegId("sip-1"),
                "caller",
                List.of(new Signalled(FakePorts.AT, true, "udp:127.0.0.1:5070", "180 Ringing")),
                0)));
    fake.callbacks.owe(
        new Callbacks.Task(
            call,
            Optional.empty(),
            PhoneNumber.of("+79990000001"),
            Language.RU,
            "access",
            FakePorts.AT.minusSeconds(120),
            FakePorts.AT,
            Callbacks.ASKED_FOR));
    fake.recordings.put(call, new byte[] {1});
    fake.databaseCopy = Optional.of(new byte[] {1});
    fake.trunks =
        List.of(
            new TrunkBoard.TrunkView(
                "provider", true, "registered", 1, 2, 0, Map.of("486", 3L), Optional.empty()));
    fake.exported =
        (_, _, _, _) ->
            List.of(
                new TicketExport.Row(
                    fake.tickets.getFirst(),
                    Priority.NORMAL,
                    FakePorts.AT.plus(Duration.ofDays(30)),
                    Optional.<Instant>empty()));
    fake.persons.kept =
        Optional.of(
            new Belongings(
                Optional.of(PersonId.random()),
                List.of(number),
                Set.of(),
                Set.of(),
                List.of(call),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                false));
    Outbox.Item item = fake.outbox.due("help-desk", FakePorts.AT, 1).getFirst();
    fake.outbox.dead(item.seq(), FakePorts.AT, "answered 500");
  }

  @AfterEach
  void close() {
    asking.close();
  }

  private static ApiDocument document() throws Exception {
    return ApiDocument.read(Path.of("..", "docs", "api.md"));
  }

  @Test
  void everyRouteIsWrittenDownAndNoOther() throws Exception {
    assertThat(
            document().routes().stream()
                .map(route -> route.method() + " " + route.path() + " " + route.permission()))
        .containsExactlyInAnyOrderElementsOf(
            asking.server.routes().stream().map(ApiDocumentTest::text).toList());
  }

  private static String text(RegisteredRoute route) {
    return route.method() + " " + route.path() + " " + route.permission();
  }

  @Test
  void everyRouteHasAnExample() throws Exception {
    ApiDocument document = document();

    assertThat(document.routes())
        .allSatisfy(
            route ->
                assertThat(document.examples())
                    .as(route.method() + " " + route.path())
                    .anySatisfy(
                        example -> {
                          assertThat(example.method()).isEqualTo(route.method());
                          assertThat(example.path().replaceAll("\\?.*", ""))
                              .matches(route.path().replaceAll("\\{\\w+}", "[^/]+"));
                        }));
  }

  /** In their order: what one changes the next shows. */
  @Test
  void everyExampleIsWhatAServerAnswers() throws Exception {
    for (ApiDocument.Example example : document().examples()) {
      HttpResponse<String> answer =
          asking.ask(example.method(), example.path(), example.body(), Role.ADMINISTRATOR);
      String what = example.method() + " " + example.path() + ": " + answer.body();
      Optional<JsonNode> written = example.answer().map(JSON::readTree);
      int status =
          written
              .filter(json -> json.has("type") && json.has("title"))
              .map(json -> json.path("status").asInt())
              .orElse(200);
      assertThat(answer.statusCode()).as(what).isEqualTo(status);
      written.ifPresent(json -> assertSameShape(what, json, JSON.readTree(answer.body())));
    }
  }

  private static void assertSameShape(String where, JsonNode written, JsonNode real) {
    if (written.isNull() || real.isNull()) {
      return; // what may be null is one time this and one time that
    }
    assertThat(real.getNodeType()).as(where).isEqualTo(written.getNodeType());
    if (written.isObject()) {
      assertThat(new TreeSet<>(real.propertyNames()))
          .as(where)
          .isEqualTo(new TreeSet<>(written.propertyNames()));
      for (String name : written.propertyNames()) {
        assertSameShape(where + " / " + name, written.path(name), real.path(name));
      }
    } else if (written.isArray() && !written.isEmpty()) {
      assertThat(real).as(where).isNotEmpty();
      assertSameShape(where + "[0]", written.path(0), real.path(0));
    }
  }
}
