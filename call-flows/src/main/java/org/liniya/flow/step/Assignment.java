package org.liniya.flow.step;

import java.util.List;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.value.Value;

/** One variable or field and what it is to hold. Immutable. */
public record Assignment(String path, Value value) {

  static void apply(List<Assignment> assignments, LiveCall call) {
    for (Assignment assignment : assignments) {
      call.set(assignment.path(), assignment.value().of(call.memory()));
    }
  }
}
