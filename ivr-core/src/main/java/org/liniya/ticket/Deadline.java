package org.liniya.ticket;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.liniya.call.Language;
import org.liniya.speak.Clip;
import org.liniya.speak.Grammar;
import org.liniya.speak.Utterance;

/**
 * When something has to be done. Immutable.
 *
 * @param at the first moment that is too late
 * @param zone in which its date is told
 */
public record Deadline(Instant at, ZoneId zone) {

  private static final String PROMPT = "deadline";

  public boolean passed(Instant now) {
    return !now.isBefore(at);
  }

  /**
   * The last date on which it can still be done: a deadline at midnight is that of the day before.
   */
  public LocalDate lastDay() {
    return LocalDate.ofInstant(at.minusNanos(1), zone);
  }

  /**
   * The sentence for the caller: «Ответ будет готов не позднее двадцать третьего ноября».
   *
   * @throws IllegalArgumentException when the language has no grammar
   */
  public Utterance say(Language language) {
    List<Clip> clips = new ArrayList<>();
    clips.add(new Clip.Prompt(language, PROMPT));
    clips.addAll(Grammar.of(language).date(lastDay()));
    return new Utterance(clips);
  }
}
