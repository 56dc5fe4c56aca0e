package org.liniya.port;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.listen.Expected;

/**
 * Understands what callers say. Its work is done by a bounded number of threads of its own; all
 * methods return at once and are called by any thread. Keys work in any case: whoever gets no
 * hearing goes on by keys alone.
 */
public interface SpeechRecognizer {

  /** The languages that it has a model of. */
  Set<Language> languages();

  /**
   * The words of phrases that the model of their language does not know and so never hears; empty
   * when there is no model.
   */
  Set<String> unknownWords(Language language, Collection<String> phrases);

  /**
   * Begins to hear one utterance. What comes of it arrives as {@link Signal.Speech}.
   *
   * @param inbox where the news go, usually the call's inbox; called by a thread of the recogniser
   * @return empty when there is no model of the language, or as many are heard as can be
   */
  Optional<Hearing> hear(Expected expected, Consumer<Signal> inbox);

  /**
   * One utterance that is listened to. Sound is given to it by the leg; it is over by itself once
   * it has told what was understood.
   */
  interface Hearing extends Ear, AutoCloseable {

    /** Named in every {@link Signal.Speech} of it; unique within the recogniser. */
    long number();

    /**
     * From now on the caller hears a prompt, of which a telephone may send back an echo: what is no
     * louder than that is not taken for a voice.
     */
    void promptBegan();

    /** The caller hears nothing any more, but for an echo that is still on its way. */
    void promptEnded();

    /**
     * Nothing more is said: what was understood of it so far is told now. Without it a hearing of
     * {@link Expected.Anything} goes on, through every pause, until it is closed.
     */
    void finish();

    /** Gives it up; nothing more is told, but for what is under way. A second call does nothing. */
    @Override
    void close();
  }

  /** No recogniser: the server runs on keys alone. */
  SpeechRecognizer NONE =
      new SpeechRecognizer() {
        @Override
        public Set<Language> languages() {
          return Set.of();
        }

        @Override
        public Set<String> unknownWords(Language language, Collection<String> phrases) {
          return Set.of();
        }

        @Override
        public Optional<Hearing> hear(Expected expected, Consumer<Signal> inbox) {
          return Optional.empty();
        }
      };
}
