package org.liniya.flow.step;

import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.yaml.Yaml;

/** {@code hangup}: the flow's own end of the call. Immutable. */
public record HangUp() implements Action {

  static Optional<HangUp> read(StepReader in) {
    Optional<Yaml.Text> cause = in.step().scalar("hangup");
    cause
        .filter(text -> !text.value().equals("normal"))
        .ifPresent(
            text ->
                in.problems()
                    .add(
                        text.place(),
                        "the cause '" + text.value() + "' " + StepReader.NOT_YET,
                        "Write 'hangup: normal'"));
    return Optional.of(new HangUp());
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    call.ports().calls().served(call.arrival().call());
    return new Outcome.Done();
  }

  @Override
  public List<Exit> exits() {
    return List.of();
  }

  @Override
  public boolean goesOn() {
    return false;
  }
}
