package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Signal;
import org.liniya.flow.value.Pace;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.Time;
import org.liniya.speak.Utterance;

/**
 * The caller's leg and the call's inbox as the steps use them: the one place that waits. Runs only
 * on the call's thread.
 *
 * <p>Keys that no step asked for yet are kept here in order (type-ahead). Once the caller is gone,
 * or a limit is reached, every wait returns {@link Heard.Over} at once.
 */
public final class CallerLine {

  /** No prompt is longer; guards against a leg that forgets to say that playing ended. */
  private static final Duration LONGEST_PLAYING = Duration.ofMinutes(5);

  private final Leg leg;
  private final Inbox inbox;
  private final Time time;
  private final Reading reading;
  private final KeysAhead ahead = new KeysAhead();
  private final CallClocks clocks;
  private Consumer<Signal> strays = _ -> {};
  private Runnable atFirst = () -> {};
  private Optional<Leg.Playing> playing = Optional.empty();
  private Optional<Outcome> over = Optional.empty();
  private Pace pace = Pace.NORMAL;
  private Attention attention = Attention.none();

  CallerLine(Leg leg, Inbox inbox, Time time, Reading reading, Limits limits) {
    this.leg = leg;
    this.inbox = inbox;
    this.time = time;
    this.reading = reading;
    this.clocks = new CallClocks(time.elapsed(), limits);
  }

  /** What came of playing a prompt. */
  public enum Played {
    COMPLETED,
    /** A key stopped it; the key waits to be read. */
    INTERRUPTED,
    /** Keys pressed ahead were waiting, so it was not begun. */
    SKIPPED,
    /** The call is over. */
    OVER
  }

  public Leg leg() {
    return leg;
  }

  /** Why every wait is over, once it is. */
  public Optional<Outcome> over() {
    return over;
  }

  public Duration now() {
    return time.elapsed();
  }

  /** Begins to play and returns; at once, unless a sentence has to be read first. */
  public void start(Utterance utterance) {
    playing = Optional.of(leg.play(reading.of(utterance)));
    Runnable first = atFirst;
    atFirst = () -> {};
    first.run();
  }

  public void stopPlaying() {
    playing.ifPresent(Leg.Playing::stop);
    playing = Optional.empty();
  }

  /**
   * Plays to the end; with {@code bargeIn} a key stops it, or a word where there is attention to
   * it, else keys are kept for later.
   */
  public Played play(Utterance utterance, boolean bargeIn) {
    if (over.isPresent()) {
      return Played.OVER;
    }
    attention.promptBegan();
    try {
      start(utterance);
      return toTheEnd(bargeIn);
    } finally {
      attention.promptEnded();
    }
  }

  private Played toTheEnd(boolean bargeIn) {
    Duration deadline = now().plus(LONGEST_PLAYING);
    while (true) {
      switch (next(deadline)) {
        case Heard.Pressed(Key key) -> {
          ahead.add(key);
          if (bargeIn) {
            stopPlaying();
            return Played.INTERRUPTED;
          }
        }
        case Heard.PlayingOver(boolean completed) -> {
          return completed ? Played.COMPLETED : Played.INTERRUPTED;
        }
        case Heard.TimeUp _ -> {
          stopPlaying();
          return Played.INTERRUPTED;
        }
        case Heard.Over _ -> {
          return Played.OVER;
        }
        case Heard.Arrived(Signal.Speech _) -> {
          if (bargeIn && attention.interrupts()) {
            stopPlaying();
            return Played.INTERRUPTED;
          }
        }
        case Heard.Arrived(Signal signal) -> strays.accept(signal);
      }
    }
  }

  /**
   * From now on what the caller says is listened to, beside keys; hears nothing when keys were
   * pressed ahead, for they are the answer. Whoever asks for it closes it; an earlier one is over.
   */
  Attention attend(SpeechRecognizer recognizer, Expected expected) {
    attention.close();
    attention =
        over.isPresent() || !ahead.isEmpty()
            ? Attention.none()
            : Attention.to(leg, recognizer, expected, inbox::post);
    return attention;
  }

