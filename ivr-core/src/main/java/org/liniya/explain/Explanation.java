package org.liniya.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.liniya.port.JournalLines.Line;

/**
 * What was decided about one call and why, and what its waits were made of. Nothing personal is in
 * it, as nothing personal is in the journal. Immutable.
 */
public record Explanation(List<Sentence> sentences, List<Wait> waits) {

  public Explanation {
    sentences = List.copyOf(sentences);
    waits = List.copyOf(waits);
  }

  /**
   * One decision or fact.
   *
   * @param kind of the journal's line
   */
  public record Sentence(Instant at, String kind, String text) {}

  /**
   * One wait in one queue; its parts together are the whole.
   *
   * @param rang a telephone rang for the call
   * @param kept it was kept for the operator who served its ticket before
   * @param nobody nobody who may serve it was free
   * @param end {@code answered by 1001}, or why the wait ended otherwise; empty while it goes on
   */
  public record Wait(
      String group,
      Instant entered,
      Duration whole,
      Duration rang,
      Duration kept,
      Duration nobody,
      String end) {}

  /**
   * Tells it.
   *
   * @param journal of the call, in order
   * @param now how long a wait is that goes on still
   */
  public static Explanation of(List<Line> journal, Instant now) {
    List<Sentence> sentences = new ArrayList<>();
    WaitReader waits = new WaitReader();
    for (Line line : journal) {
      waits.take(line);
      Sentences.of(line)
          .ifPresent(text -> sentences.add(new Sentence(line.at(), line.kind(), text)));
    }
    return new Explanation(sentences, waits.at(now));
  }

  /** Follows the waits of one call, line by line. */
  private static final class WaitReader {

    private final List<Wait> over = new ArrayList<>();
    private Optional<Open> open = Optional.empty();

    private record Open(String group, Instant entered, Parts parts) {}

    /** What happens to the call, and for how long it has. */
    private static final class Parts {
      private Instant since;
      private Duration rang = Duration.ZERO;
      private Duration kept = Duration.ZERO;
      private int ringing;
      private boolean reserved;

      Parts(Instant since) {
        this.since = since;
      }

      void until(Instant at) {
        Duration part = Duration.between(since, at);
        if (ringing > 0) {
          rang = rang.plus(part);
        } else if (reserved) {
          kept = kept.plus(part);
        }
        since = at;
      }
    }

    void take(Line line) {
      switch (line.kind()) {
        case "queued" ->
            open = Optional.of(new Open(line.word("group"), line.at(), new Parts(line.at())));
        case "offered" -> change(line.at(), parts -> parts.ringing++);
        case "offer-ended" -> offerEnded(line);
        case "reserved" -> change(line.at(), parts -> parts.reserved = true);
        case "reservation-ended" -> change(line.at(), parts -> parts.reserved = false);
        case "waiting-ended" -> close(line.at(), line.word("reason"));
        default -> {
          // nothing that a wait is made of
        }
      }
    }

    private void offerEnded(Line line) {
      change(line.at(), parts -> parts.ringing = Math.max(0, parts.ringing - 1));
      if (line.word("reason").equals("answered")) {
        close(line.at(), "answered by " + line.word("operator"));
      }
    }

    private void change(Instant at, Consumer<Parts> to) {
      open.ifPresent(
          wait -> {
            wait.parts().until(at);
            to.accept(wait.parts());
          });
    }

    private void close(Instant at, String end) {
      open.ifPresent(wait -> over.add(wait(wait, at, end)));
      open = Optional.empty();
    }

    private static Wait wait(Open open, Instant at, String end) {
      Parts parts = open.parts();
      parts.until(at);
      Duration whole = Duration.between(open.entered(), at);
      return new Wait(
          open.group(),
          open.entered(),
          whole,
          parts.rang,
          parts.kept,
          whole.minus(parts.rang).minus(parts.kept),
          end);
    }

    List<Wait> at(Instant now) {
      open.ifPresent(wait -> over.add(wait(wait, now, "")));
      return over;
    }
  }

  /** The lines that {@link Sentences} has a sentence for. */
  public static Set<String> kinds() {
    return Sentences.KINDS;
  }
}
