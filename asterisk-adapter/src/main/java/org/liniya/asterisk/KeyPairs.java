package org.liniya.asterisk;

import java.util.Optional;
import org.liniya.call.Key;

/**
 * Makes one key of what Asterisk tells twice: when it is pressed and when it is let go. Of keys
 * that come without a length (SIP INFO) it tells the end alone. Not thread-safe.
 */
final class KeyPairs {

  private static final String KEYS = "0123456789*#ABCD";
  private char down;

  /** The key, if this is the first that is told of it. */
  Optional<Key> of(AmiNews.Pressed pressed) {
    char key = pressed.key();
    boolean told = !pressed.begins() && down == key;
    down = pressed.begins() ? key : 0;
    return told || KEYS.indexOf(key) < 0 ? Optional.empty() : Optional.of(new Key(key));
  }
}
