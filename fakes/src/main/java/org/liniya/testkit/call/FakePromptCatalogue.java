package org.liniya.testkit.call;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;

/**
 * Prompts without a voice: a tenth of a second of silence each. Thread-safe; may be broken while
 * others use it.
 */
public final class FakePromptCatalogue implements PromptCatalogue {

  private static final int LENGTH = 800;

  private final Map<Language, Set<String>> names;
  private volatile State state = State.WELL;

  /** How the catalogue is. */
  public enum State {
    WELL,
    /** No prompt has a sound, as when the folder was emptied. */
    SILENT,
    /** Every question throws. */
    BROKEN
  }

  public FakePromptCatalogue(Map<Language, Set<String>> names) {
    this.names = Map.copyOf(names);
  }

  public void state(State now) {
    state = now;
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
    return state == State.SILENT ? Optional.empty() : Optional.of(new byte[LENGTH]);
  }

  @Override
  public Set<String> names(Language language) {
    return switch (state) {
      case WELL -> names.getOrDefault(language, Set.of());
      case SILENT -> Set.of();
      case BROKEN -> throw new IllegalStateException("no prompts (a test said so)");
    };
  }

  @Override
  public Set<Language> languages() {
    return names.keySet();
  }
}
