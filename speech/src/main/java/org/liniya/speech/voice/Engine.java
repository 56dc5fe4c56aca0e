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
    FESTIVAL("festival"),
    ESPEAK_NG("espeak-ng"),
    FLITE("flite"),
    FREETTS("freetts"),
    RHVOICE("rhvoice");

    private final String word;

    Known(String word) {
      this.word = word;
    }

    /** Its name in the configuration. */
    public String word() {
      return word;
    }

    /** Whether it has a voice of the language. */
    public boolean speaks(Language language) {
      return languages().isEmpty() || languages().contains(language);
    }

    /** Those that it has voices of; none when it may have any. */
    public List<Language> languages() {
      return switch (this) {
        case FESTIVAL -> List.of(Language.RU);
        case FLITE, FREETTS -> List.of(Language.EN);
        case RHVOICE -> List.of(Language.RU, Language.EN);
        case ESPEAK_NG -> List.of();
      };
    }
  }
}
