package org.liniya.speech.listen;

import java.time.Duration;
import org.liniya.call.Language;
import org.liniya.listen.SpeechNews;

/** Is told what the recogniser does, for figures. Called by any thread; must not block or throw. */
public interface ListenWatch {

  /** A call wanted to be heard, and there was no room. */
  void refused(Language language);

  /**
   * A hearing came to its end.
   *
   * @param afterSpeech from the last sound of speech to these news; zero when nothing was said
   */
  void told(Language language, SpeechNews news, Duration afterSpeech);

  /** Nobody wants to know. */
  ListenWatch NONE =
      new ListenWatch() {
        @Override
        public void refused(Language language) {}

        @Override
        public void told(Language language, SpeechNews news, Duration afterSpeech) {}
      };
}
