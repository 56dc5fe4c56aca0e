package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Leg;
import org.liniya.port.Transfer;
import org.liniya.server.run.TieInbox.Event;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * A party at the far end of a call over the tie, for who has the near end: what the party does, the
 * near end does. All three legs end together. On the joining's thread.
 *
 * @param sink gets the signals of the near end
 * @param at where the near end is
 */
record TiedTalk(Leg party, Leg near, Leg far, Consumer<Signal> sink, TiedCall.Near at) {

  /** What the far end hears when it was passed on; Asterisk waits for the first packet of it. */
  private static final Utterance SILENCE = Utterance.of(new Clip.Silence(Duration.ofSeconds(1)));

  boolean anyOver() {
    return party.isOver() || near.isOver() || far.isOver();
  }

  /** A leg that is over takes no notice. */
  void hangUp(EndCause cause) {
    party.hangUp(cause);
    near.hangUp(cause);
    far.hangUp(cause);
  }

  /** Returns when the near end is over, and the others are hung up. */
  void run(TieInbox inbox) throws InterruptedException {
    boolean up = true;
    while (up) {
      switch (inbox.take()) {
        case Event.OfParty(Signal signal) -> ofParty(signal);
        case Event.OfNear(Signal signal) -> up = ofNear(signal);
        case Event.OfFar(Signal.LegEnded(LegId _, EndCause cause)) -> hangUp(cause);
        case Event.OfFar _, Event.Rung _, Event.Tied _, Event.Cancelled _, Event.TimeUp _ -> {}
      }
    }
  }

  private void ofParty(Signal signal) {
    if (signal instanceof Signal.LegEnded(LegId _, EndCause cause)) {
      hangUp(cause);
    } else if (signal instanceof Signal.KeyPressed(LegId _, Key key, Instant at)) {
      sink.accept(new Signal.KeyPressed(near.id(), key, at));
    } else if (signal instanceof Signal.HoldChanged(LegId _, boolean held)) {
      sink.accept(new Signal.HoldChanged(near.id(), held));
    } else if (signal instanceof Signal.TransferAsked(LegId _, Transfer transfer)) {
      asked(transfer);
    }
  }

  private void asked(Transfer transfer) {
    if (transfer.target() instanceof Transfer.Target.Consulted) {
      transfer.failed(EndCause.UNREACHABLE); // who was consulted is at the other front end
    } else {
      sink.accept(new Signal.TransferAsked(near.id(), transfer));
      if (at == TiedCall.Near.SIP) {
        // Asterisk has moved the far end already; it tells the telephone that it is done, and lets
        // go of it, once there is sound where that is now.
        far.play(SILENCE);
      }
    }
  }

  /**
   * What the near end tells of itself; the rest it has only heard of the party, who has told us.
   *
   * @return whether it is up
   */
  private boolean ofNear(Signal signal) {
    if (signal instanceof Signal.PlayingEnded || signal instanceof Signal.VoiceActivity) {
      sink.accept(signal);
    } else if (signal instanceof Signal.LegEnded(LegId _, EndCause cause)) {
      hangUp(cause);
      sink.accept(signal);
      return false;
    }
    return true;
  }
}
