package org.liniya.server.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.port.PromptCatalogue;
import org.liniya.server.run.DeskInbox.Event;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * An operator has dialled an emergency number that no trunk leads to: says in every language of the
 * line what to do instead.
 */
final class NoTrunkSentence {

  /** The prompt that says it. */
  static final String PROMPT = "no-emergency-calls";

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private NoTrunkSentence() {}

  static DeskEnd say(DeskLine line) throws InterruptedException {
    line.leg().answer();
    Duration until = line.now().plus(LONGEST);
    boolean saying = true;
    while (saying) {
      saying =
          switch (line.take(until)) {
            case Event.Happened(Signal.LegAnswered _) -> {
              line.leg().play(sentence(line.ports().prompts()));
              yield true;
            }
            case Event.Happened(Signal.PlayingEnded _), Event.Nothing() -> false;
            case Event.Happened(Signal signal) -> line.over(signal).isEmpty();
            case Event.Dialled _, Event.TakenOver _ -> true;
          };
    }
    return DeskEnd.of("no-trunk");
  }

  private static Utterance sentence(PromptCatalogue prompts) {
    List<Clip> clips =
        prompts.languages().stream()
            .sorted(Comparator.comparing(Language::tag).reversed()) // Russian before English
            .<Clip>map(language -> new Clip.Prompt(language, PROMPT))
            .collect(Collectors.toList());
    return new Utterance(clips);
  }
}
