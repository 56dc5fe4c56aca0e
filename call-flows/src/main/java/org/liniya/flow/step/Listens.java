package org.liniya.flow.step;

import java.util.List;
import java.util.Optional;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.JournalEvent.SpeechUnderstood;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Voice;
import org.liniya.listen.Expected;
import org.liniya.listen.MishearingRule;
import org.liniya.listen.MishearingRule.Verdict;
import org.liniya.listen.SpeechNews.Why;

/**
 * Whether a question still listens, during one visit: what is expected, and what is asked next. On
 * the call's thread.
 */
final class Listens {

  /** What asks the caller to say it again, or to press a key. */
  static final String AGAIN = "not-understood";

  private sealed interface State {
    /**
     * @param misheard how often
     */
    record Listening(int misheard) implements State {}

    /** The caller is to say it again: a few words instead of the whole question. */
    record Again(int misheard) implements State {}

    record KeysOnly() implements State {}
  }

  private final String step;
  private final LiveCall call;
  private State state = new State.Listening(0);

  Listens(String step, LiveCall call) {
    this.step = step;
    this.call = call;
  }

  /** What to listen for now, of what may be said. */
  Optional<Expected> expected(Optional<Expected> all) {
    return state instanceof State.KeysOnly ? Optional.empty() : all;
  }

  /** What to say now: the question itself, or that it is to be said again. */
  Voice question(Voice whole) {
    return toSayAgain() ? call.voice().prompt(AGAIN) : whole;
  }

  /** As the other, of prompts. */
  List<String> question(List<String> whole) {
    return toSayAgain() ? List.of(AGAIN) : whole;
  }

  private boolean toSayAgain() {
    if (state instanceof State.Again(int misheard)) {
      state = new State.Listening(misheard);
      return true;
    }
    return false;
  }

  /**
   * What was said was understood.
   *
   * @param as for the journal: a key, a masked entry, yes or no; never words
   */
  void understood(String as, double confidence) {
    call.log().note(new SpeechUnderstood(step, as, (int) Math.round(confidence * 100)));
  }

  /** Something was said that is of no use. */
  void misheard(Why why) {
    int earlier = state instanceof State.Listening(int misheard) ? misheard : 0;
    state =
        switch (MishearingRule.verdict(earlier, why)) {
          case Verdict.SayAgain _ -> new State.Again(earlier + 1);
          case Verdict.KeysOnly _ -> new State.KeysOnly();
        };
    call.log().note(new InputMissed(step, AGAIN));
  }
}
