package org.liniya.server.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.NumberPlan;
import org.liniya.server.config.Trunks.Lead;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code numbers}: called number to flow, in whatever form it is written. For one thread. */
final class NumbersSection {

  private final NumberPlan plan;
  private final List<Lead> leads;
  private final Problems problems;

  /**
   * @param leads gets every number that is read, with its place
   */
  NumbersSection(NumberPlan plan, List<Lead> leads, Problems problems) {
    this.plan = plan;
    this.leads = leads;
    this.problems = problems;
  }

  Map<String, String> read(Section section) {
    Map<String, String> numbers = new LinkedHashMap<>();
    Map<String, String> written = new HashMap<>();
    for (Yaml.Text key : section.keys()) {
      String number = key.value();
      String flow = section.required(number);
      numbers.put(number, flow);
      leads.add(new Lead(number, flow, section.placeOf(number)));
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
