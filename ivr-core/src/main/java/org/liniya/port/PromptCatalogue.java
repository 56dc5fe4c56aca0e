package org.liniya.port;

import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;

/**
 * The prompts of the line: their texts, and their sound already encoded for each codec.
 * Thread-safe, never blocks.
 */
public interface PromptCatalogue {

  /**
   * The text of a prompt, as a voice would read it (in a language of the catalogue); empty when
   * unknown.
   */
  Optional<String> text(Language language, String name);

  /**
   * The whole sound of a prompt in an encoding; shared, not to be changed. Empty when there is
   * none.
   */
  Optional<byte[]> sound(Language language, String name, Encoding encoding);

  /** Music on hold, as {@link #sound}; loops seamlessly. */
  Optional<byte[]> music(String name, Encoding encoding);

  /** The names of all prompts that have sound in a language. */
  Set<String> names(Language language);

  Set<Language> languages();

  /** Who reads a sentence of which a fragment has no sound. */
  default SentenceReader reader() {
    return SentenceReader.NONE;
  }
}
