package org.liniya.asterisk;

import java.util.Map;
import java.util.Optional;
import org.asteriskjava.fastagi.AgiException;
import org.liniya.asterisk.SoundFiles.Sound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays what a leg is wanted to play, file after file. A file that is broken off for a moment goes
 * on where it was. {@link #goOn} runs on the session's thread; the rest under the leg's lock.
 */
final class Player {

  private static final Logger LOG = LoggerFactory.getLogger(Player.class);

  /** Frames are of 20 ms; a file that ended so near its end has ended by itself. */
  private static final long NEAR_MS = 40;

  /** A stop that reaches a channel before the file has begun is lost, so it is said again. */
  private static final long AGAIN_MS = 40;

  private static final int SAMPLES_A_MS = 8;

  private final AsteriskLeg leg;
  private final LegTools tools;

  /** Counts the files: odd while one plays. */
  private long turn;

  private Optional<Wish.Sounding> plays = Optional.empty();

  Player(AsteriskLeg leg, LegTools tools) {
    this.leg = leg;
    this.tools = tools;
  }

  /** Plays the next file of it, or what is left of it. */
  void goOn(Wish.Sounding sounding, AgiSession agi) throws AgiException {
    if (sounding.atEnd()) {
      leg.endOf(sounding);
      return;
    }
    Optional<Sound> sound = tools.sounds().of(sounding.clip());
    if (sound.isEmpty()) {
      sounding.nextClip();
      return;
    }
    play(sounding, sound.get(), agi);
  }

  private void play(Wish.Sounding sounding, Sound sound, AgiSession agi) throws AgiException {
    if (!begin(sounding)) {
      return;
    }
    long length = sound.samples() / SAMPLES_A_MS;
    try {
      boolean keys = !tools.manager().connected();
      if (keys) {
        leg.asksForKeys();
      }
      AgiSession.Played played = agi.play(sound.file(), from(sounding, sound, length), keys);
      if (keys) {
        leg.answeredKey(played.key());
      }
      if (played.failed() && !leg.hasOtherThan(sounding)) {
        notPlayed(sound, agi);
      }
      if (played.failed() || played.atMs() >= length - NEAR_MS) {
        ended(sounding, sound);
      } else {
        sounding.reached(played.atMs());
      }
    } finally {
      done();
      if (!sound.endless()) {
        tools.sounds().drop(sound);
      }
    }
  }

  /** Music that cannot be played must not be asked for again and again without a pause. */
  private void notPlayed(Sound sound, AgiSession agi) throws AgiException {
    agi.exec("Wait", "0.5");
    if (!leg.isOver()) { // else it was only that
      LOG.atWarn()
          .addKeyValue("leg", leg.id())
          .addKeyValue("file", sound.file())
          .log("Asterisk does not play a file: may it read the folder of asterisk.sounds?");
    }
  }

  /** Music is one stream for all who hear it: where it begins is read off the common clock. */
  private static long from(Wish.Sounding sounding, Sound sound, long length) {
    if (sounding.atMs() >= 0 || !sound.endless() || length == 0) {
      return Math.max(0, sounding.atMs());
    }
    return System.nanoTime() / 1_000_000 % length;
  }

  private static void ended(Wish.Sounding sounding, Sound sound) {
    if (sound.endless()) {
      sounding.reached(0);
    } else {
      sounding.nextClip();
    }
  }

  private boolean begin(Wish.Sounding sounding) {
    return tools.changing(
        () -> {
          if (leg.hasOtherThan(sounding)) {
            return false;
          }
          turn++;
          plays = Optional.of(sounding);
          return true;
        });
  }

  private void done() {
    tools.change(
        () -> {
          turn++;
          plays = Optional.empty();
        });
  }

  /** Under the lock: the file ends soon if it is not what is wanted now. */
  void breakOff() {
    plays.filter(leg::hasOtherThan).ifPresent(_ -> breakOff(turn));
  }

  private void breakOff(long of) {
    tools
        .manager()
        .ask(
            new Manager.Order(
                "ControlPlayback", Map.of("Channel", leg.channel(), "Control", "stop")));
    tools.timer().after(AGAIN_MS, () -> breakOffAgain(of));
  }

  private void breakOffAgain(long of) {
    tools.change(
        () -> {
          if (turn == of && !leg.isOver()) {
            breakOff(of);
          }
        });
  }
}
