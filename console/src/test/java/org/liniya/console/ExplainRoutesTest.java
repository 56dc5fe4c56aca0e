package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.acd.AcdRecord;
import org.liniya.call.CallId;
import org.liniya.port.Journal;
import org.liniya.port.JournalLines.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why a call was treated as it was, over HTTP. */
class ExplainRoutesTest {

  private static final CallId CALL = FakePorts.call(1);

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);

  @AfterEach
  void close() {
    asking.close();
  }

  private void aCallThatWaited() {
    fake.addCall(1, "+79990000001");
    fake.journal.put(
        CALL,
        List.of(
            entry(1, 0, "\"kind\":\"call-arrived\",\"to\":\"hotline\",\"flow\":\"hotline\""),
            entry(
                2,
                1,
                "\"kind\":\"queued\",\"group\":\"access\",\"headStartMs\":0,"
                    + "\"reason\":\"place 1\"")));
  }

  private static Journal.Entry entry(int seq, int second, String fields) {
    Instant at = FakePorts.AT.plusSeconds(second);
    return new Journal.Entry(
        seq,
        at,
        seq == 1 ? "call-arrived" : "queued",
        "{\"seq\":%d,\"at\":\"%s\",%s}".formatted(seq, at, fields));
  }

  private JsonNode explanation() throws Exception {
    var answer = asking.ask("GET", "/api/v1/calls/" + CALL + "/explanation", "", Role.SUPERVISOR);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void theSameDecisionsAreIdenticalAndOthersDiffer() throws Exception {
    aCallThatWaited();
    Map<String, String> fields = Map.of("group", "access", "headStartMs", "0", "reason", "place 1");
    fake.decisions.replayed =
        new AcdRecord.Replayed.Decisions(
            List.of(new Line(CALL, FakePorts.AT.plusSeconds(1), "queued", fields)));
    JsonNode told = explanation();
    assertThat(told.path("replay").path("outcome").asString()).isEqualTo("identical");
    assertThat(told.path("decisions")).hasSize(2);
    assertThat(told.path("waits").path(0).path("end").isNull()).isTrue();

    fake.decisions.replayed = new AcdRecord.Replayed.Decisions(List.of());
    JsonNode differs = explanation().path("replay");
    assertThat(differs.path("outcome").asString()).isEqualTo("differs");
    assertThat(differs.path("text").asString())
        .contains("decision 1 differs")
        .endsWith("Told the same again: nothing");
  }

  @Test
  void whatIsNotKeptIsSaid() throws Exception {
    aCallThatWaited();
    fake.decisions.replayed = new AcdRecord.Replayed.NotKept("a gap");
    assertThat(explanation().path("replay").path("text").asString())
        .isEqualTo("cannot be replayed: a gap");
  }

  @Test
  void anUnknownCallIsNotFound() throws Exception {
    for (String id : List.of(CALL.toString(), "none")) {
      assertThat(
              asking
                  .ask("GET", "/api/v1/calls/" + id + "/explanation", "", Role.SUPERVISOR)
                  .statusCode())
          .isEqualTo(404);
    }
  }
}
