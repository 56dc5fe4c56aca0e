package org.liniya.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Secret;

/**
 * What may be done to a ticket, and what comes of it. Pure functions, for any thread.
 *
 * <p>A solved or closed ticket is left by {@link TicketVerb.Reopen} only. Notes and calls may be
 * added at any time, so that nothing a citizen says is lost.
 */
public final class TicketRules {

  /** The longest note, conclusion or reason, in characters. */
  public static final int LONGEST_TEXT = 4_000;

  /** The most calls on one ticket. */
  public static final int MOST_CALLS = 1_000;

  /**
   * The most entries of a ticket, beyond which only what leads to its end is added: somebody takes
   * it, it is solved and closed; calls and levels have bounds of their own.
   */
  public static final int MOST_ENTRIES = 1_000;

  /** A note that its author says again within this time is the same, said by a repeated request. */
  public static final Duration SAME_NOTE = Duration.ofMinutes(10);

  private TicketRules() {}

  /** What came of a verb. */
  public sealed interface Outcome {

    /**
     * It is done.
     *
     * @param entry what to keep
     * @param life the ticket after it
     */
    record Done(TicketEntry entry, TicketLife life) implements Outcome {}

    /** Nothing has changed. */
    record Refused(Refusal why) implements Outcome {}
  }

  /**
   * Does {@code verb}, or says why not. Who asks makes no difference here; roles are looked at
   * before.
   */
  public static Outcome apply(TicketLife life, TicketVerb verb, Author by, Instant at) {
    return switch (decide(life, verb, at)) {
      case Verdict.No no -> new Outcome.Refused(no.why());
      case Verdict.Yes _ when life.entries() >= MOST_ENTRIES && !leadsOn(life, verb) ->
          new Outcome.Refused(Refusal.TOO_MANY_ENTRIES);
      case Verdict.Yes yes -> {
        TicketEntry entry = new TicketEntry(by, at, yes.event());
        yield new Outcome.Done(entry, life.after(entry));
      }
    };
  }

  private static boolean leadsOn(TicketLife life, TicketVerb verb) {
    return switch (verb) {
      case TicketVerb.Solve _, TicketVerb.Close _, TicketVerb.Link _, TicketVerb.Escalate _ -> true;
      case TicketVerb.Take _ ->
          life.stage() instanceof Stage.New || life.stage() instanceof Stage.Reopened;
      case TicketVerb.Note _,
          TicketVerb.Describe _,
          TicketVerb.HandOver _,
          TicketVerb.Wait _,
          TicketVerb.Reopen _ ->
          false;
    };
  }

  /**
   * As {@link #apply(TicketLife, TicketVerb, Author, Instant)}, for requests that may be repeated
   * by whoever lost the answer: every other verb is refused the second time by the stage that the
   * first has led to, a note because it is its author's last entry, and a description because it
   * stands there.
   *
   * @param entries what was done to the ticket so far, the oldest first
   */
  public static Outcome applyOnce(
      List<TicketEntry> entries, TicketLife life, TicketVerb verb, Author by, Instant at) {
    return saidAgain(entries, verb, by, at)
        ? new Outcome.Refused(Refusal.ALREADY_NOTED)
        : apply(life, verb, by, at);
  }

  private static boolean saidAgain(
      List<TicketEntry> entries, TicketVerb verb, Author by, Instant at) {
    return switch (verb) {
      case TicketVerb.Note note ->
          entries.reversed().stream()
              .filter(entry -> entry.by().equals(by))
              .findFirst()
              .filter(entry -> entry.event().equals(new TicketEvent.Noted(note.text())))
              .filter(entry -> at.isBefore(entry.at().plus(SAME_NOTE)))
              .isPresent();
      case TicketVerb.Describe describe ->
          entries.stream()
              .anyMatch(
                  entry ->
                      entry.event() instanceof TicketEvent.Described said
                          && said.recording().equals(describe.recording())
                          && said.passage().equals(describe.passage()));
      default -> false;
    };
  }

  /**
   * Whether an operator who answers a call about the ticket has it from then on: when nobody has
   * it, or when it waits for the citizen, who has now called. What a colleague or a department
   * works on stays theirs, and a ticket that has ended is not begun again by a question.
   */
  public static boolean answeringTakes(TicketLife life) {
    return switch (life.stage()) {
      case Stage.New _, Stage.Reopened _, Stage.Waiting _ -> true;
      case Stage.InProgress _, Stage.HandedOver _, Stage.Solved _, Stage.Closed _ -> false;
    };
  }

  private sealed interface Verdict {
    record Yes(TicketEvent event) implements Verdict {}

    record No(Refusal why) implements Verdict {}
  }

  private static Verdict decide(TicketLife life, TicketVerb verb, Instant at) {
    return switch (verb) {
      case TicketVerb.Take take -> take(life, take);
      case TicketVerb.Note note ->
          unless(wrongText(note.text()), new TicketEvent.Noted(note.text()));
      case TicketVerb.Describe describe ->
          new Verdict.Yes(
              new TicketEvent.Described(
                  describe.recording(), describe.passage(), describe.transcript()));
      case TicketVerb.HandOver handOver -> handOver(life, handOver, at);
      case TicketVerb.Wait wait -> wait(life, wait);
      case TicketVerb.Solve solve -> solve(life, solve);
      case TicketVerb.Close _ -> close(life);
      case TicketVerb.Reopen reopen -> reopen(life, reopen, at);
      case TicketVerb.Link link -> link(life, link);
      case TicketVerb.Escalate escalate -> escalate(life, escalate);
    };
  }

