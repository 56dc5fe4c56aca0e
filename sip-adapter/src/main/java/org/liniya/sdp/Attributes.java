package org.liniya.sdp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks attributes up. Pure. */
final class Attributes {

  private Attributes() {}

  static Optional<String> first(List<Attribute> attributes, String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(Attribute::value)
        .findFirst();
  }

  static Optional<Direction> direction(List<Attribute> attributes) {
    return Arrays.stream(Direction.values())
        .filter(direction -> first(attributes, direction.attribute()).isPresent())
        .findFirst();
  }
}
