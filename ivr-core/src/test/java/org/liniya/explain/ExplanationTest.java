package org.liniya.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.explain.Explanation.Sentence;
import org.liniya.explain.Explanation.Wait;
import org.liniya.port.JournalLines.Line;

/** A journal as sentences, what a wait was made of, and decisions held against each other. */
class ExplanationTest {

  private static final Instant AT = Instant.parse("2026-11-23T07:00:00Z");
  private static final CallId CALL = new CallId(new UUID(1, 1));

  private final List<Line> journal = new ArrayList<>();

  private void line(int second, String kind, String... fields) {
    journal.add(of(second, kind, fields));
  }

  private static Line of(int second, String kind, String... fields) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      named.put(fields[i], fields[i + 1]);
    }
    return new Line(CALL, AT.plusSeconds(second), kind, named);
  }

  private void aWholeCall() {
    line(0, "call-arrived", "from", "+7********01", "to", "hotline", "flow", "hotline");
    line(5, "step-entered", "step", "welcome");
    line(10, "queued", "group", "access", "headStartMs", "300000", "reason", "place 3");
    line(
        20,
        "reserved",
        "operator",
        "1001",
        "forMs",
        "30000",
        "reason",
        "served this ticket before; instead of 1002");
    line(50, "reservation-ended", "operator", "1001", "reason", "waited long enough");
    line(
        50,
        "offered",
        "offer",
        "t-1",
        "operator",
        "1002",
        "reason",
        "longest idle of 2 ready, 41s; place 1 of 4 in access");
    line(70, "offer-ended", "offer", "t-1", "operator", "1002", "reason", "no-answer");
    line(70, "operator-paused", "operator", "1002", "reason", "2 missed calls in a row");
    line(
        75,
        "offered",
        "offer",
        "t-2",
        "operator",
        "1003",
        "reason",
        "only one ready, idle 5s; place 1 of 3 in access");
    line(78, "offer-ended", "offer", "t-2", "operator", "1003", "reason", "answered");
    line(78, "bridged", "offer", "t-2", "operator", "1003", "waitMs", "68000");
    line(
        138,
        "operator-left",
        "offer",
        "t-2",
        "operator",
        "1003",
        "reason",
        "caller-left",
        "talkMs",
        "60000");
    line(138, "call-ended", "ending", "completed", "reason", "caller");
  }

  @Test
  void eachDecisionIsASentenceWithItsReason() {
    aWholeCall();
    assertThat(Explanation.of(journal, AT).sentences())
        .extracting(Sentence::text)
        .containsExactly(
            "the call arrived for hotline and got the flow hotline",
            "waits in access at place 3: by the time of its arrival less a head start of 5 min 0 s",
            "the call is kept for 1001 for at most 30 s: served this ticket before; instead of 1002",
            "the call is not kept for 1001 any more: waited long enough",
            "offered to 1002: longest idle of 2 ready, 41s; place 1 of 4 in access",
            "1002 did not answer in time: a miss",
            "1002 was paused by the queues: 2 missed calls in a row",
            "offered to 1003: only one ready, idle 5s; place 1 of 3 in access",
            "1003 answered",
            "1003 and the caller hear each other, after 1 min 8 s of waiting",
            "1003 is no longer on the call (caller-left), after 1 min 0 s of talk",
            "the call ended: completed (caller)");
  }

  @Test
  void whatWasSaidIsToldAsTheKeyOrTheMaskedEntryThatItStandsFor() {
    line(0, "speech-understood", "step", "menu", "as", "0", "confidencePercent", "93");
    line(9, "speech-understood", "step", "snils", "as", "***-***-*45 95", "confidencePercent", "8");
    assertThat(Explanation.of(journal, AT).sentences())
        .extracting(Sentence::text)
        .containsExactly(
            "what the caller said in step menu was understood as 0, with a confidence of 93%",
            "what the caller said in step snils was understood as ***-***-*45 95, with a confidence"
                + " of 8%");
  }

  @Test
  void aWaitIsMadeOfParts() {
    aWholeCall();
    assertThat(Explanation.of(journal, AT).waits())
        .containsExactly(
            new Wait(
                "access",
                AT.plusSeconds(10),
                Duration.ofSeconds(68),
                Duration.ofSeconds(23),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                "answered by 1003"));
  }

  @Test
  void aWaitThatGoesOnIsAsLongAsItIsNow() {
    line(0, "queued", "group", "access", "headStartMs", "0", "reason", "place 1");
    assertThat(Explanation.of(journal, AT.plusSeconds(7)).waits())
        .singleElement()
        .returns(Duration.ofSeconds(7), Wait::nobody)
        .returns("", Wait::end);
  }

  @Test
  void ringingTogetherIsCountedOnce() {
    line(0, "queued", "group", "access", "headStartMs", "0", "reason", "place 1");
    line(1, "offered", "offer", "t-1", "operator", "1001", "reason", "r");
    line(2, "offered", "offer", "t-2", "operator", "1002", "reason", "r");
    line(4, "offer-ended", "offer", "t-1", "operator", "1001", "reason", "declined");
    line(6, "offer-ended", "offer", "t-2", "operator", "1002", "reason", "declined");
    line(9, "waiting-ended", "reason", "hung up");
    assertThat(Explanation.of(journal, AT).waits())
        .singleElement()
        .returns(Duration.ofSeconds(5), Wait::rang)
        .returns(Duration.ofSeconds(4), Wait::nobody)
        .returns("hung up", Wait::end);
  }

  /** Every kind has a sentence, whatever its fields: none is forgotten. */
  @Test
  void everyKindHasItsSentence() {
    for (String kind : Explanation.kinds()) {
      journal.clear();
      Map<String, String> any = new LinkedHashMap<>();
      for (String field :
          List.of(
              "to",
              "flow",
              "step",
              "as",
              "of",
              "number",
              "category",
              "reason",
              "group",
              "operator",
              "target",
              "next",
              "call",
              "ending")) {
        any.put(field, "x");
      }
      for (String field :
          List.of(
              "attempt",
              "confidencePercent",
              "earlierMs",
              "headStartMs",
              "place",
              "fromMs",
              "waits",
              "forMs",
              "waitMs",
              "talkMs")) {
        any.put(field, "1");
      }
      journal.add(new Line(CALL, AT, kind, any));
      assertThat(Explanation.of(journal, AT).sentences()).as(kind).hasSize(1);
    }
  }

  @Test
  void theSameDecisionsAreIdentical() {
    aWholeCall();
    List<Line> replayed =
        journal.stream().filter(line -> ReplayCheck.DECISIONS.contains(line.kind())).toList();
    assertThat(ReplayCheck.of(journal, replayed)).isEqualTo(new ReplayCheck.Identical(10));
  }

  @Test
  void theFirstDifferenceIsTold() {
    List<Line> was =
        List.of(
            of(0, "queued", "group", "access", "headStartMs", "0", "reason", "place 1"),
            of(1, "offered", "offer", "t-1", "operator", "1001", "reason", "r"));
    List<Line> is =
        List.of(
            was.getFirst(), of(1, "offered", "offer", "t-1", "operator", "1002", "reason", "r"));
    assertThat(ReplayCheck.of(was, is))
        .isEqualTo(
            new ReplayCheck.Differs(
                2,
                "2026-11-23T07:00:01Z offered offer=t-1 operator=1001 reason=r",
                "2026-11-23T07:00:01Z offered offer=t-1 operator=1002 reason=r"));
    assertThat(ReplayCheck.of(was, List.of(was.getFirst())))
        .isEqualTo(
            new ReplayCheck.Differs(
                2, "2026-11-23T07:00:01Z offered offer=t-1 operator=1001 reason=r", ""));
  }
}
