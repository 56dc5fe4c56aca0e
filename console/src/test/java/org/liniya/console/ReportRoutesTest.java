package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.JournalLines.Line;
import org.liniya.port.OperatorStates.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportRoutesTest {

  private static final Instant ARRIVED = Instant.parse("2026-11-22T22:30:00Z");

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);

  @AfterEach
  void close() {
    asking.close();
  }

  /** One call in the night, answered after 12 s, and its operator. */
  private void aCall() {
    CallId call = CallId.create(ARRIVED, new Random(1));
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(call, ARRIVED, "call-arrived", Map.of()));
    lines.add(new Line(call, ARRIVED, "first-prompt", Map.of("afterMs", "350")));
    lines.add(new Line(call, ARRIVED.plusSeconds(30), "queued", Map.of("group", "access")));
    lines.add(
        new Line(
            call,
            ARRIVED.plusSeconds(42),
            "bridged",
            Map.of("offer", "o", "operator", "1001", "waitMs", "12000")));
    lines.add(
        new Line(
            call,
            ARRIVED.plusSeconds(102),
            "operator-left",
            Map.of("offer", "o", "operator", "1001", "talkMs", "60000")));
    fake.lines =
        (from, to, _) -> ARRIVED.isBefore(from) || !ARRIVED.isBefore(to) ? List.of() : lines;
    OperatorId anna = new OperatorId("1001");
    fake.states =
        (_, _) ->
            List.of(
                new Change(anna, "ready", ARRIVED),
                new Change(anna, "talking", ARRIVED.plusSeconds(42)),
                new Change(anna, "wrap-up", ARRIVED.plusSeconds(102)),
                new Change(anna, "paused", ARRIVED.plusSeconds(122)));
  }

  private JsonNode json(String query) throws Exception {
    HttpResponse<String> answer = get("/api/v1/report?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return asking.ask("GET", path, "", Role.QUALITY);
  }

  @Test
  void theFiguresOfADayInTheZoneOfTheServer() throws Exception {
    aCall();

    JsonNode report = json("from=2026-11-23&to=2026-11-23&by=hour");

    JsonNode row = report.path("rows").path(0);
    assertThat(row.path("name").asString()).isEqualTo("2026-11-23 01:00");
    assertThat(row.path("calls").asInt()).isEqualTo(1);
    assertThat(row.path("queueToOperatorP90").asDouble()).isEqualTo(12);
    assertThat(row.path("inviteToOperatorMean").asDouble()).isEqualTo(42);
    assertThat(row.path("firstPromptMax").asDouble()).isEqualTo(0.4);
    assertThat(row.path("serviceLevelOffered").asDouble()).isEqualTo(1);
    assertThat(row.path("handling").asDouble()).isEqualTo(80);
    assertThat(row.path("wrapUp").asDouble()).isEqualTo(20);
    assertThat(row.path("occupancy").asDouble()).isEqualTo(0.6557);
    assertThat(row.path("rating").isNull()).isTrue();
    assertThat(report.path("all").path("name").asString()).isEqualTo("all");
    assertThat(report.path("firstCallResolution").isNull()).isTrue();
    assertThat(report.path("targets").path(0).path("met").asBoolean()).isTrue();
    assertThat(report.path("targets").path(3).path("met").isNull()).isTrue();
  }

  @Test
  void anotherDayHasNothing() throws Exception {
    aCall();

    JsonNode report = json("from=2026-11-22&to=2026-11-22&by=day");

    assertThat(report.path("rows").isEmpty()).isTrue();
    assertThat(report.path("all").path("calls").asInt()).isZero();
  }

  @Test
  void asCsvTheLastLineIsAll() throws Exception {
    aCall();

    HttpResponse<String> answer =
        get("/api/v1/report.csv?from=2026-11-23&to=2026-11-23&by=operator");
    String[] lines = answer.body().split("\r\n");

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("text/csv; charset=utf-8; header=present");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename=\"report-2026-11-23-2026-11-23.csv\"");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("name,calls,refused,refused_share,queued,answered,abandoned");
    assertThat(lines[0]).contains("queue_to_operator_p90", "wrap_up");
    assertThat(lines[1]).startsWith("1001,1,0,0.0,1,1,0");
    assertThat(lines[2]).startsWith("all,1,0,0.0,1,1,0");
    assertThat(lines[1].split(",", -1)).hasSameSizeAs(lines[0].split(",", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-11-23&to=2026-11-22&by=day",
        "from=2026-01-01&to=2026-11-22&by=day",
        "from=2026-02-30&to=2026-11-22&by=day",
        "from=2026-11-22&to=2026-11-22",
        "from=2026-11-22&to=2026-11-22&by=week",
      })
  void whatCannotBeAnsweredIsRefused(String query) throws Exception {
    assertThat(get("/api/v1/report?" + query).statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/report.csv?" + query).statusCode()).isEqualTo(400);
  }
}
