package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.JournalLines.Line;
import org.liniya.port.OperatorStates.Change;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a running line, over HTTP and for Prometheus. */
class FigureRoutesTest {

  private static final Instant ARRIVED = FakePorts.AT.minusSeconds(600);

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);
  private final AtomicInteger reads = new AtomicInteger();

  @AfterEach
  void close() {
    asking.close();
  }

  /** One call ten minutes ago, answered after 12 s; a group and an operator that are no more. */
  @BeforeEach
  void twoCalls() {
    List<Line> lines = new ArrayList<>(call(1, "access", "1001"));
    lines.addAll(call(2, "closed", "1009"));
    fake.lines =
        (from, to, _) -> {
          reads.incrementAndGet();
          return ARRIVED.isBefore(from) || !ARRIVED.isBefore(to) ? List.of() : lines;
        };
    OperatorId anna = new OperatorId("1001");
    fake.states =
        (_, _) ->
            List.of(
                new Change(anna, "ready", ARRIVED),
                new Change(anna, "talking", ARRIVED.plusSeconds(42)),
                new Change(anna, "paused", ARRIVED.plusSeconds(102)));
  }

  private static List<Line> call(int number, String group, String operator) {
    CallId call = CallId.create(ARRIVED, new Random(number));
    return List.of(
        new Line(call, ARRIVED, "call-arrived", Map.of()),
        new Line(call, ARRIVED, "first-prompt", Map.of("afterMs", "400")),
        new Line(call, ARRIVED.plusSeconds(30), "queued", Map.of("group", group)),
        new Line(
            call,
            ARRIVED.plusSeconds(42),
            "bridged",
            Map.of("offer", "o" + number, "operator", operator, "waitMs", "12000")),
        new Line(
            call,
            ARRIVED.plusSeconds(102),
            "operator-left",
            Map.of("offer", "o" + number, "operator", operator, "talkMs", "60000")));
  }

  private JsonNode figures(String query) throws Exception {
    HttpResponse<String> answer = asking.ask("GET", "/api/v1/figures" + query, "", Role.SUPERVISOR);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private String metrics() throws Exception {
    return asking.ask("GET", "/metrics", "", Role.OPERATOR).body();
  }

  @Test
  void groupsAndOperatorsAsTheyAreAndAsTheyDid() throws Exception {
    JsonNode told = figures("?window=hour");
    JsonNode group = told.path("groups").path(0);
    assertThat(group.path("waiting").asInt()).isEqualTo(2);
    assertThat(group.path("paused").asInt()).isEqualTo(1);
    assertThat(group.path("talking").asInt()).isZero();
    assertThat(group.path("figures").path("queueToOperatorP90").asDouble()).isEqualTo(12);
    assertThat(group.path("figures").path("occupancy").asDouble()).isEqualTo(0.5882);
    assertThat(group.path("targets").path(0).path("met").asBoolean()).isTrue();
    JsonNode operator = told.path("operators").path(0);
    assertThat(operator.path("state").asString()).isEqualTo("paused");
    assertThat(operator.path("figures").path("talk").asDouble()).isEqualTo(60);
    assertThat(told.path("all").path("calls").asInt()).isEqualTo(2);
  }

  @Test
  void theWindowIsTodayUnlessTheLastHourIsAskedFor() throws Exception {
    assertThat(figures("").path("from").asString()).isEqualTo("2026-11-23T00:00:00+03:00");
    assertThat(figures("?window=hour").path("from").asString())
        .isEqualTo("2026-11-23T09:00:00.123+03:00");
    assertThat(asking.ask("GET", "/api/v1/figures?window=week", "", Role.SUPERVISOR).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whoeverAsksAtOnceAgainCostsNothing() throws Exception {
    figures("?window=hour");
    int before = reads.get();
    figures("?window=hour");
    assertThat(reads).hasValue(before);
  }

  /** A reading that took two seconds is good for forty. */
  @Test
  void theFiguresCostNoMoreThanATwentieth() {
    AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
    Time time =
        new Time() {
          @Override
          public Instant now() {
            return FakePorts.AT.plus(passed.get());
          }

          @Override
          public Duration elapsed() {
            return passed.get();
          }
        };
    fake.states =
        (_, _) -> {
          passed.updateAndGet(before -> before.plusSeconds(2));
          return List.of();
        };
    ConsolePorts ports = fake.ports();
    ZoneId zone = ZoneId.of("Europe/Moscow");
    FigureBook book =
        new FigureBook(
            ports.operators(),
            new ReportMaterial(ports.reports(), ports.contacts(), time, zone),
            ports.reports(),
            time,
            zone);
    Instant first = book.of(FigureBook.Window.HOUR).to();
    passed.updateAndGet(before -> before.plusSeconds(37));
    assertThat(book.of(FigureBook.Window.HOUR).to()).isEqualTo(first);
    passed.updateAndGet(before -> before.plusSeconds(1));
    assertThat(book.of(FigureBook.Window.HOUR).to()).isEqualTo(first.plusSeconds(40));
  }

  @Test
  void prometheusGetsThemByGroupAndOperator() throws Exception {
    assertThat(metrics())
        .contains("liniya_group_waiting{group=\"access\"} 2.0")
        .contains("liniya_group_longest_wait_seconds{group=\"access\"} 41.0")
        .contains("liniya_group_paused{group=\"access\"} 1.0")
        .contains("liniya_today_queue_to_operator_p90_seconds{group=\"access\"} 12.0")
        .contains("liniya_today_service_level_offered{group=\"all\"} 1.0")
        .contains("liniya_operator_today_talk_seconds{operator=\"1001\"} 60.0")
        .contains("liniya_target_met{target=\"service_level_offered\"} 1.0");
  }

  @Test
  void labelsAreOfTheConfigurationOnly() throws Exception {
    assertThat(metrics()).doesNotContain("closed").doesNotContain("1009");
  }

  @Test
  void withTheDatabaseAwayWhatIsNowIsStillTold() throws Exception {
    fake.states =
        (_, _) -> {
          throw new StoreException("the database is away");
        };
    assertThat(metrics()).contains("liniya_group_waiting{group=\"access\"} 2.0");
  }
}
