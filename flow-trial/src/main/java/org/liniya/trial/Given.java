package org.liniya.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallerNumber;
import org.liniya.call.Signal.WaitingEnded;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketState;

/**
 * What a trial begins with. Immutable.
 *
 * @param caller who rings, and how far the number can be trusted
 * @param at when the call arrives
 * @param operators how many are logged in, by skill group; one in a group that is not named
 * @param tickets that there are already
 * @param verifiable by what the caller can be verified
 * @param services what they answer, by their name, or by {@code name/path}; one that is not named
 *     does not answer
 * @param refusal why every queue gives its callers back at once; empty when they wait
 * @param broken what of ours does not work during the call
 */
public record Given(
    CallerNumber caller,
    Instant at,
    Map<String, Integer> operators,
    List<Earlier> tickets,
    Verifiable verifiable,
    Map<String, Answer> services,
    Optional<WaitingEnded.Reason> refusal,
    Set<Part> broken) {

  public Given {
    operators = Map.copyOf(operators);
    tickets = List.copyOf(tickets);
    services = Map.copyOf(services);
    broken = Set.copyOf(broken);
  }

  /** A call of which nothing special is known: everything works, an operator is in each group. */
  public static Given of(CallerNumber caller, Instant at) {
    return new Given(
        caller, at, Map.of(), List.of(), Verifiable.NOBODY, Map.of(), Optional.empty(), Set.of());
  }

  /** The same for another call. */
  public Given with(CallerNumber other, Instant arrival) {
    return new Given(other, arrival, operators, tickets, verifiable, services, refusal, broken);
  }

  /** A ticket of an earlier call. */
  public record Earlier(TicketNumber number, TicketState state, String category) {}

  /** What a service of {@code http} steps answers. */
  public sealed interface Answer {
    /**
     * The answer holds these.
     *
     * @param values by member names with points between them
     */
    record Values(Map<String, String> values) implements Answer {
      public Values {
        values = Map.copyOf(values);
      }
    }

    /** There is no such thing. */
    record NotFound() implements Answer {}

    /** It cannot be reached. */
    record Away() implements Answer {}
  }

  /** Something of ours that can break. */
  public enum Part {
    TICKETS("tickets"),
    CALLBACKS("callbacks"),
    /** The queues, and the figures about them. */
    QUEUE("queue"),
    /** Everything that is stored. */
    DATABASE("database");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    /** As it is written in a test. */
    public String word() {
      return word;
    }
  }
}
