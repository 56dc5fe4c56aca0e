package org.liniya.speak;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.liniya.call.Language;

/** All grammars: ours, then those that others have put on the class path. For any thread. */
final class Grammars {

  private static final List<Grammar> ALL =
      Stream.concat(
              Stream.of(new RussianGrammar(), new EnglishGrammar()),
              ServiceLoader.load(Grammar.class).stream().map(ServiceLoader.Provider::get))
          .toList();

  private Grammars() {}

  static Optional<Grammar> find(Language language) {
    return ALL.stream().filter(grammar -> grammar.language().equals(language)).findFirst();
  }

  static Collection<Grammar> all() {
    return ALL;
  }
}
