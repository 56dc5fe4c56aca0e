package org.liniya.testkit.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.listen.AcceptanceRule;
import org.liniya.listen.DigitWords;
import org.liniya.listen.Expected;
import org.liniya.listen.HeardWord;
import org.liniya.listen.SpeechNews;
import org.liniya.port.Encoding;
import org.liniya.port.SpeechRecognizer;

/**
 * A recogniser that understands what a test says, whatever it is given to hear. The words go to the
 * hearing that began last if it is still open, else they wait for the next one. For any thread.
 */
public final class ScriptedRecognizer implements SpeechRecognizer {

  private final List<Expected> expected = new ArrayList<>();
  private final List<Scripted> open = new ArrayList<>();
  private final Deque<Consumer<Scripted>> script = new ArrayDeque<>();
  private final Set<String> unknown = new HashSet<>();
  private Set<Language> languages = Set.of(Language.RU, Language.EN);
  private int most = Integer.MAX_VALUE;
  private boolean broken;
  private int refused;
  private long numbers;
  private long packets;

  /** Has models of these languages only. */
  public synchronized void knows(Language... known) {
    languages = Set.of(known);
  }

  /** Words that the models of all languages lack. */
  public synchronized void lacks(String... words) {
    unknown.addAll(List.of(words));
  }

  /** Hears so many at once; beyond it there is no hearing. */
  public synchronized void mostHearings(int bound) {
    most = bound;
  }

  /** From now on no hearing can be asked for: it throws. */
  public synchronized void breaks(boolean on) {
    broken = on;
  }

  /**
   * Somebody says words, for certain. What comes of it is as the hearing expects; digits may be
   * given as figures. Of {@link Expected.Anything} the words are collected until {@code finish}.
   */
  public void understands(String text) {
    understands(text, 1);
  }

  /** As the other, and each word is so certain. */
  public synchronized void understands(String text, double confidence) {
    script.add(hearing -> hearing.say(text, confidence));
    play();
  }

  /** These are the news, as they stand here. */
  public synchronized void answers(SpeechNews... news) {
    script.add(hearing -> Arrays.stream(news).forEach(hearing::tell));
    play();
  }

  /** What was expected of every hearing that was given, in order. */
  public synchronized List<Expected> hearings() {
    return List.copyOf(expected);
  }

  /** How many hearings are open now. */
  public synchronized int openHearings() {
    return open.size();
  }

  /** How many hearings are open now whose caller hears a prompt. */
  public synchronized int besidePrompts() {
    return (int) open.stream().filter(hearing -> hearing.heard == Heard.PROMPT).count();
  }

  /** How many were refused, for want of room or of a model. */
  public synchronized int refused() {
    return refused;
  }

  /** How many packets of sound all hearings were given while they were open. */
  public synchronized long packets() {
    return packets;
  }

  @Override
  public synchronized Set<Language> languages() {
    return languages;
  }

  @Override
  public synchronized Set<String> unknownWords(Language language, Collection<String> phrases) {
    Set<String> words = new TreeSet<>();
    if (languages.contains(language)) {
      phrases.forEach(phrase -> words.addAll(List.of(phrase.split(" ", -1))));
      words.retainAll(unknown);
    }
    return words;
  }

  @Override
  public synchronized Optional<Hearing> hear(Expected wanted, Consumer<Signal> inbox) {
    if (broken) {
      throw new IllegalStateException("the recogniser does not work (a test said so)");
    }
    if (!languages.contains(wanted.language()) || open.size() >= most) {
      refused++;
      return Optional.empty();
    }
    expected.add(wanted);
    Scripted hearing = new Scripted(++numbers, wanted, inbox);
    open.add(hearing);
    play();
    return Optional.of(hearing);
  }

  private void play() {
    while (!open.isEmpty() && !script.isEmpty()) {
      script.remove().accept(open.getLast());
    }
  }

  /** What the caller of a hearing hears. */
  private enum Heard {
    NOTHING,
    PROMPT
  }

  private final class Scripted implements Hearing {
    private final long number;
    private final Expected wanted;
    private final Consumer<Signal> inbox;
    private final List<HeardWord> words = new ArrayList<>();
    private boolean began;
    private Heard heard = Heard.NOTHING;

    Scripted(long number, Expected wanted, Consumer<Signal> inbox) {
      this.number = number;
      this.wanted = wanted;
      this.inbox = inbox;
    }

    private void say(String text, double confidence) {
      boolean figures = wanted instanceof Expected.Digits && text.matches("[0-9]+");
      List<String> said = figures ? digits(text) : List.of(text.split(" ", -1));
      said.forEach(word -> words.add(new HeardWord(word, confidence)));
      if (!began) {
        tell(new SpeechNews.Began());
      }
      if (!(wanted instanceof Expected.Anything)) {
        finish();
      }
    }

    private List<String> digits(String figures) {
      return figures
          .chars()
          .mapToObj(
              figure ->
                  DigitWords.of(wanted.language()).stream()
                      .filter(word -> DigitWords.digit(wanted.language(), word).get() == figure)
                      .findFirst()
                      .orElseThrow())
          .toList();
    }

    private void tell(SpeechNews news) {
      if (!open.contains(this)) {
        return;
      }
      if (news instanceof SpeechNews.Began) {
        began = true;
      } else {
        open.remove(this);
      }
      inbox.accept(new Signal.Speech(number, news));
    }

    @Override
    public long number() {
      return number;
    }

    @Override
    public void hear(long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
      synchronized (ScriptedRecognizer.this) {
        packets += open.contains(this) ? 1 : 0;
      }
    }

    @Override
    public void promptBegan() {
      synchronized (ScriptedRecognizer.this) {
        heard = Heard.PROMPT;
      }
    }

    @Override
    public void promptEnded() {
      synchronized (ScriptedRecognizer.this) {
        heard = Heard.NOTHING;
      }
    }

    @Override
    public void finish() {
      synchronized (ScriptedRecognizer.this) {
        tell(AcceptanceRule.judge(wanted, words));
      }
    }

    @Override
    public void close() {
      synchronized (ScriptedRecognizer.this) {
        open.remove(this);
      }
    }
  }
}
