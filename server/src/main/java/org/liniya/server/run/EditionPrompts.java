package org.liniya.server.run;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.SentenceReader;

/**
 * The sounds of the current edition, and those that only earlier ones have: a call that began
 * before a reload still needs them. Thread-safe.
 */
record EditionPrompts(Editions editions, SentenceReader reader) implements PromptCatalogue {

  private <T> Optional<T> first(Function<PromptCatalogue, Optional<T>> ask) {
    for (Edition edition : editions.all()) {
      Optional<T> found = ask.apply(edition.line().prompts());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> text(Language language, String name) {
    return first(prompts -> prompts.text(language, name));
  }

  @Override
  public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
    return first(prompts -> prompts.sound(language, name, encoding));
  }

  @Override
  public Optional<byte[]> music(String name, Encoding encoding) {
    return first(prompts -> prompts.music(name, encoding));
  }

  @Override
  public Set<String> names(Language language) {
    return editions.current().line().prompts().names(language);
  }

  @Override
  public Set<Language> languages() {
    return editions.current().line().prompts().languages();
  }
}