  /**
   * The answer to a question that was asked: a key, pressed ahead or within {@code wait}, or words
   * where there is attention to them. A key counts for more than words; while the caller speaks the
   * time to answer does not end.
   */
  public Reply reply(Duration wait) {
    Duration deadline = now().plus(pace.wait(wait));
    while (true) {
      Optional<Reply> answer = over.isEmpty() ? answer() : Optional.empty();
      if (answer.isPresent()) {
        return answer.get();
      }
      switch (next(attention.waitingEnds(deadline))) {
        case Heard.Pressed(Key key) -> ahead.add(key);
        case Heard.TimeUp _ -> {
          return new Reply.Silent();
        }
        case Heard.Over(Outcome outcome) -> {
          return new Reply.Over(outcome);
        }
        case Heard.PlayingOver _, Heard.Arrived(Signal.Speech _) -> {}
        case Heard.Arrived(Signal signal) -> strays.accept(signal);
      }
    }
  }

  private Optional<Reply> answer() {
    return ahead
        .take()
        .<Reply>map(Reply.Keyed::new)
        .or(() -> attention.told().flatMap(CallerLine::said));
  }

  private static Optional<Reply> said(SpeechNews news) {
    return switch (news) {
      case SpeechNews.Understood(String text, double confidence) ->
          Optional.of(new Reply.Said(text, confidence));
      case SpeechNews.NotUnderstood(Why why) -> Optional.of(new Reply.Misheard(why));
      case SpeechNews.Began _ -> Optional.empty();
    };
  }

  /**
   * What comes of an utterance that was {@link Attention#finish finished}, even when the call is
   * over meanwhile; keys are kept for later.
   */
  Optional<SpeechNews> finished(Attention utterance, Duration wait) {
    utterance.finish();
    Duration deadline = now().plus(wait);
    try {
      while (utterance.isAwaited() && now().compareTo(deadline) < 0) {
        Optional<Signal> signal = inbox.next(deadline.minus(now()));
        signal.flatMap(this::understood).ifPresent(this::keep);
      }
    } catch (InterruptedException e) {
      over = Optional.of(new Outcome.Ordered("stopped")); // as in next
    }
    return utterance.told();
  }

  private void keep(Heard heard) {
    switch (heard) {
      case Heard.Pressed(Key key) -> ahead.add(key);
      case Heard.Arrived(Signal.Speech _), Heard.PlayingOver _, Heard.TimeUp _, Heard.Over _ -> {}
      case Heard.Arrived(Signal signal) -> strays.accept(signal);
    }
  }

  /** As {@link #play}, but not even begun when keys were pressed ahead. */
  public Played prompt(Utterance utterance, boolean bargeIn) {
    return bargeIn && !ahead.isEmpty() && over.isEmpty()
        ? Played.SKIPPED
        : play(utterance, bargeIn);
  }

  /** From now on keys are waited for at this pace. */
  void pace(Pace changed) {
    pace = changed;
  }

  /** The next key, pressed ahead or within {@code wait}; else {@code TimeUp} or {@code Over}. */
  public Heard key(Duration wait) {
    Heard heard = awaitKey(wait);
    if (heard instanceof Heard.Pressed) {
      ahead.take();
    }
    return heard;
  }

  /** As {@link #key}, but the key stays where it is, for the next step. */
  public Heard awaitKey(Duration wait) {
    Duration deadline = now().plus(pace.wait(wait));
    while (true) {
      if (over.isEmpty() && !ahead.isEmpty()) {
        return new Heard.Pressed(ahead.first().orElseThrow());
      }
      Heard heard = next(deadline);
      switch (heard) {
        case Heard.Pressed(Key key) -> ahead.add(key);
        case Heard.TimeUp _, Heard.Over _ -> {
          return heard;
        }
        case Heard.PlayingOver _ -> {}
        case Heard.Arrived(Signal signal) -> strays.accept(signal);
      }
    }
  }

  /** News that are {@code wanted}, or {@code TimeUp} or {@code Over}; keys are kept for later. */
  Heard await(Predicate<Signal> wanted, Duration wait) {
    Duration deadline = now().plus(wait);
    while (true) {
      switch (next(deadline)) {
        case Heard.Pressed(Key key) -> ahead.add(key);
        case Heard.PlayingOver _ -> {}
        case Heard.Arrived(Signal signal) when !wanted.test(signal) -> strays.accept(signal);
        case Heard heard -> {
          return heard;
        }
      }
    }
  }

