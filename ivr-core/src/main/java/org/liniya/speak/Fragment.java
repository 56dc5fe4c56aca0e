package org.liniya.speak;

import java.util.List;
import java.util.stream.Collectors;
import org.liniya.call.Language;

/**
 * A piece of speech: its name in the catalogue, and what is said. Clips and text of a sentence are
 * both made of the same fragments, so that they cannot say different things. Immutable.
 */
record Fragment(String name, String text) {

  static List<Clip> clips(Language language, List<Fragment> fragments) {
    return fragments.stream().<Clip>map(each -> new Clip.Prompt(language, each.name)).toList();
  }

  static String text(List<Fragment> fragments) {
    return fragments.stream().map(Fragment::text).collect(Collectors.joining(" "));
  }
}
