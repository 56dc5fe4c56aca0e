package org.liniya.speak;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Language;

/** The list of all grammars: the one place to name a new language. Immutable, for any thread. */
final class Grammars {

  private static final List<Grammar> ALL = List.of(new RussianGrammar(), new EnglishGrammar());

  private Grammars() {}

  static Optional<Grammar> find(Language language) {
    return ALL.stream().filter(grammar -> grammar.language().equals(language)).findFirst();
  }

  static Collection<Grammar> all() {
    return ALL;
  }
}