  /** The key that was pressed ahead and comes next, left where it is. */
  public Optional<Key> keyAhead() {
    return ahead.first();
  }

  public void dropKeyAhead() {
    ahead.take();
  }

  public void dropKeysAheadBut(Set<Key> kept) {
    ahead.dropAllBut(kept);
  }

  public void dropKeysAhead() {
    ahead.drop();
  }

  /** A hash that ends an entry which is complete already is not a key for the next step. */
  public void swallowHash(Duration within) {
    ahead.swallowHash(now(), within);
  }

  /** What was pressed ahead, and what follows in the same burst, is no key for the next step. */
  void swallowBurst() {
    ahead.swallowBurst(now());
  }

  /** Waits for anything until {@code deadline}, a time of {@link #now}. */
  public Heard next(Duration deadline) {
    while (over.isEmpty()) {
      Optional<Signal> signal;
      try {
        signal = inbox.next(positive(clocks.earliest(deadline).minus(now())));
      } catch (InterruptedException e) {
        // the flag is set again when the call has been closed: databases dislike it
        over = Optional.of(new Outcome.Ordered("stopped"));
        break;
      }
      Optional<Heard> heard = signal.isPresent() ? understood(signal.get()) : timeUp(deadline);
      if (heard.isPresent()) {
        return heard.get();
      }
    }
    return new Heard.Over(over.orElseThrow());
  }

  private Optional<Heard> understood(Signal signal) {
    return switch (signal) {
      case Signal.KeyPressed pressed when pressed.leg().equals(leg.id()) ->
          Optional.<Heard>of(new Heard.Pressed(pressed.key()))
              .filter(_ -> ahead.counts(pressed.key(), now()));
      case Signal.KeyPressed _, Signal.LegAnswered _, Signal.LegProgressing _ -> Optional.empty();
      case Signal.LegEnded ended when ended.leg().equals(leg.id()) -> {
        over = Optional.of(new Outcome.HungUp(ended.cause()));
        yield Optional.empty();
      }
      case Signal.LegEnded _ -> Optional.empty();
      case Signal.EndRequested(EndCause cause) -> {
        over = Optional.of(new Outcome.Ordered("end requested: " + cause));
        yield Optional.empty();
      }
      case Signal.PlayingEnded(long number, boolean completed) -> {
        if (playing.filter(p -> p.number() == number).isEmpty()) {
          yield Optional.empty();
        }
        playing = Optional.empty();
        yield Optional.of(new Heard.PlayingOver(completed));
      }
      case Signal.Speech(long hearing, SpeechNews news) ->
          attention.hears(hearing, news, now())
              ? Optional.of(new Heard.Arrived(signal))
              : Optional.empty();
      case Signal.HoldChanged _,
          Signal.VoiceActivity _,
          Signal.OperatorAnswered _,
          Signal.OperatorLeft _,
          Signal.TransferAsked _,
          Signal.Outside _,
          Signal.Beside _,
          Signal.DirectRinging _,
          Signal.DirectFailed _,
          Signal.ServiceAnswered _,
          Signal.PlaceChanged _,
          Signal.WaitingEnded _ ->
          Optional.of(new Heard.Arrived(signal));
    };
  }

  private Optional<Heard> timeUp(Duration deadline) {
    over = clocks.reached(now());
    return over.isEmpty() && now().compareTo(deadline) >= 0
        ? Optional.of(new Heard.TimeUp())
        : Optional.empty();
  }

  static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** Stops the clock of the menu part, while the caller waits in a queue or talks. */
  public void pauseMenuClock() {
    clocks.pauseMenu(now());
  }

  public void resumeMenuClock() {
    clocks.resumeMenu(now());
  }

  /** Lets a call that a limit or the server ended hear a goodbye, for {@code time} at most. */
  void lastWords(Duration time) {
    if (over.filter(o -> !(o instanceof Outcome.HungUp)).isPresent()) {
      over = Optional.empty();
    }
    dropKeysAhead();
    clocks.last(now(), time);
  }

  /** What to do when the first sound has been begun. */
  void atFirstSound(Runnable task) {
    atFirst = task;
  }

  /** What to do with news of the queue that come while no step waits for any. */
  void strays(Consumer<Signal> receiver) {
    strays = receiver;
  }
}
