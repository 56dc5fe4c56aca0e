package org.liniya.port;

import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.speak.Clip;

/**
 * Reads aloud, while a call waits, the sentences of which the catalogue lacks a fragment. For any
 * thread.
 */
public interface SentenceReader {

  /** The languages in which somebody reads. */
  Set<Language> languages();

  /**
   * Has a text read, so that {@link #sound} has it for the next while. Blocks until it is, for two
   * seconds at most; what was read lately is there at once.
   *
   * @return false when nobody could read it in time
   */
  boolean read(Clip.Text text);

  /** The whole sound of a text that was read, as {@link PromptCatalogue#sound}. Never blocks. */
  Optional<byte[]> sound(Clip.Text text, Encoding encoding);

  /** Nobody reads. */
  SentenceReader NONE =
      new SentenceReader() {
        @Override
        public Set<Language> languages() {
          return Set.of();
        }

        @Override
        public boolean read(Clip.Text text) {
          return false;
        }

        @Override
        public Optional<byte[]> sound(Clip.Text text, Encoding encoding) {
          return Optional.empty();
        }
      };
}
