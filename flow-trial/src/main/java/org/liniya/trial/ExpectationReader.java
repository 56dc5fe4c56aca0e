package org.liniya.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Ending;
import org.liniya.flow.Flow;
import org.liniya.identity.IdentityLevel;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads what a test expects. For one thread, one test. */
final class ExpectationReader {

  private static final int MOST_VISITS = 200;

  private final FlowTestReader.Names names;
  private final Optional<Flow> flow;
  private final Problems problems;
  private final List<Expectation> expected = new ArrayList<>();

  /**
   * @param flow that is tested; empty when it is not known
   */
  ExpectationReader(FlowTestReader.Names names, Optional<Flow> flow, Problems problems) {
    this.names = names;
    this.flow = flow;
    this.problems = problems;
  }

  List<Expectation> read(Section in) {
    in.scalar("ended")
        .ifPresent(
            word ->
                FlowTestReader.word(word, Ending.values(), Ending::word, problems)
                    .ifPresent(e -> expected.add(new Expectation.Ended(word.place(), e))));
    in.scalar("reached")
        .filter(this::isStep)
        .ifPresent(step -> expected.add(new Expectation.Reached(step.place(), step.value())));
    in.section("queued").ifPresent(this::queued);
    in.section("ticket").ifPresent(this::ticket);
    if (in.value("rating").isPresent()) {
      expected.add(new Expectation.Rated(in.placeOf("rating"), in.whole("rating", 1, 0, 9)));
    }
    visits(in.texts("visits"));
    in.done();
    return List.copyOf(expected);
  }

  private void queued(Section in) {
    in.scalar("skill-group")
        .filter(this::isGroup)
        .ifPresent(word -> expected.add(new Expectation.Queued(word.place(), word.value())));
    if (in.value("head-start").isPresent()) {
      Duration span = in.span("head-start", Duration.ZERO);
      expected.add(new Expectation.HeadStart(in.placeOf("head-start"), span));
    }
    in.done();
  }

  private void ticket(Section in) {
    in.scalar("category")
        .filter(this::isGroup)
        .ifPresent(word -> expected.add(new Expectation.Category(word.place(), word.value())));
    in.scalar("identity")
        .ifPresent(
            word ->
                FlowTestReader.word(word, IdentityLevel.values(), IdentityLevel::word, problems)
                    .ifPresent(l -> expected.add(new Expectation.Identified(word.place(), l))));
    in.done();
  }

  private void visits(List<Yaml.Text> steps) {
    if (steps.size() > MOST_VISITS) {
      problems.add(steps.getFirst().place(), "there are more than " + MOST_VISITS + " steps", "");
      return;
    }
    List<String> before = new ArrayList<>();
    for (Yaml.Text step : steps) {
      if (isStep(step)) {
        expected.add(new Expectation.Visits(step.place(), step.value(), before));
      }
      before.add(step.value());
    }
  }

  /** Of a flow that is not known nothing more is said. */
  private boolean isStep(Yaml.Text step) {
    return flow.isEmpty()
        || FlowTestReader.known(step, flow.get().steps(), "step", problems).isPresent();
  }

  private boolean isGroup(Yaml.Text word) {
    return FlowTestReader.isGroup(word, names.groups(), problems);
  }
}
