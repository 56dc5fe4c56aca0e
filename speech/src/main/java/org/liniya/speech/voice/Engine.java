package org.liniya.speech.voice;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.liniya.call.Language;
import org.liniya.call.Secret;

/** An engine that the configuration describes, beside those that are known by name. Immutable. */
public sealed interface Engine {

  /**
   * A program of the administrator's own.
   *
   * @param command with {@link CommandVoice#TEXT} and {@link CommandVoice#FILE}, and {@code
   *     {language}}
   * @param version raised when it begins to sound differently
   */
  record Command(List<String> command, Bounds bounds, int version) implements Engine {
    public Command {
      command = List.copyOf(command);
    }
  }

  /**
   * A service outside.
   *
   * @param version as of a command
   */
  record Http(
      URI url, Map<String, Secret> headers, HttpVoice.Trust trust, Bounds bounds, int version)
      implements Engine {
    public Http {
      headers = Map.copyOf(headers);
    }
  }

  /** Those that need no description. */
  enum Known implements Engine {
    FESTIVAL("festival", List.of(Language.RU)),
    ESPEAK_NG("espeak-ng", List.of()),
    FLITE("flite", List.of(Language.EN)),
    FREETTS("freetts", List.of(Language.EN)),
    RHVOICE("rhvoice", List.of(Language.RU, Language.EN));

    private final String word;
    private final List<Language> languages;

    Known(String word, List<Language> languages) {
      this.word = word;
      this.languages = languages;
    }

    /** Its name in the configuration. */
    public String word() {
      return word;
    }

    /** Whether it has a voice of the language. */
    public boolean speaks(Language language) {
      return languages.isEmpty() || languages.contains(language);
    }

    /** Those that it has voices of; none when it may have any. */
    public List<Language> languages() {
      return languages;
    }
  }
}
