package org.liniya.callback;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.port.Callbacks.Standing;
import org.liniya.port.Callbacks.State;

/**
 * Whether a callback may be dialled now, and why not. The cases, in the order in which they are
 * looked at:
 *
 * <ul>
 *   <li>called back: the number has rung in since, and the network vouches for it: never
 *   <li>not reached: all tries are spent: never
 *   <li>too late: it has been owed too long: never
 *   <li>being dialled: a try is under way: later
 *   <li>call goes on: whom we would ring is still on the line of the call that promised it: later
 *   <li>no trunk: no trunk may dial the number: later, for trunks may change
 *   <li>quiet hours: nobody is to be rung now: when the calendar opens
 *   <li>tried lately: the time between two tries is not over: when it is
 *   <li>often today: the number has seen all tries of a day: the next day
 *   <li>number in use: another callback rings this number or talks with it: later
 *   <li>now: everything else.
 * </ul>
 *
 * A pure function; stateless.
 */
public final class DiallingRule {

  /** Why a callback is closed whose caller came first. */
  public static final String CALLED_BACK = "called back";

  /** Who is to be rung is still on the line with us. */
  public static final String CALL_GOES_ON = "the call goes on";

  private DiallingRule() {}

  /** What is to be done with a callback. */
  public sealed interface Decision {
    /** It may be dialled. */
    record Now() implements Decision {}

    /** Not yet; at {@code next} it is worth looking again. */
    record Later(String reason, Instant next) implements Decision {}

    /** Not any more. */
    record Never(String reason) implements Decision {}
  }

  /**
   * What has to be known besides the callback itself.
   *
   * @param calledBack whether the number has rung in since it is owed, vouched for by the network
   * @param promising whether the call that promised it still goes on
   * @param dialable whether a trunk may dial the number
   * @param triesToday how often the number was tried since the day began
   * @param inUse whether another callback rings the number or talks with it
   */
  public record Facts(
      boolean calledBack, boolean promising, boolean dialable, int triesToday, boolean inUse) {}

  /**
   * @param hours within which people may be rung; its zone says when a day begins
   */
  public static Decision decide(
      Standing callback, CallbackPlan plan, WorkingCalendar hours, Facts facts, Instant now) {
    if (callback.state() != State.DIALLING && facts.calledBack()) {
      return new Decision.Never(CALLED_BACK);
    }
    if (callback.state() == State.DIALLING) {
      return new Decision.Later("being dialled", now.plus(plan.ringing()));
    }
    if (callback.tries() >= plan.tries()) {
      return new Decision.Never("not reached in " + callback.tries() + " tries");
    }
    if (!now.isBefore(callback.task().owedAt().plus(plan.keep()))) {
      return new Decision.Never("too late");
    }
    return notYet(callback, plan, hours, facts, now);
  }

  private static Decision notYet(
      Standing callback, CallbackPlan plan, WorkingCalendar hours, Facts facts, Instant now) {
    if (facts.promising()) {
      return new Decision.Later(CALL_GOES_ON, now);
    }
    if (!facts.dialable()) {
      return new Decision.Later("no trunk may dial the number", now);
    }
    if (!hours.isOpen(now)) {
      return new Decision.Later("quiet hours", hours.nextOpen(now));
    }
    if (now.isBefore(callback.next())) {
      return new Decision.Later("tried lately", callback.next());
    }
    if (facts.triesToday() >= plan.aDay()) {
      return new Decision.Later(
          "tried " + facts.triesToday() + " times today", hours.nextOpen(tomorrow(hours, now)));
    }
    return facts.inUse()
        ? new Decision.Later("another call to the number", now)
        : new Decision.Now();
  }

  /** When the day began, in whose course tries are counted. */
  public static Instant dayBegan(WorkingCalendar hours, Instant now) {
    return midnight(hours, day(hours, now));
  }

  private static Instant tomorrow(WorkingCalendar hours, Instant now) {
    return midnight(hours, day(hours, now).plusDays(1));
  }

  private static LocalDate day(WorkingCalendar hours, Instant now) {
    return ZonedDateTime.ofInstant(now, hours.zone()).toLocalDate();
  }

  private static Instant midnight(WorkingCalendar hours, LocalDate day) {
    return day.atStartOfDay(hours.zone()).toInstant();
  }
}
