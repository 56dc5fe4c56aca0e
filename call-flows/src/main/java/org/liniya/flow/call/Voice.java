package org.liniya.flow.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liniya.call.Language;
import org.liniya.flow.value.Pace;
import org.liniya.speak.Clip;
import org.liniya.speak.Grammar;
import org.liniya.speak.Sayable;
import org.liniya.speak.Utterance;
import org.liniya.ticket.CheckDigit;
import org.liniya.ticket.Deadline;

/**
 * Puts together what is to be said, and under which names the journal shows it. For one utterance,
 * on the call's thread.
 */
public final class Voice {

  private static final int FEW = 4;
  private static final int TICKET = 8;

  /** No frequency of a key. */
  private static final Clip SIGNAL = new Clip.Tone(1_000, Duration.ofMillis(300));

  private final Language language;
  private final Pace pace;
  private final List<Clip> clips = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();

  /** At the usual pace. */
  public Voice(Language language) {
    this(language, Pace.NORMAL);
  }

  Voice(Language language, Pace pace) {
    this.language = language;
    this.pace = pace;
  }

  public Voice prompt(String name) {
    return prompt(language, name);
  }

  /** A prompt in another language than the call's, such as the offer to change to it. */
  public Voice prompt(Language in, String name) {
    clips.add(new Clip.Prompt(in, name));
    shown.add(name);
    return this;
  }

  public Voice prompts(List<String> names) {
    names.forEach(this::prompt);
    return this;
  }

  /**
   * Digits one by one. The journal names them only where they are a ticket's number, or so few that
   * they can be nobody's.
   */
  public Voice digits(String digits) {
    if (digits.length() > FEW && !(digits.length() <= TICKET && CheckDigit.valid(digits))) {
      return secretDigits(digits);
    }
    return say(Grammar.of(language).digits(digits));
  }

  /** Digits of a secret: spoken, but not named in the journal. */
  public Voice secretDigits(String digits) {
    clips.addAll(Grammar.of(language).digits(digits));
    shown.add("digits");
    return this;
  }

  /** The signal after which the caller is to speak. */
  public Voice signalTone() {
    clips.add(SIGNAL);
    shown.add("tone");
    return this;
  }

  public Voice number(long number) {
    return say(Grammar.of(language).cardinal(number));
  }

  /**
   * A number of something, a time, a range.
   *
   * @throws IllegalStateException when the language does not say such a thing: that is checked when
   *     a flow is read
   */
  public Voice say(Sayable what) {
    return say(words(what));
  }

  /** As the other {@code say}, of what the journal does not show in words: it may be somebody's. */
  public Voice sayUnnamed(Sayable what, String name) {
    clips.addAll(words(what));
    shown.add(name);
    return this;
  }

  private List<Clip> words(Sayable what) {
    return Grammar.of(language)
        .say(what)
        .orElseThrow(() -> new IllegalStateException("not to be said in " + language));
  }

  /** Until when something will be done, as a sentence. */
  public Voice deadline(Deadline deadline) {
    return say(deadline.say(language).clips());
  }

  private Voice say(List<Clip> spoken) {
    Utterance utterance = new Utterance(spoken);
    clips.addAll(spoken);
    shown.addAll(utterance.promptNames());
    return this;
  }

  public boolean isEmpty() {
    return clips.isEmpty();
  }

  public Utterance utterance() {
    return new Utterance(pace.pause().map(this::withPauses).orElse(clips));
  }

  private List<Clip> withPauses(Clip pause) {
    return clips.stream().flatMap(clip -> Stream.of(clip, pause)).toList();
  }

  /** The names for the journal. */
  public List<String> shown() {
    return List.copyOf(shown);
  }
}
