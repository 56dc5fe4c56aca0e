package org.liniya.server.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.server.imports.Destination.Back;
import org.liniya.server.imports.Destination.HangUp;
import org.liniya.server.imports.Destination.Person;
import org.liniya.server.imports.Destination.ToMenu;
import org.liniya.server.imports.Destination.ToQueue;

/**
 * What FreePBX's destinations are here: {@code CONTEXT,EXTENSION,PRIORITY} as its modules write
 * them. Pure.
 */
final class FreePbxDestination {

  private static final Pattern MENU = Pattern.compile("ivr-[A-Za-z0-9_-]{1,60}");

  private static final Pattern PLACE = Pattern.compile("([^,|]{1,80})[,|]([^,|]{1,80})(?:[,|].*)?");

  private FreePbxDestination() {}

  /**
   * @param lacking why callers come to a person instead; empty when nothing is lost
   */
  record Meaning(Destination to, String lacking) {}

  static Meaning of(String written) {
    Matcher place = PLACE.matcher(written.strip());
    if (!place.matches()) {
      return person("this destination is not known");
    }
    String context = place.group(1).strip();
    String extension = place.group(2).strip();
    if (extension.equals("return")) {
      return new Meaning(new Back(), "");
    }
    if (MENU.matcher(context).matches()) {
      return new Meaning(new ToMenu(context), "");
    }
    return switch (context) {
      case "ext-queues" -> new Meaning(new ToQueue(extension), "");
      case "app-blackhole" ->
          extension.equals("hangup")
              ? new Meaning(new HangUp(), "")
              : new Meaning(new HangUp(), "a tone or music for ever is not played: the call ends");
      case "ext-local", "from-did-direct", "ext-group", "ext-findmefollow" ->
          person("callers reach operators through queues, not telephones by number");
      case "timeconditions" ->
          person("use a calendar of calendars.yaml and 'choose: - if: open(…)'");
      default ->
          context.startsWith("app-announcement")
              ? person("announcements are not read: write a step 'say'")
              : person("'" + context + "' has no counterpart");
    };
  }

  private static Meaning person(String why) {
    return new Meaning(new Person(), why + ": callers come to a person; change its 'go'");
  }
}
