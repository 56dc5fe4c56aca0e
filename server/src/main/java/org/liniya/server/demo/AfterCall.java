package org.liniya.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.audio.hearing.Sound;
import org.liniya.audio.hearing.Tones;
import tools.jackson.databind.JsonNode;

/** What must be there after the call: the ticket, the journal and the recording. One thread. */
final class AfterCall {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** In this order; others may lie between them. */
  private static final List<String> JOURNAL =
      List.of(
          "call-arrived",
          "call-answered",
          "language-chosen",
          "digits-entered",
          "ticket-opened",
          "number-spoken",
          "queued",
          "position-spoken",
          "offered",
          "bridged",
          "operator-left",
          "rated",
          "call-ended");

  private final LineApi api;
  private final Path data;
  private final Transcript transcript;

  AfterCall(LineApi api, Path data, Transcript transcript) {
    this.api = api;
    this.data = data;
    this.transcript = transcript;
  }

  /**
   * Checks everything, one line each.
   *
   * @param number the ticket's number as the caller heard it
   */
  void check(String number, Expected expected)
      throws IOException, InterruptedException, DemoFailure {
    String callId = ticket(number, expected);
    journal(callId);
    recording(callId, expected);
  }

  /** What the call must have left behind. */
  record Expected(
      String category,
      String level,
      String operator,
      int rating,
      int callerHertz,
      int operatorHertz) {}

  private String ticket(String number, Expected expected)
      throws IOException, InterruptedException, DemoFailure {
    JsonNode ticket = closedTicket(number);
    equal("ticket, number", number, ticket.path("number").asString(""));
    equal("ticket, category", expected.category(), ticket.path("category").asString(""));
    equal(
        "ticket, identity level",
        expected.level(),
        ticket.path("identity").path("level").asString(""));
    equal("ticket, operator", expected.operator(), ticket.path("operator").asString(""));
    equal(
        "ticket, rating",
        String.valueOf(expected.rating()),
        String.valueOf(ticket.path("rating").asInt(0)));
    equal("ticket, ending", "completed", ticket.path("ending").asString(""));
    String callId = ticket.path("calls").path(0).asString("");
    equal("ticket, recording of the call", callId, ticket.path("recordings").path(0).asString(""));
    return callId;
  }

  /** The ending is written when the call's thread ends, a moment after the telephones. */
  private JsonNode closedTicket(String number)
      throws IOException, InterruptedException, DemoFailure {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode ticket = api.json("tickets/" + number);
    while (ticket.path("ending").asString("").isEmpty() || ticket.path("recordings").isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new DemoFailure(
            "ticket "
                + number
                + " has no ending or recording "
                + PATIENCE.toSeconds()
                + " s after the call");
      }
      Thread.sleep(LOOK_AGAIN);
      ticket = api.json("tickets/" + number);
    }
    return ticket;
  }

  private void equal(String what, String wanted, String found) {
    transcript.check(
        !wanted.isEmpty() && wanted.equals(found),
        what + ": " + found + (wanted.equals(found) ? "" : ", wanted " + wanted));
  }

  private void journal(String callId) throws IOException, InterruptedException {
    JsonNode journal = api.json("calls/" + callId + "/journal");
    List<String> kinds = new ArrayList<>();
    boolean gapless = true;
    for (JsonNode entry : journal) {
      kinds.add(entry.path("kind").asString(""));
      gapless &= entry.path("seq").asInt(0) == kinds.size();
    }
    transcript.check(gapless && !kinds.isEmpty(), "journal: " + kinds.size() + " events, no gap");
    Optional<String> missing = firstMissing(kinds);
    transcript.check(
        missing.isEmpty(),
        "journal: "
            + missing.map(kind -> kind + " is missing").orElse(String.join(" → ", JOURNAL)));
  }

  private static Optional<String> firstMissing(List<String> kinds) {
    int from = 0;
    for (String wanted : JOURNAL) {
      int at = kinds.subList(from, kinds.size()).indexOf(wanted);
      if (at < 0) {
        return Optional.of(wanted);
      }
      from += at + 1;
    }
    return Optional.empty();
  }

  private void recording(String callId, Expected expected)
      throws IOException, InterruptedException {
    Path file = data.resolve("demo-recording.wav");
    Files.write(file, api.bytes("recordings/" + callId));
    Sound caller = Sound.read(file, 0);
    Sound heard = Sound.read(file, 1);
    tone("recording, left (the caller)", caller, expected.callerHertz(), expected.operatorHertz());
    tone(
        "recording, right (what the caller hears)",
        heard,
        expected.operatorHertz(),
        expected.callerHertz());
    Files.delete(file);
    transcript.line("recording", "%s, %d s".formatted(stored(callId), caller.length().toSeconds()));
  }

  private void tone(String where, Sound sound, int wanted, int unwanted) {
    Duration found = Tones.total(sound, wanted);
    Duration other = Tones.total(sound, unwanted);
    transcript.check(
        found.compareTo(Demo.TONE_AT_LEAST) >= 0 && other.compareTo(Demo.TONE_AT_MOST) <= 0,
        "%s: %d Hz for %.1f s, %d Hz for %.1f s"
            .formatted(
                where, wanted, found.toMillis() / 1000.0, unwanted, other.toMillis() / 1000.0));
  }

  private Path stored(String callId) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("recordings"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(callId))
          .findFirst()
          .orElse(Path.of("not found on the disk"));
    }
  }
}
