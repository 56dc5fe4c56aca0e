package org.liniya.testkit.store;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;

/**
 * Journal events as JSON without a library, so that the fake gives the same text as the real
 * journal; the contract test compares them.
 */
final class PlainJson {
  private PlainJson() {}

  static String of(long seq, Instant at, JournalEvent event) {
    StringBuilder json = new StringBuilder();
    json.append("{\"seq\":").append(seq);
    json.append(",\"at\":").append(quoted(at.toString()));
    json.append(",\"kind\":").append(quoted(JournalEvent.kind(event.getClass())));
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      append(json, name(event, component.getName()), valueOf(event, component));
    }
    return json.append('}').toString();
  }

  private static String name(JournalEvent event, String name) {
    boolean taken = List.of("seq", "at", "kind").contains(name);
    String first = JournalEvent.kind(event.getClass()).split("-", 2)[0];
    return taken ? first + Character.toUpperCase(name.charAt(0)) + name.substring(1) : name;
  }

  private static void append(StringBuilder json, String name, Object value) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(present -> append(json, name, present));
      case Duration duration -> append(json, name + "Ms", duration.toMillis());
      default -> json.append(',').append(quoted(name)).append(':').append(text(value));
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      case Ending ending -> quoted(ending.word());
      case Language language -> quoted(language.tag());
      case List<?> list ->
          list.stream().map(PlainJson::text).collect(Collectors.joining(",", "[", "]"));
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static Object valueOf(JournalEvent event, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "an event that cannot be read: " + JournalEvent.kind(event.getClass()), e);
    }
  }
}
