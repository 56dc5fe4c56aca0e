package org.liniya.acd;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.call.Language;

/**
 * Operators, or what stands for them, by the languages they speak, so that nobody searches a call's
 * operator among those who cannot talk to the caller. Not thread-safe.
 */
final class ByLanguage<T> {

  /** No tag of a language: the set of those who speak all. */
  private static final String ALL = "";

  private final Comparator<? super T> order;
  private final Map<String, NavigableSet<T>> speakers = new HashMap<>();

  ByLanguage(Comparator<? super T> order) {
    this.order = order;
  }

  /**
   * @param languages tags; empty means all
   */
  void add(Set<String> languages, T speaker) {
    for (String tag : tags(languages)) {
      speakers.computeIfAbsent(tag, _ -> new TreeSet<>(order)).add(speaker);
    }
  }

  /**
   * @param languages the same as when it was added
   */
  void remove(Set<String> languages, T speaker) {
    tags(languages).forEach(tag -> set(tag).remove(speaker));
  }

  /** All speakers of the language, in two sets, each in order. */
  List<NavigableSet<T>> speaking(Language language) {
    return List.of(set(ALL), set(language.tag()));
  }

  private NavigableSet<T> set(String tag) {
    return speakers.getOrDefault(tag, Collections.emptyNavigableSet());
  }

  private static Set<String> tags(Set<String> languages) {
    return languages.isEmpty() ? Set.of(ALL) : languages;
  }
}
