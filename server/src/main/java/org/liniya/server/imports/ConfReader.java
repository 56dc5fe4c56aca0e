package org.liniya.server.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;

/**
 * Reads files in Asterisk's form, several into one set of sections: {@code [name](template)}
 * inherits, {@code [name](!)} is a template, {@code [name](+)} goes on; of two sections with a name
 * the first counts, as Asterisk 22 does it. {@code #include} reads files of the same folder, {@code
 * #exec} is never run. For one thread.
 */
final class ConfReader {

  /** As in Asterisk. */
  static final int DEEPEST = 10;

  static final int LONGEST_LINE = 8_191;

  /** Written and inherited: templates of templates could multiply. */
  static final int MOST_LINES = 200_000;

  private static final Pattern HEADER =
      Pattern.compile("\\[([^\\]]{0,200})\\]\\s*(?:\\(([^)]{0,400})\\))?.*");

  private static final Pattern DIRECTIVE =
      Pattern.compile("#(include|tryinclude|exec)\\s+[\"<]?([^\"<>]{1,400})[\">]?\\s*");

  private final SourceFiles files;
  private final Findings findings;
  private final Map<String, Open> sections = new LinkedHashMap<>();
  private Optional<Open> current = Optional.empty();
  private Path root = Path.of("");
  private int lines;

  /** A section that is being read. */
  private static final class Open {
    private final Place place;
    private final String name;
    private final String comment;
    private final List<ConfLine> lines = new ArrayList<>();
    private boolean template;

    Open(Place place, String name, String comment) {
      this.place = place;
      this.name = name;
      this.comment = comment;
    }

    ConfSection closed() {
      return new ConfSection(place, name, template, comment, lines);
    }
  }

  ConfReader(SourceFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** Reads a file with what it includes. */
  void read(Path file) {
    root = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    current = Optional.empty();
    read(file, 0);
  }

  /** All sections that were read, templates too, in their order. */
  List<ConfSection> sections() {
    return sections.values().stream().map(Open::closed).toList();
  }

  private void read(Path file, int depth) {
    Optional<String> text = files.read(file);
    if (text.isEmpty()) {
      return;
    }
    ConfComments comments = new ConfComments();
    Iterator<String> each = text.get().lines().iterator();
    for (int number = 1; each.hasNext(); number++) {
      String written = each.next();
      Place place = new Place(file.toString(), number, 1 + indent(written));
      if (written.length() > LONGEST_LINE) {
        wrong(place, "the line is too long", "Asterisk takes at most " + LONGEST_LINE);
        return;
      }
      ConfComments.Stripped line = comments.strip(written);
      if (!line.text().isEmpty() && !line(place, line, depth)) {
        return;
      }
    }
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** False when the file cannot be read on. */
  private boolean line(Place place, ConfComments.Stripped line, int depth) {
    String text = line.text();
    if (text.startsWith("[")) {
      return header(place, line);
    }
    if (text.startsWith("#")) {
      return directive(place, text, depth);
    }
    int equals = text.indexOf('=');
    if (equals < 0) {
      findings.ignored(place, text, "this is no 'key = value': Asterisk passes it over too");
      return true;
    }
    if (current.isEmpty()) {
      return wrong(
          place, "no [section] stands above this line", "Import the file that includes this one");
    }
    String value = text.substring(equals + 1);
    return add(
        current.get(),
        List.of(
            new ConfLine(
                place,
                text.substring(0, equals).strip(),
                (value.startsWith(">") ? value.substring(1) : value).strip())));
  }

  private boolean header(Place place, ConfComments.Stripped line) {
    Matcher header = HEADER.matcher(line.text());
    if (!header.matches() || header.group(1).isBlank()) {
      return wrong(place, "this is no name of a section", "Write it as [name] or [name](template)");
    }
    String name = header.group(1).strip();
    String options = Optional.ofNullable(header.group(2)).orElse("");
    boolean goesOn = Arrays.stream(options.split(",", -1)).anyMatch(o -> o.strip().equals("+"));
    Open before = sections.get(name);
    if (goesOn && (before == null || before.template)) {
      return wrong(
          place,
          "no section '" + Names.shown(name, 80) + "' stands above this line",
          "Only a section that is no template goes on with (+)");
    }
    Open section = goesOn && before != null ? before : new Open(place, name, line.comment());
    current = Optional.of(section);
    if (before == null) {
      sections.put(name, section);
    } else if (!goesOn) {
      findings.ignored(
          place, "[" + name + "]", "Asterisk reads only the first section of a name: see above");
    }
    for (String option : options.split(",", -1)) {
      if (!option.isBlank() && !inherits(place, section, option.strip())) {
        return false;
      }
    }
    return true;
  }

  private boolean inherits(Place place, Open section, String option) {
    if (option.equals("+")) {
      return true;
    }
    if (option.equals("!")) {
      section.template = true;
      return true;
    }
    Open parent = sections.get(option);
    if (parent == null || parent == section) {
      return wrong(
          place,
          "no template '" + Names.shown(option, 80) + "' stands above this line",
          DidYouMean.hint(Names.shown(option, 80), sections.keySet()));
    }
    return add(section, List.copyOf(parent.lines));
  }

  private boolean add(Open section, List<ConfLine> more) {
    lines += more.size();
    if (lines > MOST_LINES) {
      return wrong(
          section.place,
          "there are more than " + MOST_LINES + " lines, with those that are inherited",
          "Import the files in parts");
    }
    section.lines.addAll(more);
    return true;
  }

  private boolean directive(Place place, String text, int depth) {
    Matcher directive = DIRECTIVE.matcher(text);
    if (!directive.matches()) {
      findings.ignored(place, text, "not a directive that is known");
      return true;
    }
    String kind = directive.group(1);
    String name = directive.group(2).strip();
    if (kind.equals("exec")) {
      findings.lacking(place, text, "no program is run: save what it prints and import that file");
      return true;
    }
    if (depth >= DEEPEST) {
      return wrong(place, "the files include each other too deeply", "Does one include itself?");
    }
    Optional<List<Path>> found = SourceFiles.included(root, root, name);
    boolean silent = kind.equals("tryinclude") || name.contains("*");
    if (found.isEmpty()) {
      return wrong(
          place,
          "'" + Names.shown(name, 80) + "' is not in the folder of the file: it was not read",
          "Name it as a further file of the import, and remove this line from a copy");
    }
    if (found.get().isEmpty()) {
      return silent
          || wrong(place, "there is no file " + Names.shown(name, 80), "Copy it beside this one");
    }
    found.get().forEach(file -> read(file, depth + 1));
    return true;
  }

  private boolean wrong(Place place, String text, String hint) {
    files.problems().add(place, text, hint);
    return false;
  }
}
