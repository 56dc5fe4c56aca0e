package org.liniya.server.imports;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/**
 * Reads an XML file whatever it holds: without document types, entities of its own or anything from
 * elsewhere, so deep and so large at the most. For one thread.
 */
final class XmlTree {

  static final int DEEPEST = 32;
  static final int MOST_ELEMENTS = 20_000;
  static final int LONGEST_ATTRIBUTE = 4_000;

  private final String file;
  private final Problems problems;
  private int elements;

  private XmlTree(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The root element; empty when the file cannot be read, and then there is a problem. */
  static Optional<XmlElement> read(String file, String text, Problems problems) {
    return new XmlTree(file, problems).read(text);
  }

  private Optional<XmlElement> read(String text) {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
      Place place = place(xml.getLocation());
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            return element(xml, place, 1);
          }
          case XMLStreamConstants.DTD -> {
            problems.add(place, "document types are not read", "Remove the line with <!DOCTYPE");
            return Optional.empty();
          }
          default -> place = place(xml.getLocation());
        }
      }
      problems.add(place, "there is no element", "Is this the right file?");
    } catch (XMLStreamException e) {
      Location where = e.getLocation();
      problems.add(
          where == null ? Place.start(file) : place(where),
          "this is no XML that can be read here",
          "Tags are to be closed, attributes in quotes, & written as &amp;");
    }
    return Optional.empty();
  }

  /**
   * @param place where the element begins: the reader knows only where it ends
   * @return empty when the file is too large or too deep
   */
  private Optional<XmlElement> element(XMLStreamReader xml, Place place, int depth)
      throws XMLStreamException {
    if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
      problems.add(
          place,
          "the file is larger than is read: %d elements, %d deep".formatted(MOST_ELEMENTS, DEEPEST),
          "Import it in parts");
      return Optional.empty();
    }
    String name = xml.getLocalName();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(
          xml.getAttributeLocalName(i), Names.shown(xml.getAttributeValue(i), LONGEST_ATTRIBUTE));
    }
    List<XmlElement> children = new ArrayList<>();
    Place before = place(xml.getLocation());
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          Optional<XmlElement> child = element(xml, before, depth + 1);
          if (child.isEmpty()) {
            return child;
          }
          children.add(child.get());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return Optional.of(new XmlElement(place, name, attributes, children));
        }
        default -> {}
      }
      before = place(xml.getLocation());
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setXMLResolver(
        (_, _, _, _) -> {
          throw new XMLStreamException("nothing is read from elsewhere");
        });
    return factory;
  }

  private Place place(Location location) {
    return new Place(
        file, Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
  }
}
