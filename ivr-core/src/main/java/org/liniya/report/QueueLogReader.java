package org.liniya.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.port.JournalLines.Line;
import org.liniya.report.QueueLog.Row;

/** Makes {@link QueueLog} rows of one call's journal. For one call, line after line. */
final class QueueLogReader {

  static final Set<String> KINDS =
      Set.of(
          "call-arrived",
          "called-back",
          "queued",
          "position-spoken",
          "offered",
          "offer-ended",
          "bridged",
          "transfer-asked",
          "operator-left",
          "waiting-ended",
          "cut-off");

  private static final Set<String> HUNG_UP = Set.of("hung up", "caller-left");

  private final String call;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Instant> rings = new HashMap<>();
  private final Map<String, Talk> talks = new HashMap<>();
  private String caller = "";
  private Optional<Wait> waiting = Optional.empty();
  private Optional<Answered> answered = Optional.empty();
  private Optional<Line> transfer = Optional.empty();

  /**
   * @param entry the place at which the call joined
   * @param place the last one that the caller was told
   */
  private record Wait(String group, Instant entered, long entry, long place) {
    String seconds(Instant at) {
      return Long.toString(Duration.between(entered, at).toSeconds());
    }
  }

  private record Answered(Wait from, String offer, Duration rang) {}

  private record Talk(Wait from, String hold) {}

  QueueLogReader(CallId call) {
    this.call = call.toString();
  }

  List<Row> rows() {
    return rows;
  }

  void take(Line line) {
    switch (line.kind()) {
      case "call-arrived" -> caller = line.word("from");
      case "called-back" -> caller = line.word("to");
      case "queued" -> queued(line);
      case "position-spoken" ->
          waiting =
              waiting.map(w -> new Wait(w.group(), w.entered(), w.entry(), line.number("place")));
      case "offered" -> waiting.ifPresent(_ -> rings.put(line.word("offer"), line.at()));
      case "offer-ended" -> offerEnded(line);
      case "bridged" -> bridged(line);
      case "transfer-asked" -> transfer = Optional.of(line);
      case "operator-left" -> operatorLeft(line);
      case "waiting-ended" -> waitingEnded(line, line.word("reason"));
      case "cut-off" -> waitingEnded(line, "cut off");
      default -> throw new IllegalArgumentException("not asked for: " + line.kind());
    }
  }

  private void queued(Line line) {
    long place =
        Long.parseLong(line.field("reason").orElse("").replaceFirst("^place (\\d+)$|.*", "0$1"));
    String group = line.word("group");
    waiting = Optional.of(new Wait(group, line.at(), place, place));
    add(line.at(), group, QueueLog.NONE, "ENTERQUEUE", "", caller, Long.toString(place));
  }

  /** A telephone that rang in vain; milliseconds there, seconds everywhere else. */
  private void offerEnded(Line line) {
    String offer = line.word("offer");
    Optional<Instant> rang = Optional.ofNullable(rings.remove(offer));
    if (rang.isEmpty() || waiting.isEmpty()) {
      return;
    }
    Duration span = Duration.between(rang.get(), line.at());
    if (line.word("reason").equals("answered")) {
      answered = Optional.of(new Answered(waiting.get(), offer, span));
      waiting = Optional.empty();
      return;
    }
    String event = line.word("reason").equals("withdrawn") ? "RINGCANCELED" : "RINGNOANSWER";
    String group = waiting.get().group();
    add(line.at(), group, line.word("operator"), event, Long.toString(span.toMillis()));
  }

  private void bridged(Line line) {
    Optional<Answered> found = answered.filter(each -> each.offer().equals(line.word("offer")));
    answered = Optional.empty();
    if (found.isEmpty()) {
      return; // an operator whom the call asked for by name: no queue
    }
    Wait wait = found.get().from();
    String hold = Long.toString(line.number("waitMs") / 1000);
    String ring = Long.toString(found.get().rang().toSeconds());
    talks.put(line.word("offer"), new Talk(wait, hold));
    add(line.at(), wait.group(), line.word("operator"), "CONNECT", hold, line.word("offer"), ring);
  }

  private void operatorLeft(Line line) {
    Talk talk = talks.remove(line.word("offer"));
    if (talk == null) {
      return;
    }
    String seconds = Long.toString(line.number("talkMs") / 1000);
    String entry = Long.toString(talk.from().entry());
    String reason = line.word("reason");
    String group = talk.from().group();
    String operator = line.word("operator");
    if (reason.equals("transferred") || reason.equals("passed-on")) {
      String target = transfer.map(asked -> asked.word("target")).orElse("");
      String to = transfer.map(asked -> asked.word("to")).orElse("");
      boolean attended = target.equals("consulted") || reason.equals("passed-on");
      String event = attended ? "ATTENDEDTRANSFER" : "BLINDTRANSFER";
      add(line.at(), group, operator, event, to, target, talk.hold(), seconds, entry);
    } else {
      String event = reason.equals("caller-left") ? "COMPLETECALLER" : "COMPLETEAGENT";
      add(line.at(), group, operator, event, talk.hold(), seconds, entry);
    }
    transfer = Optional.empty();
  }

  /** A call that the queue did not take has never waited. */
  private void waitingEnded(Line line, String reason) {
    waiting.ifPresent(
        wait -> {
          String place = Long.toString(wait.place());
          String entry = Long.toString(wait.entry());
          String waited = wait.seconds(line.at());
          if (HUNG_UP.contains(reason)) {
            addExit(line, wait, "ABANDON", place, entry, waited);
          } else if (reason.equals("timed out")) {
            addExit(line, wait, "EXITWITHTIMEOUT", place, entry, waited);
          } else if (reason.equals("callback")) {
            addExit(line, wait, "EXITWITHKEY", reason, place, entry, waited);
          } else {
            addExit(line, wait, "EXITEMPTY", place, entry, waited);
          }
        });
    waiting = Optional.empty();
  }

  private void addExit(Line line, Wait wait, String event, String... data) {
    add(line.at(), wait.group(), QueueLog.NONE, event, data);
  }

  private void add(Instant at, String group, String agent, String event, String... data) {
    rows.add(new Row(at, call, group, agent, event, List.of(data)));
  }
}
