package org.liniya.identity;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Things by their hash, the one that was put last at the end; each is forgotten some time after it
 * was put, and the oldest when there are too many. For one thread at a time.
 */
final class Recent<T> {

  private final int most;
  private final Duration keeps;
  private final LinkedHashMap<KeyedHash.Of, Entry<T>> entries = new LinkedHashMap<>();

  private record Entry<T>(T value, Duration at) {}

  Recent(int most, Duration keeps) {
    this.most = most;
    this.keeps = keeps;
  }

  Optional<T> get(KeyedHash.Of key, Duration now) {
    forget(now);
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  void put(KeyedHash.Of key, T value, Duration now) {
    forget(now);
    entries.remove(key);
    if (entries.size() >= most) {
      entries.pollFirstEntry();
    }
    entries.put(key, new Entry<>(value, now));
  }

  void remove(KeyedHash.Of key) {
    entries.remove(key);
  }

  int size(Duration now) {
    forget(now);
    return entries.size();
  }

  /** The oldest stand in front, so that it ends with the first that is kept. */
  private void forget(Duration now) {
    Iterator<Map.Entry<KeyedHash.Of, Entry<T>>> all = entries.entrySet().iterator();
    while (all.hasNext() && now.minus(all.next().getValue().at()).compareTo(keeps) >= 0) {
      all.remove();
    }
  }
}
