package org.liniya.acd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.liniya.call.CallId;

/**
 * What the callers of one queue were told about their places, so that only changes are told. A call
 * whose operator's telephone rings counts for those behind it, but is not told its own place. Owned
 * by a {@link GroupQueue}; not thread-safe.
 */
final class ToldPlaces {

  private static final int NEVER = 0;

  private final Map<CallId, Integer> told = new HashMap<>();
  private final List<QueuedCall> newcomers = new ArrayList<>();

  void joined(QueuedCall call) {
    newcomers.add(call);
  }

  void left(QueuedCall call) {
    newcomers.remove(call);
    told.remove(call.call());
  }

  /** What changed for the first {@code most} callers and for those who have just come. */
  List<AcdEffect> changes(RankedCalls waiting, Predicate<QueuedCall> tellable, int most) {
    List<AcdEffect> changes = new ArrayList<>();
    int place = 0;
    for (QueuedCall call : waiting.first(most)) {
      place++;
      if (tellable.test(call)) {
        tell(call, place, changes);
      }
    }
    newcomers.stream().filter(tellable).forEach(call -> tell(call, waiting.place(call), changes));
    newcomers.clear();
    return changes;
  }

  private void tell(QueuedCall call, int place, List<AcdEffect> changes) {
    if (told.getOrDefault(call.call(), NEVER) != place) {
      told.put(call.call(), place);
      changes.add(new AcdEffect.TellPlace(call.call(), place));
    }
  }
}
