package org.liniya.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code star-codes.yaml}, which may be missing. For one thread. */
final class StarCodesFile {

  static final String NAME = "star-codes.yaml";

  private static final String FORM = "\\*[0-9]{1,4}";
  private static final int LONGEST_REASON = 40;
  private static final int LONGEST_NOTE = 500;

  private final Problems problems;

  StarCodesFile(Problems problems) {
    this.problems = problems;
  }

  StarCodes read(ConfigFolder folder) {
    return folder.optional(NAME).map(this::read).orElseGet(StarCodes::usual);
  }

  private StarCodes read(Section root) {
    StarCodes usual = StarCodes.usual();
    StarCodes read =
        new StarCodes(
            code(root, "ready", usual.ready()),
            code(root, "pause", usual.pause()),
            texts(root, "pause-reasons", LONGEST_REASON).orElse(usual.reasons()),
            code(root, "more-wrap-up", usual.moreWrapUp()),
            code(root, "note", usual.note()),
            texts(root, "notes", LONGEST_NOTE).orElse(usual.notes()),
            code(root, "conference", usual.conference()),
            code(root, "supervise", usual.supervise()));
    root.done();
    mustDiffer(root, read);
    return read;
  }

  private String code(Section root, String key, String usual) {
    Optional<Yaml.Text> written = root.scalar(key);
    written.ifPresent(
        text -> {
          if (!text.value().matches(FORM)) {
            problems.add(
                text.place(),
                "'" + text.value() + "' is no star code",
                "Write a star and one to four digits, in quotes: \"*1\"");
          }
        });
    return written.map(Yaml.Text::value).orElse(usual);
  }

  /** A code that another one begins with could never be told from it. */
  private void mustDiffer(Section root, StarCodes codes) {
    List<String> all =
        List.of(
            codes.ready(),
            codes.pause(),
            codes.moreWrapUp(),
            codes.note(),
            codes.conference(),
            codes.supervise());
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        if (i != j && all.get(j).startsWith(all.get(i))) {
          problems.add(
              root.place(),
              "the code " + all.get(j) + " begins with the code " + all.get(i),
              "Give every order a code that no other one begins with");
          return;
        }
      }
    }
  }

  private Optional<Map<String, String>> texts(Section root, String key, int longest) {
    return root.section(key)
        .map(
            table -> {
              Map<String, String> texts = new LinkedHashMap<>();
              for (Yaml.Text name : table.keys()) {
                Tables.name(name, "[0-9]{1,2}", "one or two digits", problems);
                table.scalar(name.value()).ifPresent(text -> add(texts, name, text, longest));
              }
              table.done();
              return texts;
            });
  }

  private void add(Map<String, String> texts, Yaml.Text name, Yaml.Text text, int longest) {
    if (text.value().isBlank() || text.value().length() > longest) {
      problems.add(
          text.place(),
          "the text has " + text.value().length() + " characters",
          "Write 1 to " + longest);
    }
    texts.put(name.value(), text.value());
  }
}
