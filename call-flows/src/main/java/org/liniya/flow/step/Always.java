package org.liniya.flow.step;

import java.util.Map;
import org.liniya.call.Key;
import org.liniya.flow.call.Target;

/**
 * The keys that act in every menu and say, and what may be said for them in menus that listen.
 * Immutable.
 */
public record Always(Map<Key, Target> keys, Map<Key, Phrases> phrases) {

  public static final Always NONE = new Always(Map.of(), Map.of());

  public Always {
    keys = Map.copyOf(keys);
    phrases = Map.copyOf(phrases);
  }
}
