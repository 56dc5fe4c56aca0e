package org.liniya.sip;

import java.util.Optional;

/**
 * Whether new callers must stay out so that those inside hear no worse. A rule: state and a look at
 * the machine in, state out. Immutable.
 *
 * <p>Cases: <i>calm</i>: no limit is passed. <i>Once is chance</i>: a limit passed for fewer than
 * {@value #LOOKS_IN} looks in a row changes nothing. <i>Overloaded</i>: from then on. <i>Stays</i>:
 * until for {@value #LOOKS_OUT} looks in a row everything was below 80% of its limit, so that the
 * line does not open and shut with every call.
 */
public sealed interface Overload {

  int LOOKS_IN = 4;
  int LOOKS_OUT = 8;

  /**
   * New callers are welcome.
   *
   * @param looks how many looks in a row have passed a limit
   */
  record Calm(int looks) implements Overload {}

  /**
   * New callers are told to come later.
   *
   * @param looks how many looks in a row were well below all limits
   */
  record Overloaded(Refusal reason, int looks) implements Overload {}

  Overload CALM = new Calm(0);

  /** What follows from one more look at the machine. */
  static Overload next(Overload before, Strain strain, AdmissionLimits limits) {
    return switch (before) {
      case Calm(int looks) -> {
        Optional<Refusal> passed = passed(strain, limits, 100);
        yield passed.isEmpty()
            ? CALM
            : looks + 1 < LOOKS_IN ? new Calm(looks + 1) : new Overloaded(passed.get(), 0);
      }
      case Overloaded(Refusal reason, int looks) ->
          passed(strain, limits, 80).isPresent()
              ? new Overloaded(reason, 0)
              : looks + 1 < LOOKS_OUT ? new Overloaded(reason, looks + 1) : CALM;
    };
  }

  private static Optional<Refusal> passed(Strain strain, AdmissionLimits limits, int percent) {
    if (strain.lateness().compareTo(limits.lateness().multipliedBy(percent).dividedBy(100)) > 0) {
      return Optional.of(Refusal.LATE_SOUND);
    }
    if (strain.heapPercent() * 100L > (long) limits.heapPercent() * percent) {
      return Optional.of(Refusal.MEMORY);
    }
    return strain.backlog() * 100L > (long) limits.backlog() * percent
        ? Optional.of(Refusal.BACKLOG)
        : Optional.empty();
  }
}
