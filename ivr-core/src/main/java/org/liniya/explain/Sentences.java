package org.liniya.explain;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.liniya.port.JournalLines.Line;

/** A plain sentence for each line of a journal that decides something. Pure functions. */
final class Sentences {

  static final Set<String> KINDS =
      Set.of(
          "call-arrived",
          "called-back",
          "speech-understood",
          "ticket-opened",
          "place-kept",
          "queued",
          "position-spoken",
          "estimate-spoken",
          "reserved",
          "reservation-ended",
          "offered",
          "offer-ended",
          "operator-paused",
          "bridged",
          "transfer-asked",
          "transferred",
          "transfer-failed",
          "operator-left",
          "waiting-ended",
          "cut-off",
          "callback-owed",
          "callback-not-owed",
          "callback-postponed",
          "callback-dialled",
          "callback-missed",
          "callback-reached",
          "callback-given-up",
          "call-ended");

  private Sentences() {}

  /**
   * Empty for a line that decides nothing about queues and operators, and is no guess: what was
   * keyed in is certain, what was said only as certain as the recogniser was.
   */
  static Optional<String> of(Line line) {
    return KINDS.contains(line.kind()) ? Optional.of(sentence(line)) : Optional.empty();
  }

  private static String sentence(Line line) {
    return switch (line.kind()) {
      case "call-arrived" ->
          "the call arrived for " + line.word("to") + " and got the flow " + line.word("flow");
      case "called-back" ->
          "the caller was rung back for the call "
              + line.word("of")
              + ", try "
              + word(line, "attempt");
      case "speech-understood" ->
          "what the caller said in step "
              + line.word("step")
              + " was understood as "
              + line.word("as")
              + ", with a confidence of "
              + word(line, "confidencePercent")
              + "%";
      case "ticket-opened" ->
          "ticket " + line.word("number") + " was opened, category " + line.word("category");
      case "place-kept" ->
          "the call keeps the place of call "
              + line.word("of")
              + ", "
              + span(line, "earlierMs")
              + " better than its own: "
              + line.word("reason");
      case "queued" -> queued(line);
      case "position-spoken" -> "the caller was told place " + word(line, "place");
      case "estimate-spoken" -> estimate(line);
      case "reserved" ->
          "the call is kept for "
              + line.word("operator")
              + " for at most "
              + span(line, "forMs")
              + ": "
              + line.word("reason");
      case "reservation-ended" ->
          "the call is not kept for " + line.word("operator") + " any more: " + line.word("reason");
      case "offered" -> "offered to " + line.word("operator") + ": " + line.word("reason");
      case "offer-ended" -> offerEnded(line);
      case "operator-paused" ->
          line.word("operator") + " was paused by the queues: " + line.word("reason");
      case "bridged" ->
          line.word("operator")
              + " and the caller hear each other, after "
              + span(line, "waitMs")
              + " of waiting";
      case "transfer-asked" ->
          by(line)
              + " wants the caller passed on to "
              + line.word("target")
              + " "
              + line.word("to");
      case "transferred" -> "passed on to " + line.word("target") + " " + line.word("to");
      case "transfer-failed" -> "not passed on: " + line.word("reason");
      case "operator-left" ->
          line.word("operator")
              + " is no longer on the call ("
              + line.word("reason")
              + "), after "
              + span(line, "talkMs")
              + " of talk";
      case "waiting-ended" -> "the wait ended without an operator: " + waitingEnded(line);
      case "cut-off" -> "the server died during the call: " + line.word("reason");
      case "callback-owed" -> "a callback is owed: " + line.word("reason");
      case "callback-not-owed" -> "no callback is owed: " + line.word("reason");
      case "callback-postponed" ->
          "the callback is not dialled before " + line.word("next") + ": " + line.word("reason");
      case "callback-dialled" ->
          "try "
              + word(line, "attempt")
              + " of the callback is dialled, as call "
              + line.word("call");
      case "callback-missed" ->
          "try " + word(line, "attempt") + " came to nothing: " + line.word("reason");
      case "callback-reached" ->
          "try " + word(line, "attempt") + " was answered; the callback is made";
      case "callback-given-up" -> "the callback is given up: " + line.word("reason");
      case "call-ended" ->
          "the call ended: " + line.word("ending") + " (" + line.word("reason") + ")";
      default -> throw new IllegalArgumentException("no sentence for " + line.kind());
    };
  }

  private static String queued(Line line) {
    long headStart = line.number("headStartMs");
    return "waits in "
        + line.word("group")
        + " at "
        + line.word("reason")
        + (headStart == 0
            ? ": by the time of its arrival, with no head start"
            : ": by the time of its arrival less a head start of " + span(headStart));
  }

  private static String estimate(Line line) {
    String to =
        line.field("toMs").map(ms -> " to " + span(Long.parseLong(ms))).orElse(" or longer");
    return "the caller was told that it may take "
        + span(line, "fromMs")
        + to
        + ", by "
        + word(line, "waits")
        + " recent waits";
  }

  private static String offerEnded(Line line) {
    String operator = line.word("operator");
    return switch (line.word("reason")) {
      case "answered" -> operator + " answered";
      case "no-answer" -> operator + " did not answer in time: a miss";
      case "declined" -> operator + " refused the call";
      case "busy" -> "the telephone of " + operator + " is in use otherwise";
      case "unreachable" -> "the telephone of " + operator + " could not be reached";
      case "withdrawn" ->
          "the telephone of "
              + operator
              + " was let off: the caller left, another one answered, or "
              + operator
              + " is to pause";
      default -> "the offer to " + operator + " ended: " + line.word("reason");
    };
  }

  private static String waitingEnded(Line line) {
    return switch (line.word("reason")) {
      case "full" -> "the queue was full";
      case "nobody" -> "nobody logged in could serve the call";
      case "closed" -> "the group was closed";
      case "fault" -> "there is no such group";
      case "hung up", "caller-left" -> "the caller hung up";
      default -> line.word("reason");
    };
  }

  private static String by(Line line) {
    return line.field("operator").filter(who -> !who.isEmpty()).orElse("the flow");
  }

  private static String word(Line line, String field) {
    return Long.toString(line.number(field));
  }

  private static String span(Line line, String field) {
    return span(line.number(field));
  }

  /** Such as {@code 1 min 5 s}; under ten seconds with tenths. */
  static String span(long millis) {
    Duration span = Duration.ofMillis(millis);
    if (millis < 10_000) {
      return "%d.%d s".formatted(millis / 1000, millis % 1000 / 100);
    }
    return span.toMinutes() == 0
        ? span.toSeconds() + " s"
        : span.toMinutes() + " min " + span.toSecondsPart() + " s";
  }
}
