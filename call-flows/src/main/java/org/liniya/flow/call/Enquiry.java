package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.liniya.call.JournalEvent.ServiceAsked;
import org.liniya.call.Signal;
import org.liniya.port.Services.Asking;
import org.liniya.port.Services.Reason;

/**
 * Asks something outside for one step of a call and waits for the answer; that it is there is told
 * through the call's inbox. A caller who hangs up ends the waiting at once; keys are kept. Runs
 * only on the call's thread.
 *
 * @param <A> what is answered
 */
public final class Enquiry<A> {

  /** The ports promise an answer within ten seconds; guards against one that forgets. */
  private static final Duration LONGEST = Duration.ofSeconds(11);

  private final LiveCall call;
  private final String step;
  private final String service;
  private final Question<A> question;
  private final Function<Reason, A> failed;
  private Duration began = Duration.ZERO;

  /** What a port is asked. */
  @FunctionalInterface
  public interface Question<A> {
    /**
     * Asks, and returns at once.
     *
     * @param told runs on any thread
     */
    Asking ask(Consumer<A> told);
  }

  /** What came of asking. */
  public sealed interface Result<A> {
    /** The answer, not yet in the journal: whether it fits is for the step to say. */
    record Answered<A>(A answer) implements Result<A> {}

    /** The call is over. */
    record Over<A>(Outcome outcome) implements Result<A> {}
  }

  /**
   * @param service how the journal names what is asked
   * @param failed makes the answer of one that gives none
   */
  public Enquiry(
      LiveCall call,
      String step,
      String service,
      Question<A> question,
      Function<Reason, A> failed) {
    this.call = call;
    this.step = step;
    this.service = service;
    this.question = question;
    this.failed = failed;
  }

  /** Asks once, and waits. */
  public Result<A> ask() {
    began = call.line().now();
    Optional<Outcome> over = call.line().over();
    if (over.isPresent()) {
      return new Result.Over<>(over.get());
    }
    long number = call.nextAttempt();
    AtomicReference<Optional<A>> answered = new AtomicReference<>(Optional.empty());
    Asking asking =
        question.ask(
            answer -> {
              answered.set(Optional.of(answer));
              call.inbox().post(new Signal.ServiceAnswered(number));
            });
    Heard heard =
        call.line()
            .await(s -> s instanceof Signal.ServiceAnswered a && a.asking() == number, LONGEST);
    if (heard instanceof Heard.Over(Outcome outcome)) {
      asking.cancel();
      note("given-up", "");
      return new Result.Over<>(outcome);
    }
    if (heard instanceof Heard.Arrived && answered.get().isPresent()) {
      return new Result.Answered<>(answered.get().get());
    }
    asking.cancel();
    return new Result.Answered<>(failed.apply(Reason.TIMEOUT));
  }

  /**
   * Writes down how the last asking went.
   *
   * @param variable which the answer did not fit; empty when that is not why
   */
  public void note(String outcome, String variable) {
    long took = call.line().now().minus(began).toMillis();
    call.log().note(new ServiceAsked(step, service, outcome, variable, took));
  }
}
