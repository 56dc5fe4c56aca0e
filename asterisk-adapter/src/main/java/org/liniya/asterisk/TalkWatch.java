package org.liniya.asterisk;

import java.util.Map;
import java.util.Optional;
import org.liniya.call.Signal;
import org.liniya.port.Leg;

/**
 * Whether a leg's party speaks: Asterisk watches its sound once somebody has wanted to know. Under
 * the leg's lock.
 */
final class TalkWatch {

  private final AsteriskLeg leg;
  private final Manager manager;
  private boolean watched;
  private boolean talks;
  private long listenings;
  private long current;

  /** What was told last of the current listening. */
  private boolean toldTalks;

  TalkWatch(AsteriskLeg leg, Manager manager) {
    this.leg = leg;
    this.manager = manager;
  }

  Leg.Listening listen() {
    if (!watched) {
      watched = true;
      manager.ask(
          new Manager.Order(
              "Setvar",
              Map.of(
                  "Channel", leg.channel(),
                  "Variable", "TALK_DETECT(set)",
                  "Value", Long.toString(Signal.VoiceActivity.HANG_OVER.toMillis()))));
    }
    long number = ++listenings;
    current = number;
    toldTalks = false;
    if (talks) {
      leg.heardAlready(number);
      toldTalks = true;
    }
    return new Leg.Listening() {
      @Override
      public long number() {
        return number;
      }

      @Override
      public void stop() {
        leg.stopListening(number);
      }
    };
  }

  void stop(long number) {
    if (current == number) {
      current = 0;
    }
  }

  /** What is to be told of it, if anything. */
  Optional<Signal> told(boolean nowTalks) {
    talks = nowTalks;
    if (current == 0 || toldTalks == nowTalks) {
      return Optional.empty();
    }
    toldTalks = nowTalks;
    return Optional.of(new Signal.VoiceActivity(current, nowTalks));
  }
}
