package org.liniya.server.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.server.run.DeskInbox.Event;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** Answers an operator who has dialled something and says a sentence. Stateless. */
final class DeskSentence {

  /** Said instead of an emergency call that no trunk is there for. */
  static final String NO_EMERGENCY_CALLS = "no-emergency-calls";

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private DeskSentence() {}

  /** What to do in an emergency, in every language of the line. */
  static DeskEnd noEmergencyCalls(DeskLine line) throws InterruptedException {
    say(line, languages(line).toList(), NO_EMERGENCY_CALLS);
    return DeskEnd.of("no-trunk");
  }

  /** What has become of an order; in one language, for operators hear it often. */
  static DeskEnd answer(DeskLine line, String prompt) throws InterruptedException {
    say(line, languages(line).limit(1).toList(), prompt);
    return DeskEnd.of(prompt);
  }

  /** Russian before English. */
  private static Stream<Language> languages(DeskLine line) {
    return line.ports().prompts().languages().stream()
        .sorted(Comparator.comparing(Language::tag).reversed());
  }

  private static void say(DeskLine line, List<Language> languages, String prompt)
      throws InterruptedException {
    line.leg().answer();
    Duration until = line.now().plus(LONGEST);
    boolean saying = true;
    while (saying) {
      saying =
          switch (line.take(until)) {
            case Event.Happened(Signal.LegAnswered _) -> {
              line.leg().play(sentence(languages, prompt));
              yield true;
            }
            case Event.Happened(Signal.PlayingEnded _), Event.Nothing() -> false;
            case Event.Happened(Signal signal) -> line.over(signal).isEmpty();
            case Event.Dialled _,
                Event.TakenOver _,
                Event.Parted _,
                Event.OfTalk _,
                Event.ModeWanted _ ->
                true;
          };
    }
  }

  private static Utterance sentence(List<Language> languages, String prompt) {
    return new Utterance(
        languages.stream().<Clip>map(language -> new Clip.Prompt(language, prompt)).toList());
  }
}
