package org.liniya.server.imports;

/**
 * A file that an import makes. Immutable.
 *
 * @param name below the target folder, such as {@code flows/office.yaml}
 * @param text with its heading, or empty when there is nothing to write
 */
public record OutputFile(String name, String text) {

  /**
   * With a heading that says where it came from.
   *
   * @param command such as {@code queues}
   * @param from the files that were read
   */
  static OutputFile of(String name, String command, String from, String advice, String text) {
    String heading =
        """
        # Imported by 'liniya import %s' from %s
        # %s docs/import.md says what was taken and what was not.

        """
            .formatted(command, Names.shown(from, 300), advice);
    return new OutputFile(name, text.isEmpty() ? "" : heading + text);
  }
}
