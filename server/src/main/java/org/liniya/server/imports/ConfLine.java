package org.liniya.server.imports;

import org.liniya.yaml.Place;

/** A {@code key = value} of a file in Asterisk's form. Immutable. */
record ConfLine(Place place, String key, String value) {

  /** As the report shows it. */
  String shown() {
    return key + "=" + value;
  }
}
