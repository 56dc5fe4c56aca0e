package org.liniya.server.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.port.Time;
import org.liniya.server.run.TieInbox.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A party of one front end, rung for a leg of the other: first the party's telephone as ever, then,
 * when it is answered, a call over the tie, whose far end is bridged with the party. Its near end
 * is the party's leg as who dialled sees it. All three end together. Runs on its own virtual
 * thread, top to bottom, until they have; {@link #cancel} is for any thread.
 */
final class TiedCall implements Dialer.Dialling {

  private static final Logger LOG = LoggerFactory.getLogger(TiedCall.class);

  /** Both ends are ours, with one Asterisk in between. */
  private static final Duration TYING = Duration.ofSeconds(5);

  /** An attempt that was given up has its last word within this time. */
  private static final Duration LAST_WORD = Duration.ofSeconds(40);

  private final Dialer.Request request;
  private final Consumer<Dialer.Result> results;
  private final Dialer party;
  private final Tie tie;
  private final Near near;
  private final TieInbox inbox;

  /** At which front end is who dialled. */
  enum Near {
    SIP,
    ASTERISK
  }

  /**
   * @param party rings it
   */
  TiedCall(
      Dialer.Request request,
      Consumer<Dialer.Result> results,
      Dialer party,
      Tie tie,
      Near near,
      Time time) {
    this.request = request;
    this.results = results;
    this.party = party;
    this.tie = tie;
    this.near = near;
    this.inbox = new TieInbox(time);
  }

  /** Begins; returns at once. */
  void start() {
    Thread.ofVirtual().name("tie " + request.call()).start(this::run);
  }

  @Override
  public void cancel() {
    inbox.post(new Event.Cancelled());
  }

  private void run() {
    try {
      if (tie.isUp()) {
        ring();
      } else {
        LOG.atWarn().addKeyValue("call", request.call()).log("the tie to Asterisk is down");
        failed(EndCause.UNREACHABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // by nobody: the thread is known to nobody
    }
  }

  private void failed(EndCause cause) {
    results.accept(new Dialer.Result.Failed(cause));
  }

  // ---- the party's telephone rings

  private void ring() throws InterruptedException {
    Dialer.Dialling dialling =
        party.dial(
            new Dialer.Request(
                request.to(),
                request.call(),
                Optional.empty(),
                request.display(),
                request.headers(),
                signal -> inbox.post(new Event.OfParty(signal))),
            result -> inbox.post(new Event.Rung(result)));
    boolean wanted = true;
    while (true) {
      switch (inbox.take()) {
        case Event.Rung(Dialer.Result.Ringing()) -> results.accept(new Dialer.Result.Ringing());
        case Event.Rung(Dialer.Result.Failed(EndCause cause)) -> {
          failed(cause);
          return;
        }
        case Event.Rung(Dialer.Result.Answered(Leg leg)) -> {
          if (wanted) {
            answered(leg);
          } else {
            leg.hangUp(EndCause.WITHDRAWN);
            failed(EndCause.WITHDRAWN);
          }
          return;
        }
        case Event.Cancelled() -> {
          wanted = false;
          dialling.cancel(); // the last word follows
        }
        case Event.OfParty _, Event.OfNear _, Event.OfFar _, Event.Tied _, Event.TimeUp _ -> {}
      }
    }
  }

  // ---- it was answered: the tie

  private void answered(Leg leg) throws InterruptedException {
    switch (tied(leg)) {
      case Tie.Result.Failed(EndCause cause) -> {
        LOG.atWarn()
            .addKeyValue("call", request.call())
            .log("an answered telephone was not joined over the tie: {}", cause);
        leg.hangUp(cause);
        failed(cause);
      }
      case Tie.Result.Up(Leg sip, Leg asterisk) when near == Near.SIP ->
          join(new TiedTalk(leg, sip, asterisk, request.sink(), near));
      case Tie.Result.Up(Leg sip, Leg asterisk) ->
          join(new TiedTalk(leg, asterisk, sip, request.sink(), near));
    }
  }

  private Tie.Result tied(Leg leg) throws InterruptedException {
    Dialer.Dialling opening = open(leg);
    Duration until = inbox.after(TYING);
    Optional<EndCause> givenUp = Optional.empty();
    while (true) {
      Optional<EndCause> before = givenUp;
      switch (inbox.take(until)) {
        case Event.Tied(Tie.Result result) -> {
          return givenUp.isEmpty() ? result : tooLate(result, givenUp.get());
        }
        case Event.OfParty(Signal.LegEnded _) -> givenUp = Optional.of(EndCause.DECLINED);
        case Event.Cancelled() -> givenUp = Optional.of(EndCause.WITHDRAWN);
        case Event.TimeUp() -> {
          if (givenUp.isPresent()) {
            return new Tie.Result.Failed(givenUp.get());
          }
          givenUp = Optional.of(EndCause.UNREACHABLE);
        }
        case Event.OfParty _, Event.OfNear _, Event.OfFar _, Event.Rung _ -> {}
      }
      if (before.isEmpty() && givenUp.isPresent()) {
        opening.cancel(); // the last word follows
        until = inbox.after(LAST_WORD);
      }
    }
  }

  private Dialer.Dialling open(Leg leg) {
    Consumer<Signal> ofNear = signal -> inbox.post(new Event.OfNear(signal));
    Consumer<Signal> ofFar = signal -> inbox.post(new Event.OfFar(signal));
    return tie.open(
        near == Near.SIP
            ? new Tie.Wanted(request.call(), request.callersLeg(), ofNear, ofFar)
            : new Tie.Wanted(request.call(), Optional.of(leg), ofFar, ofNear),
        result -> inbox.post(new Event.Tied(result)));
  }

  private static Tie.Result tooLate(Tie.Result result, EndCause givenUp) {
    if (result instanceof Tie.Result.Up(Leg sip, Leg asterisk)) {
      sip.hangUp(givenUp);
      asterisk.hangUp(givenUp);
    }
    return new Tie.Result.Failed(givenUp);
  }

  // ---- they talk

  private void join(TiedTalk talk) throws InterruptedException {
    if (talk.anyOver() || !bridged(talk)) {
      talk.hangUp(EndCause.LOST);
      failed(EndCause.UNREACHABLE);
      return;
    }
    try {
      results.accept(new Dialer.Result.Answered(talk.near()));
      talk.run(inbox);
    } finally {
      talk.hangUp(EndCause.FAULT); // whatever happens, nobody is left on the line
    }
  }

  private boolean bridged(TiedTalk talk) {
    try {
      talk.far().bridge(talk.party());
      return true;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("call", request.call()).setCause(e).log("not bridged");
      return false;
    }
  }
}
