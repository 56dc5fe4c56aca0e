package org.liniya.ticket;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.CallId;

/**
 * How far a ticket has come: its stage, its deadlines and what was sent about them. It is what its
 * entries made of it, so a journal gives it back. Immutable.
 *
 * @param since when the stage began
 * @param answer when the citizen has to have the answer; goes on running while the ticket waits or
 *     is with a department
 * @param registration when somebody has to have begun, where that has a deadline of its own
 * @param escalated which level was told of which deadline
 * @param calls further calls on the same matter, the first one first
 * @param reopenings how many times it was not solved after all
 * @param entries how many there are
 */
public record TicketLife(
    Stage stage,
    Instant since,
    Instant openedAt,
    Deadline answer,
    Optional<Deadline> registration,
    Set<Told> escalated,
    List<CallId> calls,
    int reopenings,
    int entries) {

  /** That a level was told of the present deadline for {@code due}. */
  public record Told(Due due, String level) {}

  public TicketLife {
    escalated = Set.copyOf(escalated);
    calls = List.copyOf(calls);
  }

  /** The life of a new ticket, before anything was done to it. */
  public static TicketLife opened(Instant at, Deadline answer, Optional<Deadline> registration) {
    return new TicketLife(new Stage.New(), at, at, answer, registration, Set.of(), List.of(), 0, 0);
  }

  /** The deadlines that run now; none when the ticket has ended. */
  public Map<Due, Deadline> running() {
    Map<Due, Deadline> running = new EnumMap<>(Due.class);
    if (!stage.ended()) {
      running.put(Due.ANSWER, answer);
    }
    if (stage instanceof Stage.New) {
      registration.ifPresent(deadline -> running.put(Due.REGISTRATION, deadline));
    }
    if (stage instanceof Stage.HandedOver handed) {
      running.put(Due.DEPARTMENT, handed.deadline());
    }
    return running;
  }

  /**
   * The life after {@code entry}. Does not ask whether it was allowed: what stands in the journal
   * has happened.
   */
  public TicketLife after(TicketEntry entry) {
    TicketLife life = changed(entry);
    return new TicketLife(
        life.stage,
        life.since,
        openedAt,
        life.answer,
        registration,
        life.escalated,
        life.calls,
        life.reopenings,
        entries + 1);
  }

  private TicketLife changed(TicketEntry entry) {
    Instant at = entry.at();
    return switch (entry.event()) {
      case TicketEvent.Taken taken -> moved(new Stage.InProgress(taken.operator()), at);
      case TicketEvent.Noted _, TicketEvent.Described _ -> this;
      case TicketEvent.HandedOver to ->
          moved(new Stage.HandedOver(entry.by(), to.department(), to.why(), to.deadline()), at)
              .keeping(told -> told.due() != Due.DEPARTMENT);
      case TicketEvent.WaitingBegan waiting ->
          moved(new Stage.Waiting(waiting.operator(), waiting.what()), at);
      case TicketEvent.Solved solved -> moved(new Stage.Solved(solved.conclusion()), at);
      case TicketEvent.Closed closed -> moved(new Stage.Closed(closed.conclusion()), at);
      case TicketEvent.Reopened reopened -> reopened(reopened, at);
      case TicketEvent.Linked linked -> linked(linked.call());
      case TicketEvent.Escalated told -> told(new Told(told.due(), told.level()));
    };
  }

  private TicketLife moved(Stage next, Instant at) {
    return new TicketLife(
        next, at, openedAt, answer, registration, escalated, calls, reopenings, entries);
  }

  /** A new deadline has levels of its own to tell. */
  private TicketLife keeping(Predicate<Told> kept) {
    return with(escalated.stream().filter(kept).collect(Collectors.toUnmodifiableSet()), calls);
  }

  private TicketLife reopened(TicketEvent.Reopened event, Instant at) {
    return new TicketLife(
        new Stage.Reopened(event.why()),
        at,
        openedAt,
        event.answer(),
        registration,
        keeping(told -> told.due() == Due.REGISTRATION).escalated,
        calls,
        reopenings + 1,
        entries);
  }

  private TicketLife linked(CallId call) {
    return with(escalated, Stream.concat(calls.stream(), Stream.of(call)).distinct().toList());
  }

  private TicketLife told(Told told) {
    return with(
        Stream.concat(escalated.stream(), Stream.of(told)).collect(Collectors.toSet()), calls);
  }

  private TicketLife with(Set<Told> newEscalated, List<CallId> newCalls) {
    return new TicketLife(
        stage, since, openedAt, answer, registration, newEscalated, newCalls, reopenings, entries);
  }
}
