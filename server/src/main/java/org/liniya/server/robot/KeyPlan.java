package org.liniya.server.robot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.audio.hearing.Heard;

/**
 * Which keys a robot presses after which prompt: {@code press-for-english=2,enter-snils=#}.
 * Immutable; keys may be secret, so it never shows them.
 */
final class KeyPlan {

  private final Map<String, String> byPrompt;

  private KeyPlan(Map<String, String> byPrompt) {
    this.byPrompt = Map.copyOf(byPrompt);
  }

  /**
   * Reads {@code PROMPT=KEYS} separated by commas; a prompt may be named with its language, {@code
   * en/welcome}.
   *
   * @throws IllegalArgumentException saying which part is wrong
   */
  static KeyPlan parse(String text) {
    Map<String, String> byPrompt = new LinkedHashMap<>();
    int number = 0;
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      number++;
      int equals = part.indexOf('=');
      if (equals < 1 || !part.substring(equals + 1).matches("[0-9*#A-D]+")) {
        throw new IllegalArgumentException("part " + number + " of the keys is not PROMPT=KEYS");
      }
      byPrompt.put(part.substring(0, equals).strip(), part.substring(equals + 1));
    }
    return new KeyPlan(byPrompt);
  }

  /** The keys to press now that this was heard. */
  Optional<String> after(Heard heard) {
    return byPrompt.entrySet().stream()
        .filter(entry -> heard.is(entry.getKey()) || names(heard, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean names(Heard heard, String prompt) {
    return heard.name().endsWith("/" + prompt)
        || heard.alsoCalled().stream().anyMatch(name -> name.endsWith("/" + prompt));
  }

  @Override
  public String toString() {
    return "keys after " + byPrompt.keySet();
  }
}
