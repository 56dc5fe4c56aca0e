package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left when the flow itself can do no more: a word to the caller, and a place in a queue
 * that needs neither ticket nor journal. Never throws. Runs only on the call's thread.
 */
public final class LastWords {

  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final String STEP = "last-resort";

  private final LiveCall call;
  private final String group;

  public LastWords(LiveCall call, String group) {
    this.call = call;
    this.group = group;
  }

  /** Says a prompt although the call is over, in {@code most} at most. */
  public void say(Duration most, String prompt) {
    try {
      call.line().lastWords(most);
      if (call.line().over().isEmpty()) {
        call.say(STEP, call.voice().prompt(prompt), false);
      }
    } catch (RuntimeException e) {
      failed("say", e);
    }
  }

  /** Tells the caller that something went wrong and queues for any operator. */
  public Outcome lastResort() {
    call.log().serveAnyway();
    try {
      if (call.say(STEP, call.voice().prompt("trouble"), false) == CallerLine.Played.OVER) {
        return call.line().over().orElseThrow();
      }
    } catch (RuntimeException e) {
      failed("say", e);
    }
    try {
      Waiting.Terms terms =
          new Waiting.Terms(
              STEP,
              group,
              Duration.ZERO,
              "default",
              Optional.of(Duration.ofMinutes(1)),
              true,
              Optional.empty(),
              call.ticket().number().map(Object::toString).orElse(""));
      return switch (new Waiting(call, terms).run()) {
        case Waiting.Result.Served _ -> new Outcome.Done();
        case Waiting.Result.Over(Outcome outcome) -> outcome;
        case Waiting.Result.TimedOut _, Waiting.Result.GivenBack _ ->
            new Outcome.Failed("nobody could be reached");
      };
    } catch (RuntimeException e) {
      failed("queue", e);
      return call.line().over().orElseGet(() -> new Outcome.Failed("nothing works"));
    }
  }

  private void failed(String what, RuntimeException e) {
    LOG.atError()
        .addKeyValue("call", call.arrival().call())
        .addKeyValue("part", what)
        .addKeyValue("cause", e.getClass().getSimpleName())
        .log("the last resort failed in part");
  }
}
