package org.liniya.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trunks as a supervisor sees them now. Thread-safe; never blocks. */
public interface TrunkBoard {

  /**
   * Why calls were not taken or not made: the number is unknown here; it is not in E.164 form, has
   * no allowed prefix, would be one too many at once or in the hour; the provider's name is not
   * known, it was silent, refused our password, had trouble of its own; or the called party did not
   * want it.
   */
  List<String> REASONS =
      List.of(
          "unknown-number",
          "no-number",
          "no-prefix",
          "at-once",
          "an-hour",
          "name-unknown",
          "silent",
          "password",
          "provider",
          "called-party");

  /** In the order of the configuration. */
  List<TrunkView> trunks();

  /**
   * One trunk. Figures count from the start of the server.
   *
   * @param up whether its provider answers; a trunk that is never asked counts as up
   * @param registration {@code none} when it does not register, else {@code registered}, {@code
   *     trying} or {@code failed}
   * @param callsIn callers who came by it
   * @param callsOut calls begun over it
   * @param callsOutNow calls over it in progress
   * @param refusals calls that were not made or not taken, by a word of {@link #REASONS}
   * @param lastProblem what last went wrong in one sentence, without personal data
   */
  record TrunkView(
      String name,
      boolean up,
      String registration,
      long callsIn,
      long callsOut,
      int callsOutNow,
      Map<String, Long> refusals,
      Optional<String> lastProblem) {

    public TrunkView {
      refusals = Map.copyOf(refusals);
    }

    public boolean registered() {
      return registration.equals("registered");
    }
  }
}
