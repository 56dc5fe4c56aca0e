package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.JournalEvent.DescriptionRecorded;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Key;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Dictation;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.ticket.Passage;
import org.liniya.ticket.Transcript;

/**
 * {@code record}: the caller describes the matter after a tone. What is said stands in the
 * recording of the call; its place there, and what was understood of it, are put down on the
 * ticket. Immutable.
 *
 * @param least what is shorter counts as nothing said
 * @param review whether the caller may say it anew
 * @param failed where to go when nothing was said, or the call is not recorded
 */
public record Describe(
    List<String> prompts,
    Dictation.Terms terms,
    Duration least,
    int tries,
    Review review,
    Target failed)
    implements Action {

  private static final Duration REVIEW_WAIT = Duration.ofSeconds(5);

  /** What comes after it was said. */
  public enum Review {
    NONE,
    /** 1 keeps it, as silence does; 2 is once more. */
    KEEP_OR_AGAIN
  }

  public Describe {
    prompts = List.copyOf(prompts);
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    if (!call.recorder().running()) {
      call.log().note(new InputMissed(step, "not-recorded"));
      return new Outcome.Next(failed);
    }
    Optional<Said> last = Optional.empty();
    for (int attempt = 1; attempt <= tries; attempt++) {
      Duration begins = invite(step, call);
      Dictation.Result said = new Dictation(call, terms).run();
      boolean enough = said.spoken().compareTo(least) >= 0;
      if (enough) {
        last =
            Optional.of(
                new Said(new Passage(begins, begins.plus(said.length())), said.transcript()));
      }
      if (said.over().isPresent()) {
        last.ifPresent(what -> keep(step, call, what));
        return said.over().get();
      }
      if (enough && (attempt == tries || !again(step, call))) {
        break;
      }
      if (!enough) {
        missed(step, call, attempt);
      }
    }
    return last.isPresent() ? kept(step, call, last.get()) : new Outcome.Next(failed);
  }

  /** What was said in one attempt. */
  private record Said(Passage passage, Optional<Transcript> transcript) {}

  /** Says what is wanted; where in the recording the caller may speak. */
  private Duration invite(String step, LiveCall call) {
    CallerLine line = call.line();
    line.dropKeysAhead();
    call.say(step, call.voice().prompts(prompts), true);
    call.say(step, call.voice().signalTone(), false);
    line.dropKeysAhead();
    return call.recorder().position().orElse(Duration.ZERO);
  }

  private void missed(String step, LiveCall call, int attempt) {
    call.log().note(new InputMissed(step, "no-input"));
    if (attempt < tries) {
      call.say(step, call.voice().prompt("no-input"), true);
    }
  }

  /** Whether the caller wants to say it once more; who says nothing to that is content. */
  private boolean again(String step, LiveCall call) {
    if (review == Review.NONE) {
      return false;
    }
    call.say(step, call.voice().prompt("description-keys"), true);
    return call.line().key(REVIEW_WAIT) instanceof Heard.Pressed(Key key) && key.symbol() == '2';
  }

  private Outcome kept(String step, LiveCall call, Said said) {
    keep(step, call, said);
    return call.say(step, call.voice().prompt("description-saved"), true) == CallerLine.Played.OVER
        ? call.line().over().orElseThrow()
        : Outcome.ONWARD;
  }

  private static void keep(String step, LiveCall call, Said said) {
    Passage passage = said.passage();
    call.log()
        .note(new DescriptionRecorded(step, passage.from().toMillis(), passage.to().toMillis()));
    call.ticket().describe(passage, said.transcript());
  }

  @Override
  public List<Exit> exits() {
    return List.of(Exit.other("failed", failed));
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public boolean listens() {
    return true;
  }
}
