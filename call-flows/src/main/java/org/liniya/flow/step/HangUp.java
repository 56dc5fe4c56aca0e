package org.liniya.flow.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.yaml.Yaml;

/**
 * {@code hangup}: the flow's own end of the call. Immutable.
 *
 * @param cause what the caller's network is told; of weight only when the call was never answered
 */
public record HangUp(EndCause cause) implements Action {

  private static final Map<String, EndCause> CAUSES =
      Map.of(
          "normal",
          EndCause.NORMAL,
          "busy",
          EndCause.BUSY,
          "declined",
          EndCause.DECLINED,
          "no-answer",
          EndCause.NO_ANSWER);

  static Optional<HangUp> read(StepReader in) {
    Optional<Yaml.Text> cause = in.step().scalar("hangup");
    cause
        .filter(text -> !CAUSES.containsKey(text.value()))
        .ifPresent(
            text ->
                in.problems()
                    .add(
                        text.place(),
                        "there is no cause '" + text.value() + "'",
                        "Write 'hangup: normal'; before an answer also busy, declined, no-answer"));
    return Optional.of(
        new HangUp(
            cause
                .map(text -> CAUSES.getOrDefault(text.value(), EndCause.NORMAL))
                .orElse(EndCause.NORMAL)));
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    call.served();
    return new Outcome.Done(cause);
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
