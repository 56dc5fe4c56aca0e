package org.liniya.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.report.CallFacts.End;
import org.liniya.report.CallFacts.Talk;
import org.liniya.report.CallFacts.Wait;
import org.liniya.ticket.FirstCallResolution;

/**
 * The figures of some calls and of the operators' time. Shares are 0 to 1, and empty where there is
 * nothing to share. Immutable.
 *
 * @param name of the hour, day, skill group or operator
 * @param refused calls that a queue did not take, or that were rejected
 * @param queued waits in queues: a call may wait in more than one
 * @param shortAbandoned of the abandoned, those that hung up before {@link Targets#shortAbandon}
 * @param waiting all waits, however they ended
 * @param queueToOperator those that were answered
 * @param handling how the operators' time for a call is made up
 * @param occupancy of the time in which operators could have worked, the share in which they did
 * @param rating the mean
 * @param told callers who were told how long it may take and of whom it is known how long it did
 * @param toldRight of those, whoever waited so long
 * @param firstCalls of the calls that were handled, after how many nobody called again
 */
public record ReportRow(
    String name,
    int calls,
    int refused,
    int queued,
    int answered,
    int abandoned,
    int shortAbandoned,
    Optional<Spread> firstPrompt,
    Optional<Spread> inviteToOperator,
    Optional<Spread> waiting,
    Optional<Spread> queueToOperator,
    ServiceLevel serviceLevel,
    Optional<Handling> handling,
    OptionalDouble occupancy,
    int rated,
    OptionalDouble rating,
    int told,
    int toldRight,
    FirstCallResolution firstCalls) {

  private static final Set<String> WORKING =
      Set.of("talking", "holding", "consulting", "calling-out", "wrap-up");

  /**
   * Service level, in each of the ways in which it is counted; T is {@link Targets#within}.
   *
   * @param answered answered within T, of the answered (Asterisk's ServicelevelPerf)
   * @param served answered or abandoned within T, of both (Asterisk's ServicelevelPerf2)
   * @param offered answered within T, of the answered and the abandoned
   * @param withoutShort as {@code offered}, leaving out who hung up at once
   */
  public record ServiceLevel(
      OptionalDouble answered,
      OptionalDouble served,
      OptionalDouble offered,
      OptionalDouble withoutShort) {}

  /**
   * The mean of what a talk took; together the handling time.
   *
   * @param talk without the holds
   */
  public record Handling(int talks, Duration talk, Duration hold, Duration wrapUp) {
    public Duration whole() {
      return talk.plus(hold).plus(wrapUp);
    }
  }

  /** The share of waits that were abandoned. */
  public OptionalDouble abandonment() {
    return share(abandoned, queued);
  }

  /** As {@link #abandonment}, leaving out who hung up at once. */
  public OptionalDouble abandonmentWithoutShort() {
    return share(abandoned - shortAbandoned, queued - shortAbandoned);
  }

  public OptionalDouble refusedShare() {
    return share(refused, calls);
  }

  /**
   * What the rows of a report are computed with.
   *
   * @param wrapUps after talks, of any operator and time
   * @param outcomes of calls that were handled
   */
  record Shared(
      WrapUps wrapUps, Map<CallId, FirstCallResolution.Outcome> outcomes, Targets targets) {}

  /**
   * Computes them.
   *
   * @param spans of the operators' time, cut to what the row is about
   */
  static ReportRow of(String name, List<CallFacts> calls, List<OperatorSpan> spans, Shared shared) {
    WrapUps wrapUps = shared.wrapUps();
    Targets targets = shared.targets();
    List<Wait> waits = calls.stream().flatMap(call -> call.waits().stream()).toList();
    List<Wait> answered = ended(waits, End.ANSWERED);
    List<Wait> abandoned = ended(waits, End.ABANDONED);
    List<Wait> told = waits.stream().filter(ReportRow::isKnown).toList();
    List<Integer> ratings = calls.stream().flatMap(call -> call.rating().stream()).toList();
    return new ReportRow(
        name,
        calls.size(),
        (int) calls.stream().filter(CallFacts::refused).count(),
        waits.size(),
        answered.size(),
        abandoned.size(),
        shorter(abandoned, targets.shortAbandon()),
        Spread.of(calls.stream().flatMap(call -> call.toFirstPrompt().stream()).toList()),
        Spread.of(calls.stream().flatMap(call -> call.toOperator().stream()).toList()),
        Spread.of(waits.stream().map(Wait::lasted).toList()),
        Spread.of(answered.stream().map(Wait::lasted).toList()),
        serviceLevel(answered, abandoned, targets),
        handling(calls.stream().flatMap(call -> call.talks().stream()).toList(), wrapUps),
        occupancy(spans),
        ratings.size(),
        ratings.stream().mapToInt(Integer::intValue).average(),
        told.size(),
        (int) told.stream().filter(ReportRow::isRight).count(),
        FirstCallResolution.of(
            calls.stream()
                .map(call -> Optional.ofNullable(shared.outcomes().get(call.call())))
                .flatMap(Optional::stream)
                .toList()));
  }

  private static List<Wait> ended(List<Wait> waits, End end) {
    return waits.stream().filter(wait -> wait.end() == end).toList();
  }

  /** Who gave up before the end of the range might have waited as long as was said. */
  private static boolean isKnown(Wait wait) {
    return wait.told()
        .filter(
            told ->
                wait.end() == End.ANSWERED
                    || told.to()
                        .filter(end -> told.at().plus(end).isBefore(wait.left()))
                        .isPresent())
        .isPresent();
  }

  private static boolean isRight(Wait wait) {
    return wait.end() == End.ANSWERED
        && wait.told().filter(told -> told.holds(wait.left())).isPresent();
  }

  private static int shorter(List<Wait> waits, Duration bound) {
    return (int) waits.stream().filter(wait -> wait.lasted().compareTo(bound) < 0).count();
  }

  private static ServiceLevel serviceLevel(
      List<Wait> answered, List<Wait> abandoned, Targets targets) {
    int inTime = notLonger(answered, targets.within());
    int both = answered.size() + abandoned.size();
    return new ServiceLevel(
        share(inTime, answered.size()),
        share(inTime + notLonger(abandoned, targets.within()), both),
        share(inTime, both),
        share(inTime, both - shorter(abandoned, targets.shortAbandon())));
  }

  private static int notLonger(List<Wait> waits, Duration bound) {
    return (int) waits.stream().filter(wait -> wait.lasted().compareTo(bound) <= 0).count();
  }

  private static Optional<Handling> handling(List<Talk> talks, WrapUps wrapUps) {
    if (talks.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> pure = new ArrayList<>();
    List<Duration> held = new ArrayList<>();
    List<Duration> after = new ArrayList<>();
    for (Talk talk : talks) {
      pure.add(talk.lasted().minus(talk.held()));
      held.add(talk.held());
      after.add(wrapUps.after(talk));
    }
    int count = talks.size();
    return Optional.of(
        new Handling(
            count,
            Spread.sum(pure).dividedBy(count),
            Spread.sum(held).dividedBy(count),
            Spread.sum(after).dividedBy(count)));
  }

  private static OptionalDouble occupancy(List<OperatorSpan> spans) {
    long working = millis(spans.stream().filter(span -> WORKING.contains(span.state())).toList());
    long ready = millis(spans.stream().filter(span -> span.state().equals("ready")).toList());
    return share(working, working + ready);
  }

  private static long millis(List<OperatorSpan> spans) {
    return spans.stream().mapToLong(span -> span.lasted().toMillis()).sum();
  }

  private static OptionalDouble share(long part, long whole) {
    return whole <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
