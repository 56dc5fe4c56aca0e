package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.Signal.WaitingEnded;
import org.liniya.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left when the flow itself can do no more: a word to the caller, and a place in a queue
 * that needs neither ticket nor journal. Never throws. Runs only on the call's thread.
 */
public final class LastWords {

  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final String STEP = "last-resort";

  /** Two faults in a row are bad luck; at the third the line is broken. */
  private static final int ATTEMPTS = 3;

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
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      tell(call.voice().prompt("trouble"));
      giveTicket();
      Optional<Outcome> outcome = call.line().over().or(this::queue);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Outcome.Failed("nothing works");
  }

  private void tell(Voice voice) {
    try {
      call.say(STEP, voice, false);
    } catch (RuntimeException e) {
      failed("say", e);
    }
  }

  /** Nobody waits without a ticket, if one can be had at all. */
  private void giveTicket() {
    if (call.ticket().number().isPresent() || call.line().over().isPresent()) {
      return;
    }
    try {
      String number = call.ticket().open(group, call.identity(), call.language()).digits();
      tell(call.voice().prompt("your-ticket-number-is").digits(number));
    } catch (RuntimeException e) {
      failed("ticket", e);
    }
  }

  /** Waits for any operator; empty when even that broke. */
  private Optional<Outcome> queue() {
    try {
      Waiting.Terms terms =
          new Waiting.Terms(
              STEP,
              group,
              Duration.ZERO,
              "default",
              Optional.of(Duration.ofMinutes(1)),
              true,
              false,
              Optional.empty(),
              Optional.empty(),
              call.ticket().number().map(TicketNumber::digits).orElse(""));
      return switch (new Waiting(call, terms).run()) {
        case Waiting.Result.Served _ -> Optional.of(new Outcome.Done());
        case Waiting.Result.Over(Outcome outcome) -> Optional.of(outcome);
        case Waiting.Result.GivenBack(WaitingEnded.Reason reason)
            when reason == WaitingEnded.Reason.FAULT ->
            Optional.empty();
        case Waiting.Result.TimedOut _, Waiting.Result.GivenBack _, Waiting.Result.OfferTaken _ ->
            Optional.of(new Outcome.Failed("nobody could be reached"));
      };
    } catch (RuntimeException e) {
      failed("queue", e);
      return call.line().over();
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
