package org.liniya.flow.step;

import java.util.Optional;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Key;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Reply;
import org.liniya.flow.call.Voice;
import org.liniya.flow.step.SpokenEntry.ReadBack;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.listen.YesNoWords;

/**
 * Reads an entry back and asks whether it is right: 1 yes, 2 once more; or by voice where the entry
 * may be spoken. Of a secret, and of what was keyed in, only the last digits: a full secret is
 * never spoken. For one entry, on the call's thread.
 */
final class Confirmation {

  private final Ask ask;
  private final String step;
  private final LiveCall call;
  private final String digits;
  private final ReadBack readBack;
  private final Listens listens;
  private boolean star;

  /** What the caller said to it. */
  sealed interface Answer {
    record Right() implements Answer {}

    record Anew() implements Answer {}

    /** Asked in vain. */
    record Silent() implements Answer {}

    record Person() implements Answer {}

    record Over(Outcome outcome) implements Answer {}
  }

  Confirmation(Ask ask, String step, LiveCall call, String digits, ReadBack readBack) {
    this.ask = ask;
    this.step = step;
    this.call = call;
    this.digits = digits;
    this.readBack = readBack;
    this.listens = new Listens(step, call);
  }

  Answer ask() {
    int misses = 0;
    while (misses < ask.tries().most()) {
      switch (question()) {
        case Reply.Over(Outcome outcome) -> {
          return new Answer.Over(outcome);
        }
        case Reply.Said(String word, double confidence)
            when ask.saidForPerson(call).contains(word) -> {
          listens.understood(Ask.PERSON, confidence);
          return new Answer.Person();
        }
        case Reply.Said(String word, double confidence) -> {
          boolean yes = YesNoWords.isYes(call.language(), word);
          listens.understood(yes ? "yes" : "no", confidence);
          return yes ? new Answer.Right() : new Answer.Anew();
        }
        case Reply.Misheard(Why why) -> listens.misheard(why);
        case Reply.Keyed(Key key) when key.symbol() == '1' -> {
          return new Answer.Right();
        }
        case Reply.Keyed(Key key) when key.symbol() == '2' -> {
          return new Answer.Anew();
        }
        case Reply.Keyed(Key key) when key.symbol() == '0' && star -> {
          return new Answer.Person();
        }
        case Reply.Keyed(Key key) when key.equals(Key.STAR) -> star = true;
        case Reply.Keyed _ -> {
          star = false;
          misses++;
          call.line().dropKeysAhead();
          call.log().note(new InputMissed(step, "no-match"));
        }
        case Reply.Silent _ -> {
          star = false;
          misses++;
          call.log().note(new InputMissed(step, "no-input"));
        }
      }
    }
    return new Answer.Silent();
  }

  /** The star of star and zero is no answer, and nothing is asked again for it. */
  private Reply question() {
    return star && call.line().keyAhead().isPresent()
        ? call.line().reply(ask.tries().waitTime())
        : call.ask(step, listens.question(voice()), true, ask.tries().waitTime(), expected());
  }

  private Optional<Expected> expected() {
    return ask.voice() == Ask.ByVoice.YES
        ? listens.expected(SpokenEntry.yesOrNo(call.language(), ask.saidForPerson(call)))
        : Optional.empty();
  }

  private Voice voice() {
    int from = readBack == ReadBack.ALL_DIGITS ? 0 : Math.max(0, digits.length() - Ask.LAST);
    String last = digits.substring(from);
    Voice voice = call.voice().prompt(SpokenEntry.readBackPrompt(ask.kind(), readBack));
    return (ask.kind().secret() ? voice.secretDigits(last) : voice.digits(last))
        .prompt(SpokenEntry.readBackKeys(ask.kind(), readBack));
  }
}
