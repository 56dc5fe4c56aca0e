package org.liniya.testkit.call;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;

/** Prompts without a voice: a tenth of a second of silence each. Immutable, thread-safe. */
public final class FakePromptCatalogue implements PromptCatalogue {

  private static final int LENGTH = 800;

  private final Map<Language, Set<String>> names;

  public FakePromptCatalogue(Map<Language, Set<String>> names) {
    this.names = Map.copyOf(names);
  }

  @Override
  public Optional<String> text(Language language, String name) {
    return Optional.of(name).filter(names(language)::contains);
  }

  @Override
  public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
    return text(language, name).map(_ -> new byte[LENGTH]);
  }

  @Override
  public Optional<byte[]> music(String name, Encoding encoding) {
    return Optional.of(new byte[LENGTH]);
  }

  @Override
  public Set<String> names(Language language) {
    return names.getOrDefault(language, Set.of());
  }

  @Override
  public Set<Language> languages() {
    return names.keySet();
  }
}
