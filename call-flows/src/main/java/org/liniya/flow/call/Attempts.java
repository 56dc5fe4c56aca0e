package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import org.liniya.call.CallerNumber;
import org.liniya.person.LookUp;
import org.liniya.port.Guesses;

/**
 * Attempts of a call to prove that the caller is somebody: after wrong ones the caller waits before
 * the next is looked at, hears so, and is never shut out. Runs only on the call's thread.
 */
public final class Attempts {

  /** Whatever the book of guesses says, nobody waits longer. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A shorter silence needs no words. */
  private static final Duration SILENT = Duration.ofSeconds(2);

  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(6);

  private final LiveCall call;
  private final String step;
  private final LookUp who;

  public Attempts(LiveCall call, String step, LookUp who) {
    this.call = call;
    this.step = step;
    this.who = who;
  }

  /** Waits before an attempt is looked at; present when the call is over by then. */
  public Optional<Outcome> pause() {
    CallerLine line = call.line();
    Duration pause = guesses().pause(who, from());
    Duration until = line.now().plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
    while (line.over().isEmpty() && line.now().compareTo(until) < 0) {
      Duration left = until.minus(line.now());
      if (left.compareTo(SILENT) > 0) {
        call.say(step, call.voice().prompt("one-moment"), false);
        left = BETWEEN_WORDS;
      }
      Duration end = line.now().plus(left);
      Duration wait = (end.compareTo(until) < 0 ? end : until).minus(line.now());
      if (wait.isPositive()) {
        line.await(_ -> false, wait);
      }
    }
    return line.over();
  }

  /** The attempt was wrong. */
  public void wrong() {
    guesses().wrong(who, from());
  }

  /** It was right. */
  public void right() {
    guesses().right(who, from());
  }

  private Guesses guesses() {
    return call.ports().verification().guesses();
  }

  private CallerNumber from() {
    return call.arrival().from();
  }
}
