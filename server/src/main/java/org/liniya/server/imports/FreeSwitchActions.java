package org.liniya.server.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liniya.server.imports.Destination.Back;
import org.liniya.server.imports.Destination.HangUp;
import org.liniya.server.imports.Destination.Person;
import org.liniya.server.imports.Destination.Says;
import org.liniya.server.imports.Destination.ToMenu;
import org.liniya.server.imports.Destination.Top;
import org.liniya.yaml.Place;

/** What the actions of FreeSWITCH's menus are here. Pure. */
final class FreeSwitchActions {

  private FreeSwitchActions() {}

  /**
   * Where it leads, and what of it has no counterpart.
   *
   * @param lacking why callers come to a person instead; empty when nothing is lost
   */
  record Meaning(Destination to, String lacking) {

    static Meaning whole(Destination to) {
      return new Meaning(to, "");
    }

    static Meaning person(String why) {
      return new Meaning(new Person(), why + ": callers come to a person; change its 'go'");
    }
  }

  /**
   * @param menu in which it stands
   * @param exit what leaving the menu is
   */
  static Meaning of(Place place, String action, String param, String menu, Destination exit) {
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "menu-sub" -> Meaning.whole(new ToMenu(param));
      case "menu-top" -> Meaning.whole(new Top());
      case "menu-back" -> Meaning.whole(new Back());
      case "menu-exit" ->
          exit.end() instanceof HangUp
              ? new Meaning(exit, "what the dialplan does then is not known: the call ends")
              : Meaning.whole(exit);
      case "menu-play-sound" ->
          Meaning.whole(new Says(List.of(sound(place, param)), new ToMenu(menu)));
      case "menu-exec-app" -> application(place, param, menu);
      default -> Meaning.person("the action '" + action + "' is not known");
    };
  }

  /** An application of the dialplan with its argument. */
  static Meaning application(Place place, String written, String menu) {
    String[] parts = written.strip().split("\\s+", 2);
    String argument = parts.length > 1 ? parts[1] : "";
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "hangup" -> Meaning.whole(new HangUp());
      case "ivr" -> Meaning.whole(new ToMenu(argument));
      case "playback", "speak" ->
          Meaning.whole(new Says(List.of(sound(place, argument)), new ToMenu(menu)));
      case "transfer" -> Meaning.person("'transfer' leads into the dialplan, which is not read");
      case "bridge" ->
          Meaning.person(
              "'bridge' rings a telephone: use a step 'transfer' and a trunk that may call it");
      case "callcenter", "fifo" ->
          Meaning.person("the queue is not read: write a step 'queue' with its skill group");
      case "voicemail" -> Meaning.person("there is no voice mail: a step 'record' or 'callback'");
      default -> Meaning.person("the application '" + parts[0] + "' is not run here");
    };
  }

  /** A file, {@code phrase:NAME}, or {@code say:TEXT} whose words are known. */
  static Sound sound(Place place, String written) {
    Optional<String> text =
        written.startsWith("say:") ? Optional.of(written.substring(4).strip()) : Optional.empty();
    return text.filter(t -> !t.isEmpty())
        .map(words -> new Sound(place, "say " + Names.of(words, "text", 40), Optional.of(words)))
        .orElse(Sound.file(place, written));
  }
}
