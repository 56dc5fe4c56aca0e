package org.liniya.port;

import java.time.Duration;
import org.liniya.call.CallerNumber;
import org.liniya.person.LookUp;

/**
 * Slows down whoever guesses, for an identity and for a number that the network vouches for; shuts
 * nobody out. Thread-safe, bounded in memory, answers at once.
 */
public interface Guesses {

  /** How long a caller is to wait before the next attempt is looked at; zero at first. */
  Duration pause(LookUp who, CallerNumber from);

  /** An attempt was wrong: the next one waits longer. */
  void wrong(LookUp who, CallerNumber from);

  /** An attempt was right: the identity's count begins anew, the number's does not. */
  void right(LookUp who, CallerNumber from);
}
