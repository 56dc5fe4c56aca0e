package org.liniya.sip.trunk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.NumberPlan;

/**
 * Which flow a dialled number leads to, however a trunk writes it. Immutable.
 *
 * @param flows number in its one form, or name → flow
 */
public record CalledNumbers(NumberPlan plan, Map<String, String> flows) {

  /** What was dialled, in its one form, and its flow. */
  public record Called(String number, Optional<String> flow) {}

  public CalledNumbers {
    Map<String, String> canonical = new HashMap<>();
    for (Map.Entry<String, String> entry : flows.entrySet()) {
      canonical.put(plan.canonical(entry.getKey()), entry.getValue());
    }
    flows = Map.copyOf(canonical);
  }

  /** The numbers of one trunk before those of all. */
  public static CalledNumbers of(
      NumberPlan plan, Map<String, String> all, Map<String, String> own) {
    Map<String, String> flows = new HashMap<>(new CalledNumbers(plan, all).flows());
    flows.putAll(new CalledNumbers(plan, own).flows());
    return new CalledNumbers(plan, flows);
  }

  /** Looks up whom a {@code sip:} or {@code tel:} URI names. */
  public Called find(String uri) {
    String number = PhoneUri.parse(uri).map(named -> named.canonical(plan)).orElse("");
    return new Called(number, Optional.ofNullable(flows.get(number)));
  }
}
