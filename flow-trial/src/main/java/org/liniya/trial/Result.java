package org.liniya.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.flow.FlowRunner;
import org.liniya.ticket.Ticket;

/**
 * What became of a trial. Immutable.
 *
 * @param steps that were entered, in order
 * @param heard prompts, music and tones that began, in order
 * @param queues that were entered, in order
 * @param ticket of the call, if one was opened
 * @param ways out of steps that were taken, in order
 * @param stopped where the script came to a stand; empty when all of it happened
 */
public record Result(
    FlowRunner.Ended ended,
    List<String> steps,
    List<String> heard,
    List<Queued> queues,
    Optional<Ticket> ticket,
    List<Way> ways,
    Optional<Stopped> stopped) {

  public Result {
    steps = List.copyOf(steps);
    heard = List.copyOf(heard);
    queues = List.copyOf(queues);
    ways = List.copyOf(ways);
  }

  /** A queue that was entered, and the seniority that the call got there. */
  public record Queued(String group, Duration headStart) {}

  /**
   * The act that did not happen.
   *
   * @param line of the script, from 1
   * @param step the flow's step at which the caller then was; empty before the first
   * @param since what was heard since the act before it
   */
  public record Stopped(int line, Act act, Optional<String> step, List<String> since) {
    public Stopped {
      since = List.copyOf(since);
    }

    /** In words for an administrator; figures that were pressed or spoken are not among them. */
    @Override
    public String toString() {
      return "'%s' did not happen; the caller was at step %s and had heard since the line before: %s"
          .formatted(act, step.orElse("(none)"), Heard.words(since));
    }
  }
}
