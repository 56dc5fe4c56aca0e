package org.liniya.store;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.port.Journal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Journal events as JSON: camelCase names of the records' components, enums by their word, lengths
 * of time in milliseconds ({@code …Ms}), what is empty left out. A component whose name the line
 * itself uses gets the event's first word in front ({@code identityKind}). Pure functions.
 */
final class EventJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> OF_THE_LINE = Set.of("seq", "at", "kind");

  private EventJson() {}

  /** The fields of an event, as they are stored. */
  static String fields(JournalEvent event) {
    ObjectNode node = JSON.createObjectNode();
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      put(node, name(event, component.getName()), value(event, component));
    }
    return node.toString();
  }

  /** The line as it is shown: sequence number, time and kind before the stored fields. */
  static Journal.Entry entry(long seq, Instant at, String kind, String fields) {
    ObjectNode line = JSON.createObjectNode();
    line.put("seq", seq).put("at", at.toString()).put("kind", kind);
    line.setAll((ObjectNode) JSON.readTree(fields));
    return new Journal.Entry(seq, at, kind, line.toString());
  }

  /** Stored fields by name, as text; lists are left out. */
  static Map<String, String> texts(String fields) {
    Map<String, String> texts = new HashMap<>();
    JSON.readTree(fields)
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                texts.put(field.getKey(), field.getValue().asString());
              }
            });
    return texts;
  }

  private static String name(JournalEvent event, String component) {
    if (!OF_THE_LINE.contains(component)) {
      return component;
    }
    String firstWord = JournalEvent.kind(event.getClass()).replaceAll("-.*", "");
    return firstWord + Character.toUpperCase(component.charAt(0)) + component.substring(1);
  }

  private static void put(ObjectNode node, String name, Object value) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(present -> put(node, name, present));
      case Duration length -> node.put(name + "Ms", length.toMillis());
      case String text -> node.put(name, text);
      case Integer number -> node.put(name, number);
      case Long number -> node.put(name, number);
      case Double number -> node.put(name, number);
      case Boolean flag -> node.put(name, flag);
      case Ending ending -> node.put(name, ending.word());
      case Language language -> node.put(name, language.tag());
      case List<?> list -> {
        ArrayNode array = node.putArray(name);
        list.forEach(each -> array.add(each.toString()));
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private static Object value(JournalEvent event, RecordComponent component) {
    try {
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("unreadable event " + JournalEvent.kind(event.getClass()), e);
    }
  }
}
