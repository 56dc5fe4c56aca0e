package org.liniya.server.imports;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.liniya.server.imports.Destination.HangUp;
import org.liniya.server.imports.Destination.Says;
import org.liniya.server.imports.FreeSwitchActions.Meaning;

/**
 * Makes a menu of one {@code <menu>}, with FreeSWITCH's defaults: 10 s, three tries. For one
 * thread.
 */
final class FreeSwitchMenu {

  private static final int USUAL_TRIES = 3;
  private static final int USUAL_WAIT_MS = 10_000;

  private final XmlElement menu;
  private final String name;
  private final Findings findings;

  FreeSwitchMenu(XmlElement menu, Findings findings) {
    this.menu = menu;
    this.name = menu.attribute("name");
    this.findings = findings;
  }

  ImportedMenu read() {
    Destination exit =
        said("exit-sound")
            .<Destination>map(sound -> new Says(List.of(sound), new HangUp()))
            .orElse(new HangUp());
    attributes();
    return new ImportedMenu(
        menu.place(),
        name,
        Names.shown(name, 80),
        said("greet-long").map(List::of).orElse(List.of()),
        Duration.ofMillis(number("timeout", USUAL_WAIT_MS)),
        number("max-failures", USUAL_TRIES),
        keys(exit),
        last("exec-on-max-timeouts", exit),
        last("exec-on-max-failures", exit));
  }

  private Optional<Sound> said(String attribute) {
    return Optional.of(menu.attribute(attribute))
        .filter(written -> !written.isBlank())
        .map(written -> FreeSwitchActions.sound(menu.place(), written));
  }

  private int number(String attribute, int usual) {
    OptionalInt number = QueueRules.whole(menu.attribute(attribute));
    return number.isPresent() && number.getAsInt() > 0 ? number.getAsInt() : usual;
  }

  private Destination last(String attribute, Destination exit) {
    String application = menu.attribute(attribute);
    if (application.isBlank()) {
      return exit;
    }
    Meaning meaning = FreeSwitchActions.application(menu.place(), application, name);
    found(menu, attribute + "=" + application, meaning);
    return meaning.to();
  }

  private void attributes() {
    menu.attributes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> attribute(each.getKey(), each.getValue()));
  }

  private void attribute(String key, String value) {
    String shown = key + "=" + value;
    switch (key) {
      case "name", "greet-long", "exit-sound", "exec-on-max-timeouts", "exec-on-max-failures" -> {}
      case "timeout" -> findings.taken(menu.place(), shown, "wait: " + value + "ms");
      case "max-failures" -> findings.taken(menu.place(), shown, "tries: " + value);
      case "max-timeouts" -> timeouts(shown, value);
      case "greet-short" ->
          lacking(shown, value, "the menu is said as a whole each time: shorten its prompt");
      case "invalid-sound" ->
          lacking(shown, value, "the prompt no-match is said in every menu: put the words there");
      case "confirm-macro", "confirm-key", "confirm-attempts" ->
          lacking(
              shown,
              menu.attribute("confirm-macro"),
              "keys of a menu are not confirmed; 'ask' has 'confirm'");
      case "pin", "pin-file", "bad-pin-file" ->
          lacking(shown, value, "no menu asks for a PIN: prove who calls with a step 'verify'");
      case "digit-len", "inter-digit-timeout" ->
          findings.ignored(menu.place(), shown, "a menu's key is one key");
      case "tts-engine", "tts-voice" ->
          findings.ignored(menu.place(), shown, "'speech.voices' of liniya.yaml says who speaks");
      default -> findings.lacking(menu.place(), shown, "this attribute is not known");
    }
  }

  private void timeouts(String shown, String value) {
    if (QueueRules.whole(value).orElse(0) == number("max-failures", USUAL_TRIES)) {
      findings.taken(menu.place(), shown, "tries");
    } else {
      findings.lacking(menu.place(), shown, "silences and wrong keys have the same 'tries'");
    }
  }

  private void lacking(String shown, String value, String why) {
    if (value.isBlank()) {
      findings.ignored(menu.place(), shown, "it is empty");
    } else {
      findings.lacking(menu.place(), shown, why);
    }
  }

  private Map<Character, Destination> keys(Destination exit) {
    Map<Character, Destination> keys = new LinkedHashMap<>();
    for (XmlElement entry : menu.children()) {
      if (!entry.name().equals("entry")) {
        findings.ignored(entry.place(), "<" + entry.name() + ">", "a menu has only entries");
        continue;
      }
      String digits = entry.attribute("digits");
      Optional<Set<Character>> each = DigitPattern.keys(digits);
      if (each.isEmpty()) {
        findings.lacking(
            entry.place(),
            shown(entry),
            "a menu's key is one key: use 'ask: { kind: digits }' and 'choose'");
        continue;
      }
      Meaning meaning =
          FreeSwitchActions.of(
              entry.place(), entry.attribute("action"), entry.attribute("param"), name, exit);
      found(entry, shown(entry), meaning);
      each.get().forEach(key -> keys.putIfAbsent(key, meaning.to()));
    }
    return keys;
  }

  private static String shown(XmlElement entry) {
    return entry.attribute("digits")
        + " "
        + entry.attribute("action")
        + " "
        + entry.attribute("param");
  }

  private void found(XmlElement element, String shown, Meaning meaning) {
    if (meaning.lacking().isEmpty()) {
      findings.taken(element.place(), shown, "a key of the menu");
    } else {
      findings.lacking(element.place(), shown, meaning.lacking());
    }
  }
}
