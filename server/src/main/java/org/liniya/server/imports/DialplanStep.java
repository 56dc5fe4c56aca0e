package org.liniya.server.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liniya.yaml.Place;

/**
 * A line of a dialplan: {@code exten => EXTENSION,PRIORITY(LABEL),APPLICATION(ARGUMENTS)}, or with
 * {@code same =>} without the extension. Immutable.
 *
 * @param label the empty text without one
 */
record DialplanStep(
    Place place, String extension, String label, String application, String arguments) {

  private static final Pattern EXTEN =
      Pattern.compile("([^,]{1,80}),\\s*[a-z0-9+-]{1,8}\\s*(?:\\(([^)]{0,80})\\))?\\s*,(.*)");

  private static final Pattern SAME =
      Pattern.compile("[a-z0-9+-]{1,8}\\s*(?:\\(([^)]{0,80})\\))?\\s*,(.*)");

  private static final Pattern APPLICATION =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_]{0,40})\\s*(?:\\((.*)\\)|,(.*))?\\s*");

  /**
   * @param before the extension of the line before, which {@code same} goes on with
   * @return empty for anything else, such as an include
   */
  static Optional<DialplanStep> read(ConfLine line, String before) {
    Matcher exten = EXTEN.matcher(line.value());
    if (line.key().equals("exten") && exten.matches()) {
      return step(line.place(), exten.group(1).strip(), exten.group(2), exten.group(3));
    }
    Matcher same = SAME.matcher(line.value());
    return line.key().equals("same") && same.matches()
        ? step(line.place(), before, same.group(1), same.group(2))
        : Optional.empty();
  }

  private static Optional<DialplanStep> step(
      Place place, String extension, @Nullable String label, String call) {
    Matcher application = APPLICATION.matcher(call);
    if (!application.matches()) {
      return Optional.empty();
    }
    String arguments =
        Optional.ofNullable(application.group(2))
            .or(() -> Optional.ofNullable(application.group(3)))
            .orElse("");
    return Optional.of(
        new DialplanStep(
            place,
            extension,
            Optional.ofNullable(label).orElse(""),
            application.group(1),
            arguments.strip()));
  }

  boolean is(String name) {
    return application.equalsIgnoreCase(name);
  }
}
