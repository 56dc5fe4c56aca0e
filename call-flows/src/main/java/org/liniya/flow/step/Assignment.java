package org.liniya.flow.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.value.Scope;
import org.liniya.flow.value.Value;

/** One variable or field and what it is to hold. Immutable. */
public record Assignment(String path, Value value) {

  /** What all of them come to, by path. */
  static Map<String, Object> values(List<Assignment> assignments, Scope scope) {
    Map<String, Object> values = new LinkedHashMap<>();
    assignments.forEach(each -> values.put(each.path(), each.value().of(scope)));
    return values;
  }

  static void apply(List<Assignment> assignments, LiveCall call) {
    for (Assignment assignment : assignments) {
      call.set(assignment.path(), assignment.value().of(call.memory()));
    }
  }
}
