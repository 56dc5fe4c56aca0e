package org.liniya.server.imports;

import java.util.List;
import java.util.Map;
import org.liniya.yaml.Place;

/** An element of an XML file without its text. Immutable. */
record XmlElement(
    Place place, String name, Map<String, String> attributes, List<XmlElement> children) {

  XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** An attribute; the empty text without it. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }
}
