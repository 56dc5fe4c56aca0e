package org.liniya.trial;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.liniya.flow.step.Phrases;
import org.liniya.yaml.Section;

/** A line that somebody who plays a caller has written. Immutable. */
sealed interface CallerWord {

  /** What can be written, for people. */
  String HELP =
      """
      keys such as 1, 47# or *   presses them
      (an empty line)            says and presses nothing until the flow goes on by itself
      wait 30s                   does nothing for so long, at most 2h
      "оператор"                 says these words, in quotes
      say 5s                     speaks for so long, at most 2h
      operator answers           an operator takes the call out of the queue
      operator hangs up          the operator ends the talk
      outside answers, outside is busy, outside hangs up
                                 what the telephone does that a transfer calls
      hang up                    the caller hangs up; so does the end of the input
      where                      the step, and what the variables hold; secrets are masked
      help                       this""";

  /** Something happens in the call. */
  record Does(Act act) implements CallerWord {}

  /** Nothing is said or pressed. */
  record Nothing() implements CallerWord {}

  record Where() implements CallerWord {}

  record Help() implements CallerWord {}

  /**
   * It could not be understood.
   *
   * @param why for people
   */
  record Unclear(String why) implements CallerWord {}

  Duration LONGEST_WAIT = Duration.ofHours(2);

  /** What a line says. A pure function. */
  static CallerWord of(String line) {
    String words = line.strip().replaceAll("[\\s-]+", " ").toLowerCase(Locale.ROOT);
    if (words.matches("[0-9*# ]*[0-9*#]") && words.length() <= ScriptReader.MOST_KEYS) {
      return new Does(new Act.Presses(words.replace(" ", "")));
    }
    if (line.strip().matches("[\"«].+[\"»]")) {
      String said = words.substring(1, words.length() - 1).strip();
      return Phrases.wellWritten(said)
          ? new Does(new Act.SaysWords(said))
          : new Unclear("words are written without figures and punctuation, as \"оператор\"");
    }
    return switch (words) {
      case "" -> new Nothing();
      case "hang up", "hangs up" -> new Does(new Act.HangsUp());
      case "operator answers" -> new Does(new Act.OperatorAnswers());
      case "operator hangs up" -> new Does(new Act.OperatorHangsUp());
      case "outside answers" -> new Does(new Act.OutsideAnswers());
      case "outside is busy" -> new Does(new Act.OutsideIsBusy());
      case "outside hangs up" -> new Does(new Act.OutsideHangsUp());
      case "where" -> new Where();
      case "help" -> new Help();
      case String wait when wait.startsWith("wait") ->
          span(wait.substring(4), Act.Waits::new, "wait");
      case String say when say.startsWith("say") -> span(say.substring(3), Act.Says::new, "say");
      default -> new Unclear("not understood; write help for what can be written");
    };
  }

  private static CallerWord span(String text, Function<Duration, Act> act, String word) {
    return Section.span(text.strip())
        .filter(span -> span.compareTo(LONGEST_WAIT) <= 0)
        .<CallerWord>map(span -> new Does(act.apply(span)))
        .orElseGet(
            () ->
                new Unclear(
                    word + " for how long? Write it as " + word + " 30s, at most " + word + " 2h"));
  }
}
