package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.JournalLines.Line;
import org.liniya.port.OperatorStates.Change;
import org.liniya.port.StoreException;

/** Exports in the forms of Asterisk, over HTTP. */
class AsteriskRoutesTest {

  /** Ten minutes before midnight in Moscow. */
  private static final Instant EVENING = Instant.parse("2026-11-22T20:50:00Z");

  private static final String QUEUE_LOG = "/api/v1/export/queue-log?from=%s&to=%s";

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);

  @AfterEach
  void close() {
    asking.close();
  }

  /** It arrives before midnight and ends after it. */
  private CallId aCallOverMidnight() {
    CallId call = CallId.create(EVENING, new Random(1));
    List<Line> lines =
        List.of(
            new Line(
                call,
                EVENING,
                "call-arrived",
                Map.of("from", "+7********01", "to", "88001", "trunk", "provider", "flow", "hot")),
            new Line(call, EVENING.plusSeconds(2), "call-answered", Map.of()),
            new Line(
                call,
                EVENING.plusSeconds(20),
                "queued",
                Map.of("group", "access", "reason", "place 1")),
            new Line(call, EVENING.plusSeconds(25), "ticket-opened", Map.of("number", "10000012")),
            new Line(
                call,
                EVENING.plusSeconds(30),
                "offered",
                Map.of("offer", "o", "operator", "1001", "reason", "r")),
            new Line(
                call,
                EVENING.plusSeconds(35),
                "offer-ended",
                Map.of("offer", "o", "operator", "1001", "reason", "answered")),
            new Line(
                call,
                EVENING.plusSeconds(35),
                "bridged",
                Map.of("offer", "o", "operator", "1001", "waitMs", "15000")),
            new Line(
                call,
                EVENING.plusSeconds(900),
                "operator-left",
                Map.of(
                    "offer", "o", "operator", "1001", "reason", "caller-left", "talkMs", "865000")),
            new Line(call, EVENING.plusSeconds(901), "call-ended", Map.of("ending", "completed")));
    fake.lines =
        (from, to, kinds) ->
            EVENING.isBefore(from) || !EVENING.isBefore(to)
                ? List.of()
                : lines.stream().filter(line -> kinds.contains(line.kind())).toList();
    List<Change> changes =
        List.of(
            new Change(new OperatorId("1001"), "ready", EVENING.minusSeconds(60)),
            new Change(new OperatorId("1001"), "paused", "lunch", EVENING.plusSeconds(1_000)));
    fake.states =
        (from, to) ->
            changes.stream()
                .filter(c -> !c.since().isBefore(from) && c.since().isBefore(to))
                .toList();
    return call;
  }

  private String get(String path) throws Exception {
    HttpResponse<String> answer = asking.ask("GET", path, "", Role.QUALITY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void theQueueLogOfTwoDaysIsThatOfEachDay() throws Exception {
    CallId call = aCallOverMidnight();
    long at = EVENING.getEpochSecond();
    String first = get(QUEUE_LOG.formatted("2026-11-22", "2026-11-22"));
    assertThat(first.lines())
        .containsExactly(
            at - 60 + "|NONE|access|1001|ADDMEMBER|",
            at + 20 + "|" + call + "|access|NONE|ENTERQUEUE||+7********01|1",
            at + 35 + "|" + call + "|access|1001|CONNECT|15|o|5");
    String second = get(QUEUE_LOG.formatted("2026-11-23", "2026-11-23"));
    assertThat(second.lines())
        .containsExactly(
            at + 900 + "|" + call + "|access|1001|COMPLETECALLER|15|865|1",
            at + 1_000 + "|NONE|access|1001|PAUSE|lunch");
    assertThat(get(QUEUE_LOG.formatted("2026-11-22", "2026-11-23"))).isEqualTo(first + second);
  }

  @Test
  void aCallIsALineOfCdrCsv() throws Exception {
    CallId call = aCallOverMidnight();
    assertThat(get("/api/v1/export/cdr.csv?from=2026-11-22&to=2026-11-22"))
        .isEqualTo(
            "\"\",\"+7********01\",\"88001\",\"hot\",\"+7********01\",\"SIP/provider\",\"SIP/1001\","
                + "\"Queue\",\"access\",\"2026-11-22 23:50:00\",\"2026-11-22 23:50:02\","
                + "\"2026-11-23 00:05:01\",901,899,\"ANSWERED\",\"DOCUMENTATION\",\""
                + call
                + "\",\"10000012\"\n");
  }

  @Test
  void eachExportStandsInTheAudit() throws Exception {
    get(QUEUE_LOG.formatted("2026-11-22", "2026-11-22"));
    get("/api/v1/export/cdr.csv?from=2026-11-22&to=2026-11-22");
    assertThat(fake.audit.latest(9, Optional.empty()))
        .extracting(line -> line.entry().action() + " " + line.entry().who())
        .containsExactly("cdr-exported kira", "queue-log-exported kira");
  }

  @Test
  void halfAnExportDoesNotLookWhole() {
    fake.lines =
        (_, _, _) -> {
          throw new StoreException("the database is away");
        };
    assertThatThrownBy(() -> get("/api/v1/export/cdr.csv?from=2026-11-22&to=2026-11-22"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void daysThatAreNoneAreRefused() throws Exception {
    assertThat(
            asking
                .ask("GET", QUEUE_LOG.formatted("2026-11-22", "2026-11-21"), "", Role.QUALITY)
                .statusCode())
        .isEqualTo(400);
  }
}
