package org.liniya.sip;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets by name, such as a source. Remembers the {@value #KEPT} that were used last: one
 * that was forgotten begins full, which harms nobody. Guarded by its owner.
 */
final class Rates {

  private static final int KEPT = 10_000;

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > KEPT;
        }
      };

  boolean has(String name, int perSecond, Duration now) {
    return bucket(name).has(perSecond, now);
  }

  /** As {@link #has}, but half of the burst is left for others. */
  boolean hasPlenty(String name, int perSecond, Duration now) {
    return bucket(name).hasPlenty(perSecond, now);
  }

  void take(String name, int perSecond, Duration now) {
    buckets.put(name, bucket(name).less(perSecond, now));
  }

  /** How many are remembered. */
  int size() {
    return buckets.size();
  }

  private Bucket bucket(String name) {
    return buckets.getOrDefault(name, Bucket.FULL);
  }
}
