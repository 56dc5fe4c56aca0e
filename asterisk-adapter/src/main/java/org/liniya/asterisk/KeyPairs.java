package org.liniya.asterisk;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Key;

/**
 * Makes one key of what Asterisk tells twice: when it is pressed and when it is let go. Of keys
 * that come without a length (SIP INFO) it tells the end, and of some a beginning after it. Not
 * thread-safe.
 */
final class KeyPairs {

  private static final String KEYS = "0123456789*#ABCD";

  private char down;

  /** Whose end was told without a beginning: one may come still. */
  private final Set<Character> ended = new HashSet<>();

  /** The key, if this is the first that is told of it. */
  Optional<Key> of(AmiNews.Pressed pressed) {
    char key = pressed.key();
    if (KEYS.indexOf(key) < 0) {
      return Optional.empty();
    }
    return pressed.begins() ? begins(key) : ends(key);
  }

  private Optional<Key> begins(char key) {
    if (ended.remove(key)) {
      return Optional.empty(); // should it be another press after all, its end tells
    }
    ended.clear();
    down = key;
    return Optional.of(new Key(key));
  }

  private Optional<Key> ends(char key) {
    boolean told = down == key;
    down = 0;
    if (told) {
      return Optional.empty();
    }
    ended.add(key);
    return Optional.of(new Key(key));
  }
}
