package org.liniya.identity;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The wrong attempts at an identity, or of a number. Immutable.
 *
 * @param identities at which ones, as far as they are counted; none for an identity
 * @param alerted when somebody was told last
 */
record Wrongs(int count, Set<KeyedHash.Of> identities, Optional<Duration> alerted) {

  static final Wrongs NONE = new Wrongs(0, Set.of(), Optional.empty());

  /** Beyond it the pause grows no further. */
  private static final int ENOUGH = 1_000;

  Wrongs {
    identities = Set.copyOf(identities);
  }

  Wrongs plus() {
    return new Wrongs(Math.min(count + 1, ENOUGH), identities, alerted);
  }

  /** One of them was at this identity; at most {@code most} are remembered. */
  Wrongs at(KeyedHash.Of identity, int most) {
    if (identities.contains(identity) || identities.size() >= most) {
      return this;
    }
    Set<KeyedHash.Of> more = new HashSet<>(identities);
    more.add(identity);
    return new Wrongs(count, more, alerted);
  }

  Wrongs alertedAt(Duration now) {
    return new Wrongs(count, identities, Optional.of(now));
  }
}
