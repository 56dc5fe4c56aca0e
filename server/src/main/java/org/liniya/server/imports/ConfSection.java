package org.liniya.server.imports;

import java.util.List;
import org.liniya.yaml.Place;

/**
 * A section of a file in Asterisk's form, with the lines that it inherits before its own.
 * Immutable.
 *
 * @param template whether it only serves others
 * @param comment what stands behind its name after a semicolon; FreePBX writes titles there
 */
record ConfSection(
    Place place, String name, boolean template, String comment, List<ConfLine> lines) {

  ConfSection {
    lines = List.copyOf(lines);
  }
}
