package org.liniya.flow;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Run;
import org.liniya.flow.step.Step;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Variable;

/**
 * A menu as configured, read and checked. Immutable; shared by all calls that run it.
 *
 * @param version a hash of the file and of the sub-flows it runs, so that every call's journal says
 *     what it ran
 * @param languages the first is the default
 * @param answer how it takes a call
 * @param notice the prompt after which the call is recorded; not recorded when empty
 * @param trouble where to go when a step breaks
 * @param steps with those of the sub-flows, behind the step that runs them
 */
public record Flow(
    String name,
    String version,
    List<Language> languages,
    Answering answer,
    Optional<String> notice,
    String start,
    Collection<Variable> variables,
    Collection<Field> fields,
    Map<Key, Target> always,
    Optional<Target> trouble,
    Map<String, Step> steps) {

  public Flow {
    languages = List.copyOf(languages);
    variables = List.copyOf(variables);
    fields = List.copyOf(fields);
    always = Map.copyOf(always);
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }

  /** The names of the sub-flows that its steps run. */
  Set<String> runs() {
    return steps.values().stream()
        .map(Step::action)
        .filter(Run.class::isInstance)
        .map(action -> ((Run) action).flow())
        .collect(Collectors.toUnmodifiableSet());
  }

  LiveCall.Script script() {
    return new LiveCall.Script(variables, fields, always, notice);
  }
}
