package org.liniya.asterisk;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Key;

/**
 * Makes one key of what Asterisk tells twice: when it is pressed and when it is let go. Of keys
 * that come without a length (SIP INFO) it tells the end, and of some a beginning after it, which
 * it may make up of any key. While the manager is away keys are asked for over the session; one
 * that is pressed just when it comes back is told by both. Not thread-safe.
 *
 * <p>Where packets have piled up, on a machine that stood still, keys follow each other within 45
 * ms; then Asterisk puts the end of a key off, and tells it once more when it comes to it.
 */
final class KeyPairs {

  private static final String KEYS = "0123456789*#ABCD";

  /** How keys come from this telephone, as the first of them has shown. */
  private enum Kind {
    UNKNOWN,
    WITH_LENGTH,
    WITHOUT_LENGTH
  }

  private Kind kind = Kind.UNKNOWN;

  private char down;

  /** Has ended and begun anew, which may be made up: its end would prove it. */
  private char again;

  /** What the manager has told while the session was being asked. */
  private final Set<Key> meanwhile = new HashSet<>();

  private boolean asked;

  /**
   * Who has ended: a beginning may come still, without a further end. Asterisk makes one up where a
   * file that was being played ended while the key was down.
   */
  private final Set<Character> ended = new HashSet<>();

  /** The key, if this is the first that is told of it. */
  Optional<Key> of(AmiNews.Pressed pressed) {
    char key = pressed.key();
    if (KEYS.indexOf(key) < 0) {
      return Optional.empty();
    }
    Optional<Key> told = pressed.begins() ? begins(key) : ends(key);
    if (asked) {
      told.ifPresent(meanwhile::add);
    }
    return told;
  }

  /** The session is asked for a key, until it answers. */
  void ask() {
    asked = true;
  }

  /**
   * The session answers, at the end of a press.
   *
   * @param back whether the manager is back by now
   * @return the key, unless the manager was the first to tell of it
   */
  Optional<Key> answered(Optional<Key> answer, boolean back) {
    Optional<Key> first = answer.filter(key -> !meanwhile.contains(key));
    if (back) {
      first.ifPresent(key -> down = key.symbol()); // whose end the manager may tell still
    }
    asked = false;
    meanwhile.clear();
    return first;
  }

  private Optional<Key> begins(char key) {
    if (ended.remove(key)) {
      again = key;
      return Optional.empty();
    }
    if (kind == Kind.UNKNOWN) {
      kind = Kind.WITH_LENGTH;
    }
    again = 0;
    ended.clear();
    down = key;
    return Optional.of(new Key(key));
  }

  private Optional<Key> ends(char key) {
    boolean told = down == key;
    boolean proved = again == key;
    if (!told && !proved) {
      if (kind == Kind.WITH_LENGTH) {
        return Optional.empty(); // the end of a key that has ended
      }
      kind = Kind.WITHOUT_LENGTH;
    }
    down = 0;
    again = 0;
    ended.add(key);
    return told ? Optional.empty() : Optional.of(new Key(key));
  }
}
