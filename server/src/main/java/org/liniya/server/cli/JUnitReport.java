package org.liniya.server.cli;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.liniya.identity.Masking;
import org.liniya.trial.FlowTest;
import org.liniya.yaml.Problem;

/** The results of tests as JUnit XML, as continuous integration reads it. Stateless. */
final class JUnitReport {

  private JUnitReport() {}

  static String of(List<FlowTest.Verdict> verdicts) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "flows");
      xml.writeAttribute("tests", String.valueOf(verdicts.size()));
      xml.writeAttribute(
          "failures", String.valueOf(verdicts.stream().filter(v -> !v.green()).count()));
      for (FlowTest.Verdict verdict : verdicts) {
        testCase(xml, verdict);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      return text + "\n";
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory can be written", e);
    }
  }

  private static void testCase(XMLStreamWriter xml, FlowTest.Verdict verdict)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", verdict.test().flow().name());
    xml.writeAttribute("name", clean(verdict.test().name()));
    xml.writeAttribute("file", clean(verdict.test().file()));
    for (Problem failure : verdict.failures()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", clean(failure.toString()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** XML 1.0, 2.2: most control characters cannot stand in it at all, not even escaped. */
  private static String clean(String text) {
    return Masking.of(text).replaceAll("[\\p{Cntrl}\\p{Cs}\\x{FFFE}\\x{FFFF}]", " ");
  }
}