  private static Verdict take(TicketLife life, TicketVerb.Take verb) {
    return switch (life.stage()) {
      case Stage.InProgress now when now.operator().equals(verb.operator()) ->
          new Verdict.No(Refusal.ALREADY_TAKEN);
      case Stage.Solved _, Stage.Closed _ -> new Verdict.No(Refusal.ENDED);
      case Stage.New _, Stage.InProgress _, Stage.Waiting _, Stage.HandedOver _, Stage.Reopened _ ->
          new Verdict.Yes(new TicketEvent.Taken(verb.operator()));
    };
  }

  private static Verdict handOver(TicketLife life, TicketVerb.HandOver verb, Instant at) {
    if (life.stage().ended()) {
      return new Verdict.No(Refusal.ENDED);
    }
    if (life.stage() instanceof Stage.HandedOver now
        && now.department().equals(verb.department())) {
      return new Verdict.No(Refusal.SAME_DEPARTMENT);
    }
    return unless(
        wrongText(verb.why()).or(() -> wrongDeadline(life, verb.deadline(), at)),
        new TicketEvent.HandedOver(verb.department(), verb.why(), verb.deadline()));
  }

  /** When the answer is late already, the department still gets a deadline. */
  private static Optional<Refusal> wrongDeadline(TicketLife life, Deadline asked, Instant at) {
    if (asked.passed(at)) {
      return Optional.of(Refusal.DEADLINE_PAST);
    }
    boolean afterAnswer = asked.at().isAfter(life.answer().at());
    return afterAnswer && !life.answer().passed(at)
        ? Optional.of(Refusal.DEADLINE_TOO_LATE)
        : Optional.empty();
  }

  private static Verdict wait(TicketLife life, TicketVerb.Wait verb) {
    return switch (life.stage()) {
      case Stage.InProgress now ->
          unless(wrongText(verb.what()), new TicketEvent.WaitingBegan(now.operator(), verb.what()));
      case Stage.New _, Stage.Reopened _ -> new Verdict.No(Refusal.NOBODY_HAS_IT);
      case Stage.Waiting _ -> new Verdict.No(Refusal.ALREADY_WAITING);
      case Stage.HandedOver _ -> new Verdict.No(Refusal.DEPARTMENT_HAS_IT);
      case Stage.Solved _, Stage.Closed _ -> new Verdict.No(Refusal.ENDED);
    };
  }

  private static Verdict solve(TicketLife life, TicketVerb.Solve verb) {
    return switch (life.stage()) {
      case Stage.InProgress _, Stage.Waiting _, Stage.HandedOver _ ->
          unless(wrongText(verb.conclusion()), new TicketEvent.Solved(verb.conclusion()));
      case Stage.New _, Stage.Reopened _ -> new Verdict.No(Refusal.NOBODY_HAS_IT);
      case Stage.Solved _, Stage.Closed _ -> new Verdict.No(Refusal.ENDED);
    };
  }

  private static Verdict close(TicketLife life) {
    return switch (life.stage()) {
      case Stage.Solved solved -> new Verdict.Yes(new TicketEvent.Closed(solved.conclusion()));
      case Stage.Closed _ -> new Verdict.No(Refusal.ALREADY_CLOSED);
      case Stage.New _, Stage.InProgress _, Stage.Waiting _, Stage.HandedOver _, Stage.Reopened _ ->
          new Verdict.No(Refusal.NOT_SOLVED);
    };
  }

  private static Verdict reopen(TicketLife life, TicketVerb.Reopen verb, Instant at) {
    if (!life.stage().ended()) {
      return new Verdict.No(Refusal.NOT_ENDED);
    }
    Optional<Refusal> wrong = wrongText(verb.why());
    return unless(
        wrong.isEmpty() && verb.answer().passed(at) ? Optional.of(Refusal.DEADLINE_PAST) : wrong,
        new TicketEvent.Reopened(verb.why(), verb.answer()));
  }

  private static Verdict link(TicketLife life, TicketVerb.Link verb) {
    if (life.calls().contains(verb.call())) {
      return new Verdict.No(Refusal.ALREADY_LINKED);
    }
    return life.calls().size() >= MOST_CALLS
        ? new Verdict.No(Refusal.TOO_MANY_CALLS)
        : new Verdict.Yes(new TicketEvent.Linked(verb.call()));
  }

  private static Verdict escalate(TicketLife life, TicketVerb.Escalate verb) {
    if (life.stage().ended()) {
      return new Verdict.No(Refusal.ENDED);
    }
    if (!life.running().containsKey(verb.due())) {
      return new Verdict.No(Refusal.NO_SUCH_DEADLINE);
    }
    return life.escalated().contains(new TicketLife.Told(verb.due(), verb.level()))
        ? new Verdict.No(Refusal.ALREADY_ESCALATED)
        : new Verdict.Yes(new TicketEvent.Escalated(verb.due(), verb.level()));
  }

  private static Optional<Refusal> wrongText(Secret text) {
    String revealed = text.reveal();
    if (revealed.isBlank()) {
      return Optional.of(Refusal.NO_TEXT);
    }
    return revealed.length() > LONGEST_TEXT ? Optional.of(Refusal.TEXT_TOO_LONG) : Optional.empty();
  }

  private static Verdict unless(Optional<Refusal> wrong, TicketEvent event) {
    return wrong.isPresent() ? new Verdict.No(wrong.get()) : new Verdict.Yes(event);
  }
}
