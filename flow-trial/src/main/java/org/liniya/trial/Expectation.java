package org.liniya.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.liniya.call.Ending;
import org.liniya.identity.IdentityLevel;
import org.liniya.ticket.Ticket;
import org.liniya.yaml.Place;

/** One line of what a test expects of a trial. Immutable. */
public sealed interface Expectation {

  /** Where it stands in the test. */
  Place place();

  /** What is otherwise; empty when it is as expected. Holds nothing personal. */
  Optional<String> missed(Result result);

  /** The call ended so. */
  record Ended(Place place, Ending ending) implements Expectation {
    @Override
    public Optional<String> missed(Result result) {
      return differs("the call was to end as", ending.word(), result.ended().ending().word());
    }
  }

  /** The last queue that was entered. */
  record Queued(Place place, String group) implements Expectation {
    @Override
    public Optional<String> missed(Result result) {
      return differs("the caller was to wait for", group, last(result, Result.Queued::group));
    }
  }

  /** The seniority that the call got in the last queue. */
  record HeadStart(Place place, Duration span) implements Expectation {
    @Override
    public Optional<String> missed(Result result) {
      return differs(
          "the head start in the queue was to be",
          Spans.word(span),
          last(result, queued -> Spans.word(queued.headStart())));
    }
  }

  /** The category of the call's ticket. */
  record Category(Place place, String category) implements Expectation {
    @Override
    public Optional<String> missed(Result result) {
      String was = result.ticket().map(Ticket::category).orElse("no ticket");
      return differs("the category of the ticket was to be", category, was);
    }
  }

  /** How far it was proved who is calling. */
  record Identified(Place place, IdentityLevel level) implements Expectation {
    @Override
    public Optional<String> missed(Result result) {
      String was = result.ticket().map(t -> t.identity().level().word()).orElse("no ticket");
      return differs("the identity on the ticket was to be", level.word(), was);
    }
  }

  /** The caller's rating. */
  record Rated(Place place, int rating) implements Expectation {
    @Override
    public Optional<String> missed(Result result) {
      String was = result.ticket().flatMap(Ticket::rating).map(String::valueOf).orElse("no rating");
      return differs("the rating was to be", String.valueOf(rating), was);
    }
  }

  /** A step was entered, after those that are expected before it. */
  record Visits(Place place, String step, List<String> before) implements Expectation {
    public Visits {
      before = List.copyOf(before);
    }

    @Override
    public Optional<String> missed(Result result) {
      int from = 0;
      for (String earlier : before) {
        from += 1 + result.steps().subList(from, result.steps().size()).indexOf(earlier);
      }
      List<String> rest = result.steps().subList(from, result.steps().size());
      if (rest.contains(step)) {
        return Optional.empty();
      }
      String order = before.isEmpty() ? "" : " after " + before.getLast();
      return Optional.of(
          "step %s was to be entered%s, but the steps were %s"
              .formatted(step, order, String.join(", ", result.steps())));
    }
  }

  /** A step was entered, whenever. */
  record Reached(Place place, String step) implements Expectation {
    @Override
    public Optional<String> missed(Result result) {
      return result.steps().contains(step)
          ? Optional.empty()
          : Optional.of(
              "step %s was to be reached, but the steps were %s"
                  .formatted(step, String.join(", ", result.steps())));
    }
  }

  private static String last(Result result, Function<Result.Queued, String> word) {
    return result.queues().isEmpty() ? "in no queue" : word.apply(result.queues().getLast());
  }

  private static Optional<String> differs(String what, String expected, String was) {
    return expected.equals(was)
        ? Optional.empty()
        : Optional.of(what + " " + expected + ", but it was " + was);
  }
}
