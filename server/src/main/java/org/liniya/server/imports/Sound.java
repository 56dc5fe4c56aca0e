package org.liniya.server.imports;

import java.util.Optional;
import org.liniya.yaml.Place;

/**
 * Something that is said elsewhere. Immutable.
 *
 * @param name of the file, as it is written there, or of a phrase
 * @param text what is said, where that is known
 */
record Sound(Place place, String name, Optional<String> text) {

  static Sound file(Place place, String name) {
    return new Sound(place, name, Optional.empty());
  }

  /** The prompt's name that suggests itself; several sounds may suggest the same. */
  String suggested() {
    String base = name.replaceAll("^.*[/\\\\:]", "").replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    return Names.of(base, "sound", PromptNames.LONGEST);
  }
}
