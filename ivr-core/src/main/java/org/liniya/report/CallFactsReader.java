package org.liniya.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.port.JournalLines.Line;

/** Makes {@link CallFacts} of the lines of journals. For one call, one after the other. */
public final class CallFactsReader {

  /** The lines that are needed. */
  public static final Set<String> KINDS =
      Set.of(
          "call-arrived",
          "first-prompt",
          "queued",
          "estimate-spoken",
          "bridged",
          "waiting-ended",
          "hold-changed",
          "operator-left",
          "rated",
          "call-ended");

  private static final Set<String> REFUSALS = Set.of("full", "closed", "nobody");
  private static final Set<String> HUNG_UP = Set.of("hung up", "caller-left");

  private final CallId call;
  private Optional<Instant> arrived = Optional.empty();
  private Optional<Duration> toFirstPrompt = Optional.empty();
  private final List<CallFacts.Wait> waits = new ArrayList<>();
  private final List<CallFacts.Talk> talks = new ArrayList<>();
  private boolean refused;
  private Optional<Integer> rating = Optional.empty();

  private Optional<Waiting> waiting = Optional.empty();
  private Optional<CallFacts.Told> told = Optional.empty();
  private String group = "";
  private final Map<String, String> groupOfOffer = new LinkedHashMap<>();
  private Duration held = Duration.ZERO;
  private Optional<Instant> heldSince = Optional.empty();

  private record Waiting(String group, Instant entered) {}

  private CallFactsReader(CallId call) {
    this.call = call;
  }

  /** The calls that arrived, in the order of the lines; desk calls of operators are none. */
  public static List<CallFacts> read(List<Line> lines) {
    Map<CallId, CallFactsReader> readers = new LinkedHashMap<>();
    lines.forEach(line -> readers.computeIfAbsent(line.call(), CallFactsReader::new).take(line));
    return readers.values().stream().flatMap(reader -> reader.facts().stream()).toList();
  }

  private Optional<CallFacts> facts() {
    return arrived.map(at -> new CallFacts(call, at, toFirstPrompt, waits, talks, refused, rating));
  }

  private void take(Line line) {
    switch (line.kind()) {
      case "call-arrived" -> arrived = Optional.of(line.at());
      case "first-prompt" -> toFirstPrompt = Optional.of(Duration.ofMillis(line.number("afterMs")));
      case "queued" -> {
        group = line.word("group");
        told = Optional.empty();
        waiting = Optional.of(new Waiting(group, line.at()));
      }
      case "estimate-spoken" -> told = told.or(() -> Optional.of(told(line)));
      case "bridged" -> bridged(line);
      case "waiting-ended" -> waitingEnded(line);
      case "hold-changed" -> hold(line);
      case "operator-left" -> operatorLeft(line);
      case "rated" -> rating = Optional.of((int) line.number("rating"));
      case "call-ended" -> refused = refused || line.word("ending").equals("rejected");
      default -> throw new IllegalArgumentException("not asked for: " + line.kind());
    }
  }

  private static CallFacts.Told told(Line line) {
    return new CallFacts.Told(
        line.at(),
        Duration.ofMillis(line.number("fromMs")),
        line.field("toMs").map(Long::parseLong).map(Duration::ofMillis));
  }

  /** The wait ended with the answer, a moment before the two were joined. */
  private void bridged(Line line) {
    groupOfOffer.put(line.word("offer"), group);
    waiting.ifPresent(
        wait ->
            waits.add(
                new CallFacts.Wait(
                    wait.group(),
                    wait.entered(),
                    wait.entered().plusMillis(line.number("waitMs")),
                    CallFacts.End.ANSWERED,
                    Optional.of(new OperatorId(line.word("operator"))),
                    told)));
    waiting = Optional.empty();
  }

  private void waitingEnded(Line line) {
    String reason = line.word("reason");
    refused = refused || REFUSALS.contains(reason);
    waiting.ifPresent(
        wait ->
            waits.add(
                new CallFacts.Wait(
                    wait.group(),
                    wait.entered(),
                    line.at(),
                    HUNG_UP.contains(reason) ? CallFacts.End.ABANDONED : CallFacts.End.OTHERWISE,
                    Optional.empty(),
                    told)));
    waiting = Optional.empty();
  }

  private void hold(Line line) {
    if (line.word("party").equals("operator")) {
      stopHold(line.at());
      heldSince = line.word("held").equals("true") ? Optional.of(line.at()) : Optional.empty();
    }
  }

  private void stopHold(Instant at) {
    held = held.plus(heldSince.map(since -> Duration.between(since, at)).orElse(Duration.ZERO));
    heldSince = Optional.empty();
  }

  /** An operator with whom it came to no talk is not one who handled the call. */
  private void operatorLeft(Line line) {
    stopHold(line.at());
    Optional.ofNullable(groupOfOffer.remove(line.word("offer")))
        .ifPresent(
            of ->
                talks.add(
                    new CallFacts.Talk(
                        of,
                        new OperatorId(line.word("operator")),
                        line.at(),
                        Duration.ofMillis(line.number("talkMs")),
                        held)));
    held = Duration.ZERO;
  }
}
