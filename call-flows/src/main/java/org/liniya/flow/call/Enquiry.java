package org.liniya.flow.call;

import java.time.Duration;
import org.liniya.call.JournalEvent.ServiceAsked;
import org.liniya.call.Signal;
import org.liniya.port.Services.Answer;
import org.liniya.port.Services.Asking;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;

/**
 * Asks a service for one step of a call and waits for the answer, which comes through the call's
 * inbox. A caller who hangs up ends the waiting at once; keys are kept. Runs only on the call's
 * thread.
 */
public final class Enquiry {

  /** The port promises an answer within ten seconds; guards against one that forgets. */
  private static final Duration LONGEST = Duration.ofSeconds(11);

  private final LiveCall call;
  private final String step;
  private final Request request;
  private Duration began = Duration.ZERO;

  /** What came of asking. */
  public sealed interface Result {
    /** The service's answer, not yet in the journal: whether it fits is for the step to say. */
    record Answered(Answer answer) implements Result {}

    /** The call is over. */
    record Over(Outcome outcome) implements Result {}
  }

  public Enquiry(LiveCall call, String step, Request request) {
    this.call = call;
    this.step = step;
    this.request = request;
  }

  /** Asks once, and waits. */
  public Result ask() {
    began = call.line().now();
    if (call.line().over().isPresent()) {
      return new Result.Over(call.line().over().get());
    }
    long number = call.nextAttempt();
    Asking asking =
        call.ports()
            .services()
            .ask(request, answer -> call.inbox().post(new Signal.ServiceAnswered(number, answer)));
    Heard heard =
        call.line()
            .await(s -> s instanceof Signal.ServiceAnswered a && a.asking() == number, LONGEST);
    return switch (heard) {
      case Heard.Arrived(Signal.ServiceAnswered(long _, Answer answer)) ->
          new Result.Answered(answer);
      case Heard.Over(Outcome outcome) -> {
        asking.cancel();
        note("given-up", "");
        yield new Result.Over(outcome);
      }
      case Heard.TimeUp _, Heard.Pressed _, Heard.PlayingOver _, Heard.Arrived _ -> {
        asking.cancel();
        yield new Result.Answered(new Answer.Failed(Reason.TIMEOUT));
      }
    };
  }

  /**
   * Writes down how the last asking went.
   *
   * @param variable which the answer did not fit; empty when that is not why
   */
  public void note(String outcome, String variable) {
    long took = call.line().now().minus(began).toMillis();
    call.log().note(new ServiceAsked(step, request.service(), outcome, variable, took));
  }
}
