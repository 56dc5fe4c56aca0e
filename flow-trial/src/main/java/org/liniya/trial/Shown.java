package org.liniya.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liniya.flow.Flow;
import org.liniya.flow.call.Memory;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Levels;
import org.liniya.flow.value.Type;

/** What a call's variables and fields hold, for people; secrets are masked. Stateless. */
final class Shown {

  private static final String MASK = "(secret)";

  private Shown() {}

  /** The variables of the flow or sub-flow that is being run, then the fields that were set. */
  static List<String> lines(Flow flow, Memory memory) {
    List<String> lines = new ArrayList<>();
    memory.variables().entrySet().stream()
        .filter(each -> !(each.getValue() instanceof Map))
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> lines.add(each.getKey() + " = " + word(each.getValue())));
    for (Field field : flow.fields()) {
      Object now = memory.get(field.path());
      if (!now.equals(field.initial())) {
        lines.add(field.path() + " = " + (field.secret() ? MASK : word(field.type(), now)));
      }
    }
    return List.copyOf(lines);
  }

  private static String word(Type type, Object value) {
    return type instanceof Type.Level && value instanceof Long rank
        ? Levels.of(rank).word()
        : word(value);
  }

  private static String word(Object value) {
    return switch (value) {
      case Duration span -> Spans.word(span);
      case Boolean yes -> yes ? "yes" : "no";
      case String text when text.isEmpty() -> "''";
      default -> value.toString();
    };
  }
}
