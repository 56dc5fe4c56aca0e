package org.liniya.server.demo;

import java.time.Duration;
import java.util.Optional;
import org.liniya.audio.hearing.Heard;
import org.liniya.call.Language;
import org.liniya.server.robot.RobotCall;
import org.liniya.server.robot.Vocabulary;

/**
 * The caller of the demo: expects what it hears, prompt after prompt, and fails by name when it
 * hears another or none. Belongs to the demo's thread.
 */
final class Caller {

  /** The longest prompt, and a slow machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final String WHO = "caller";

  private final RobotCall call;
  private final Vocabulary vocabulary;
  private final Language language;
  private final Transcript transcript;

  Caller(RobotCall call, Vocabulary vocabulary, Language language, Transcript transcript) {
    this.call = call;
    this.vocabulary = vocabulary;
    this.language = language;
    this.transcript = transcript;
  }

  /** Hears these prompts in its own language, one right after the other. */
  void hears(String... prompts) throws DemoFailure, InterruptedException {
    for (String prompt : prompts) {
      hearsIn(language, prompt);
    }
  }

  void hearsIn(Language spoken, String prompt) throws DemoFailure, InterruptedException {
    String wanted = spoken.tag() + "/" + prompt;
    Heard heard = next(wanted);
    if (!heard.is(wanted)) {
      throw new DemoFailure(
          "the caller heard \"" + heard.name() + "\" instead of \"" + wanted + '"');
    }
    tell(heard, prompt);
  }

  /** Hears so many digits one by one. */
  String hearsDigits(int count) throws DemoFailure, InterruptedException {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < count) {
      digits.append(digit(next("a digit")));
      transcript.line(WHO, "hears  " + digits.charAt(digits.length() - 1));
    }
    return digits.toString();
  }

  /** Hears digits until a prompt that is none, which must be {@code until}. */
  String hearsDigitsUntil(String until) throws DemoFailure, InterruptedException {
    StringBuilder digits = new StringBuilder();
    Heard heard = next("a digit");
    while (!heard.is(language.tag() + "/" + until)) {
      digits.append(digit(heard));
      transcript.line(WHO, "hears  " + digits.charAt(digits.length() - 1));
      heard = next("a digit or " + until);
    }
    tell(heard, until);
    return digits.toString();
  }

  /** Hears the day of the answer: its words, figures, a day and a month. */
  void hearsDeadline() throws DemoFailure, InterruptedException {
    hears("deadline");
    Heard heard = next("a day");
    while (!heard.name().startsWith(language.tag() + "/month-")) {
      tell(heard, heard.name());
      heard = next("a month");
    }
    tell(heard, heard.name());
  }

  private char digit(Heard heard) throws DemoFailure {
    return Vocabulary.digit(heard, language)
        .orElseThrow(
            () -> new DemoFailure("the caller heard \"" + heard.name() + "\" instead of a digit"));
  }

  /** Hears music on hold. */
  void hearsMusic() throws DemoFailure, InterruptedException {
    Heard heard = next("music on hold");
    if (!Vocabulary.isMusic(heard)) {
      throw new DemoFailure("the caller heard \"" + heard.name() + "\" instead of music on hold");
    }
    transcript.line(WHO, "hears  music on hold");
  }

  /** Hears this prompt; music before it does not matter. */
  void hearsAfterMusic(String prompt) throws DemoFailure, InterruptedException {
    String wanted = language.tag() + "/" + prompt;
    Heard heard = next(wanted);
    while (Vocabulary.isMusic(heard)) {
      heard = next(wanted);
    }
    if (!heard.is(wanted)) {
      throw new DemoFailure(
          "the caller heard \"" + heard.name() + "\" instead of \"" + wanted + '"');
    }
    tell(heard, prompt);
  }

  private Heard next(String wanted) throws DemoFailure, InterruptedException {
    Optional<Heard> heard = call.hear(PATIENCE);
    if (heard.isEmpty()) {
      throw new DemoFailure(
          call.isOver()
              ? "the call was over before the caller heard \"" + wanted + '"'
              : "the caller did not hear \"%s\" within %d s"
                  .formatted(wanted, PATIENCE.toSeconds()));
    }
    return heard.get();
  }

  private void tell(Heard heard, String prompt) {
    transcript.line(WHO, "hears  " + prompt + ": «" + vocabulary.text(heard) + "»");
  }

  /** Presses keys; {@code shown} is what the transcript says of them. */
  void presses(String keys, String shown) {
    call.press(keys);
    transcript.line(WHO, "presses " + shown);
  }
}
