package org.liniya.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.JournalLines.Line;
import org.liniya.port.OperatorStates.Change;

/** What Asterisk would have written of the same. */
class QueueLogTest {

  private static final Instant AT = Instant.ofEpochSecond(1_000);
  private static final CallId CALL = new CallId(new UUID(1, 1));
  private static final OperatorId ANNA = new OperatorId("1001");

  private final List<Line> journal = new ArrayList<>();

  private void line(int second, String kind, String... fields) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      named.put(fields[i], fields[i + 1]);
    }
    journal.add(new Line(CALL, AT.plusSeconds(second), kind, named));
  }

  private void waits() {
    line(0, "call-arrived", "from", "+7********01");
    line(1, "queued", "group", "access", "reason", "place 3", "headStartMs", "0");
  }

  private void talks(int second, String offer) {
    line(second, "offered", "offer", offer, "operator", "1001", "reason", "r");
    line(second + 4, "offer-ended", "offer", offer, "operator", "1001", "reason", "answered");
    line(second + 4, "bridged", "offer", offer, "operator", "1001", "waitMs", "23900");
  }

  private void left(int second, String offer, String reason) {
    line(
        second,
        "operator-left",
        "offer",
        offer,
        "operator",
        "1001",
        "reason",
        reason,
        "talkMs",
        "60500");
  }

  private List<String> log() {
    return QueueLog.ofCalls(journal).stream()
        .map(QueueLog.Row::text)
        .map(text -> text.replace(CALL.toString(), "C"))
        .toList();
  }

  @Test
  void aCallFromTheQueueToItsEnd() {
    waits();
    line(2, "offered", "offer", "o1", "operator", "1002", "reason", "r");
    line(22, "offer-ended", "offer", "o1", "operator", "1002", "reason", "no-answer");
    talks(25, "o2");
    left(90, "o2", "caller-left");
    assertThat(log())
        .containsExactly(
            "1001|C|access|NONE|ENTERQUEUE||+7********01|3",
            "1022|C|access|1002|RINGNOANSWER|20000",
            "1029|C|access|1001|CONNECT|23|o2|4",
            "1090|C|access|1001|COMPLETECALLER|23|60|3");
  }

  @Test
  void theOperatorHangsUp() {
    waits();
    talks(5, "o");
    left(90, "o", "operator-left normal");
    assertThat(log()).last().isEqualTo("1090|C|access|1001|COMPLETEAGENT|23|60|3");
  }

  @Test
  void transfers() {
    waits();
    talks(5, "o");
    line(80, "transfer-asked", "operator", "1001", "target", "group", "to", "payment");
    left(81, "o", "transferred");
    assertThat(log()).last().isEqualTo("1081|C|access|1001|BLINDTRANSFER|payment|group|23|60|3");
    journal.clear();
    waits();
    talks(5, "o");
    line(80, "transfer-asked", "operator", "1001", "target", "consulted", "to", "1002");
    left(81, "o", "transferred");
    assertThat(log())
        .last()
        .isEqualTo("1081|C|access|1001|ATTENDEDTRANSFER|1002|consulted|23|60|3");
  }

  @Test
  void whoeverLeavesTheQueueDoesItInOneOfFourWays() {
    Map<String, String> ways =
        Map.of(
            "hung up", "ABANDON|2|3|59",
            "caller-left", "ABANDON|2|3|59",
            "timed out", "EXITWITHTIMEOUT|2|3|59",
            "callback", "EXITWITHKEY|callback|2|3|59",
            "closed", "EXITEMPTY|2|3|59");
    ways.forEach(
        (reason, event) -> {
          journal.clear();
          waits();
          line(30, "position-spoken", "place", "2");
          line(60, "waiting-ended", "reason", reason);
          assertThat(log()).last().isEqualTo("1060|C|access|NONE|" + event);
        });
  }

  @Test
  void whomTheQueueDidNotTakeWasNeverInIt() {
    line(0, "call-arrived", "from", "+7********01");
    line(1, "waiting-ended", "reason", "full");
    assertThat(log()).isEmpty();
  }

  /** Not from a queue: no CONNECT without an ENTERQUEUE. */
  @Test
  void anOperatorAskedForByNameIsNoneOfTheQueues() {
    line(0, "call-arrived", "from", "+7********01");
    talks(5, "o");
    left(90, "o", "caller-left");
    assertThat(log()).isEmpty();
  }

  @Test
  void aTelephoneThatWasLetOff() {
    waits();
    line(2, "offered", "offer", "o1", "operator", "1002", "reason", "r");
    line(4, "offer-ended", "offer", "o1", "operator", "1002", "reason", "withdrawn");
    assertThat(log()).last().isEqualTo("1004|C|access|1002|RINGCANCELED|2000");
  }

  @Test
  void operatorsComePauseReturnAndGo() {
    List<Change> changes =
        List.of(
            new Change(ANNA, "ready", AT.minusSeconds(5)),
            new Change(ANNA, "talking", AT),
            new Change(ANNA, "paused", "lunch", AT.plusSeconds(10)),
            new Change(ANNA, "ready", AT.plusSeconds(20)),
            new Change(ANNA, "offline", AT.plusSeconds(30)),
            new Change(ANNA, "paused", "not|ready\nyet", AT.plusSeconds(40)));
    assertThat(
            QueueLog.ofOperators(changes, AT, _ -> List.of("access")).stream()
                .map(QueueLog.Row::text))
        .containsExactly(
            "1010|NONE|access|1001|PAUSE|lunch",
            "1020|NONE|access|1001|UNPAUSE|",
            "1030|NONE|access|1001|REMOVEMEMBER|",
            "1040|NONE|access|1001|ADDMEMBER|PAUSED",
            "1040|NONE|access|1001|PAUSE|not ready yet");
  }

  @Test
  void everyLineThatIsAskedForIsUnderstood() {
    for (String kind : QueueLog.KINDS) {
      journal.clear();
      line(
          0,
          kind,
          "from",
          "1",
          "to",
          "1",
          "group",
          "g",
          "reason",
          "answered",
          "place",
          "1",
          "offer",
          "o",
          "operator",
          "1",
          "waitMs",
          "1",
          "talkMs",
          "1",
          "target",
          "group");
      log();
    }
  }
}
