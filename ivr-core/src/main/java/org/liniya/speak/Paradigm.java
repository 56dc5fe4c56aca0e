package org.liniya.speak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The six forms of a word. Forms that sound the same are one fragment, named by the first case that
 * has it: «пяти» is {@code number-5-gen}, whether genitive, dative or prepositional. Immutable.
 */
final class Paradigm {

  private final Map<Case, Fragment> forms = new EnumMap<>(Case.class);

  /**
   * @param name of the nominative
   * @param forms six, in the order of {@link Case}
   */
  Paradigm(String name, List<String> forms) {
    this(name, forms, List.of());
  }

  /**
   * @param known fragments that may be used instead of own ones where they sound the same
   */
  Paradigm(String name, List<String> forms, List<Fragment> known) {
    List<Fragment> there = new ArrayList<>(known);
    for (Case each : Case.values()) {
      String text = each.among(forms);
      Fragment form =
          there.stream()
              .filter(fragment -> fragment.text().equals(text))
              .findFirst()
              .orElseGet(() -> new Fragment(name + each.suffix(), text));
      there.add(form);
      this.forms.put(each, form);
    }
  }

  Fragment in(Case grammatical) {
    return forms.getOrDefault(grammatical, new Fragment("", ""));
  }

  /** All forms, some of them the same. */
  List<Fragment> all() {
    return List.copyOf(forms.values());
  }
}
