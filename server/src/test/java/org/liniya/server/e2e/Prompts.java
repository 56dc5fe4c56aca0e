package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.audio.hearing.Hearing;
import org.liniya.audio.hearing.PromptFinder;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Language;

/**
 * What the hotline can say in one language, and where it was heard. Immutable; any thread may use
 * it.
 */
final class Prompts {
  /**
   * Between two digits of one number: 350 ms between groups of three, and the machine may be busy.
   */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

  /**
   * Each prompt costs a quarter of a second a minute of sound; these are for flows that do not
   * exist yet.
   */
  private static final Pattern NOT_YET_SPOKEN =
      Pattern.compile(
          "number-\\d\\d+|.*-f|thousand.*|hundred|estimate-.*|whisper-.*|desk-.*|callback-.*|.*code.*|and");

  private final PromptFinder finder;

  private Prompts(PromptFinder finder) {
    this.finder = finder;
  }

  /**
   * The prompts of the example configuration in one language, and those that every caller hears:
   * the welcome in the first language and each language's offer of itself.
   */
  static Prompts of(Language language) {
    Map<String, Sound> known = new LinkedHashMap<>(sounds(language));
    for (String heardByAll : List.of("welcome", "press-for-russian")) {
      known.put(heardByAll, sound(Language.RU, heardByAll));
    }
    known.put("press-for-english", sound(Language.EN, "press-for-english"));
    return new Prompts(PromptFinder.of(known));
  }

  /** Only these prompts of one language: quick to look for. */
  static Prompts only(Language language, String... names) {
    Map<String, Sound> known = new LinkedHashMap<>();
    for (String name : names) {
      known.put(name, sound(language, name));
    }
    return new Prompts(PromptFinder.of(known));
  }

  private static Map<String, Sound> sounds(Language language) {
    try (Stream<Path> files = Files.list(folder(language))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".wav"))
          .map(file -> file.substring(0, file.length() - ".wav".length()))
          .filter(name -> !NOT_YET_SPOKEN.matcher(name).matches())
          .collect(Collectors.toMap(name -> name, name -> sound(language, name)));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot list the prompts", broken);
    }
  }

  private static Sound sound(Language language, String name) {
    return Sound.read(folder(language).resolve(name + ".wav"));
  }

  private static Path folder(Language language) {
    return RunningServer.exampleConfig().resolve("prompts").resolve(language.tag());
  }

  /** What was heard in a sound. */
  Hearing listenTo(Sound sound) {
    return finder.listenTo(sound);
  }

  /** The digits spoken one by one after a prompt that ends at that time. */
  static String digits(Hearing hearing, Duration after) {
    Map<String, Character> digits = new HashMap<>();
    for (char digit = '0'; digit <= '9'; digit++) {
      digits.put("digit-" + digit, digit);
    }
    return hearing.digits(digits, after, LONGEST_GAP);
  }
}
