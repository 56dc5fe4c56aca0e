package org.liniya.server.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.liniya.sip.trunk.NumberPlan;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code numbers}: called number to flow, in whatever form it is written. For one thread. */
final class NumbersSection {

  private final NumberPlan plan;
  private final Problems problems;

  NumbersSection(NumberPlan plan, Problems problems) {
    this.plan = plan;
    this.problems = problems;
  }

  Map<String, String> read(Section section) {
    Map<String, String> numbers = new LinkedHashMap<>();
    Map<String, String> written = new HashMap<>();
    for (Yaml.Text key : section.keys()) {
      String number = key.value();
      numbers.put(number, section.required(number));
      String before = written.putIfAbsent(plan.canonical(number), number);
      if (before != null) {
        problems.add(
            key.place(),
            "'" + number + "' is the same number as '" + before + "'",
            "Keep one of the two; a number is found however it is written");
      }
    }
    return numbers;
  }
}
