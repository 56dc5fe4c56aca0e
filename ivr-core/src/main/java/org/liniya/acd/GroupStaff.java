package org.liniya.acd;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;

/**
 * The operators of one skill group who are logged in, indexed for matching. Owned by a {@link
 * GroupQueue}; not thread-safe.
 */
final class GroupStaff {

  /** How an operator stands in the indexes, to be taken out again unchanged. */
  private record Entry(OperatorId operator, Set<String> languages, Optional<ReadyOperator> ready) {}

  private final Map<OperatorId, Entry> entries = new HashMap<>();
  private final ByLanguage<OperatorId> loggedIn = new ByLanguage<>(Comparator.naturalOrder());
  private ByLanguage<ReadyOperator> ready;
  private RingStrategy.Order order;
  private int readyCount;

  GroupStaff(RingStrategy.Order order) {
    this.order = order;
    this.ready = new ByLanguage<>(order.comparator());
  }

  /** In which order the ready ones are. */
  RingStrategy.Order order() {
    return order;
  }

  /**
   * Takes in an operator's present state.
   *
   * @param level how good at the group's skill
   */
  void update(Desk desk, int level) {
    remove(desk.profile().id());
    if (!(desk.state() instanceof Offline)) {
      add(
          new Entry(
              desk.profile().id(),
              desk.profile().languages(),
              desk.state() instanceof Ready is
                  ? Optional.of(desk.asReady(is, level))
                  : Optional.empty()));
    }
  }

  private void add(Entry entry) {
    entries.put(entry.operator(), entry);
    loggedIn.add(entry.languages(), entry.operator());
    if (entry.ready().isPresent()) {
      ready.add(entry.languages(), entry.ready().get());
      readyCount++;
    }
  }

  private void remove(OperatorId operator) {
    if (!entries.containsKey(operator)) {
      return;
    }
    Entry entry = Objects.requireNonNull(entries.remove(operator));
    loggedIn.remove(entry.languages(), operator);
    if (entry.ready().isPresent()) {
      ready.remove(entry.languages(), entry.ready().get());
      readyCount--;
    }
  }

  /** Nobody is here any more; who comes is asked in this order. */
  void clear(RingStrategy.Order next) {
    List.copyOf(entries.keySet()).forEach(this::remove);
    order = next;
    ready = new ByLanguage<>(next.comparator());
  }

  /** Those ready who speak the language, cooling down or not: sets in the group's order. */
  List<NavigableSet<ReadyOperator>> ready(Language language) {
    return ready.speaking(language);
  }

  boolean anyoneSpeaks(Language language) {
    return loggedIn.speaking(language).stream().anyMatch(speakers -> !speakers.isEmpty());
  }

  int loggedInCount() {
    return entries.size();
  }

  int readyCount() {
    return readyCount;
  }
}
