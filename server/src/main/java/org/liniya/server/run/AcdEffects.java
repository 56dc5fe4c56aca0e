package org.liniya.server.run;

import java.util.function.Consumer;
import org.liniya.acd.AcdEffect;
import org.liniya.call.Signal;

/**
 * What becomes of each decision of the ACD: some are written down, the others are done afterwards.
 * Runs only on the {@code acd} thread.
 */
final class AcdEffects {

  private final AcdCommits commits;
  private final OfferedLegs legs;
  private final WakeUps wakeUps;
  private final Consumer<AcdEffect.TellMissesPaused> supervisors;

  AcdEffects(
      AcdCommits commits,
      OfferedLegs legs,
      WakeUps wakeUps,
      Consumer<AcdEffect.TellMissesPaused> supervisors) {
    this.commits = commits;
    this.legs = legs;
    this.wakeUps = wakeUps;
    this.supervisors = supervisors;
  }

  void commit(AcdEffect effect) {
    switch (effect) {
      case AcdEffect.Journal entry -> commits.journal(entry);
      case AcdEffect.SaveOperator row -> commits.operator(row);
      case AcdEffect.Ring _,
          AcdEffect.CancelRing _,
          AcdEffect.HandOver _,
          AcdEffect.HangUpOperator _,
          AcdEffect.TellPlace _,
          AcdEffect.DirectRings _,
          AcdEffect.EndDirect _,
          AcdEffect.EndWaiting _,
          AcdEffect.TellOperatorLeft _,
          AcdEffect.TellMissesPaused _,
          AcdEffect.WakeAt _ -> {
        // performed after the commit
      }
    }
  }

  void perform(AcdEffect effect) {
    switch (effect) {
      case AcdEffect.Ring ring -> legs.ring(ring);
      case AcdEffect.CancelRing cancel -> legs.cancel(cancel.offer());
      case AcdEffect.HandOver handOver -> legs.handOver(handOver);
      case AcdEffect.HangUpOperator hangUp -> legs.hangUp(hangUp.offer(), hangUp.cause());
      case AcdEffect.TellPlace place ->
          legs.tell(place.call(), new Signal.PlaceChanged(place.place()));
      case AcdEffect.DirectRings rings ->
          legs.tell(rings.call(), new Signal.DirectRinging(rings.operator()));
      case AcdEffect.EndDirect end -> {
        legs.directOver(end.call(), end.operator());
        legs.tell(end.call(), new Signal.DirectFailed(end.operator(), end.cause()));
      }
      case AcdEffect.EndWaiting end -> legs.tell(end.call(), new Signal.WaitingEnded(end.reason()));
      case AcdEffect.TellOperatorLeft left -> legs.tellLeft(left);
      case AcdEffect.TellMissesPaused paused -> supervisors.accept(paused);
      case AcdEffect.WakeAt wake -> wakeUps.add(wake.key(), wake.at());
      case AcdEffect.Journal _, AcdEffect.SaveOperator _ -> {
        // committed before
      }
    }
  }
}
