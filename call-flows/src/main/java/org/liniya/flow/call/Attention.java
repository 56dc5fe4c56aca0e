package org.liniya.flow.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.Signal;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.port.Leg;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.SpeechRecognizer.Hearing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line's attention to one utterance of its caller. Runs only on the call's thread; whoever
 * begins it closes it.
 */
final class Attention implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Attention.class);

  /** Nobody speaks longer to a question; guards against a recogniser that forgets to say so. */
  private static final Duration LONGEST_SPEECH = Duration.ofSeconds(30);

  /**
   * How far it has come.
   *
   * <pre>
   *   Waiting ──began──▶ Speaking ──▶ Told
   *      └──────────────────────────▶ Told      any of them ──close──▶ Deaf
   * </pre>
   */
  private sealed interface State {
    /** Nothing is listened for. */
    record Deaf() implements State {}

    record Waiting(Hearing hearing, Leg.Lending lending) implements State {}

    /**
     * @param since a time of {@link CallerLine#now}
     */
    record Speaking(Hearing hearing, Leg.Lending lending, Duration since) implements State {}

    record Told(Hearing hearing, Leg.Lending lending, SpeechNews news) implements State {}
  }

  private State state;

  private Attention(State state) {
    this.state = state;
  }

  static Attention none() {
    return new Attention(new State.Deaf());
  }

  /**
   * Begins to listen. Hears nothing where there is no hearing to be had, or the recogniser breaks:
   * keys work in any case.
   */
  static Attention to(
      Leg leg, SpeechRecognizer recognizer, Expected expected, Consumer<Signal> inbox) {
    try {
      Optional<Hearing> hearing = recognizer.hear(expected, inbox);
      return hearing.map(open -> lent(leg, open)).orElseGet(Attention::none);
    } catch (RuntimeException e) {
      broken(e);
      return none();
    }
  }

  private static Attention lent(Leg leg, Hearing hearing) {
    try {
      return new Attention(new State.Waiting(hearing, leg.lend(hearing)));
    } catch (RuntimeException e) {
      hearing.close();
      throw e;
    }
  }

  /** Takes news; whether they are news of this utterance. */
  boolean hears(long number, SpeechNews news, Duration now) {
    switch (state) {
      case State.Waiting(Hearing hearing, Leg.Lending lending) when hearing.number() == number ->
          first(hearing, lending, news, now);
      case State.Speaking(Hearing hearing, Leg.Lending lending, _)
          when hearing.number() == number ->
          state = news(hearing, lending, news, now);
      case State.Deaf _, State.Waiting _, State.Speaking _, State.Told _ -> {
        return false;
      }
    }
    return true;
  }

  /** Who has not spoken yet is not told that nothing was understood: there are the keys. */
  private void first(Hearing hearing, Leg.Lending lending, SpeechNews news, Duration now) {
    if (news.equals(new SpeechNews.NotUnderstood(Why.FAILED))
        || news.equals(new SpeechNews.NotUnderstood(Why.TOO_LONG))) {
      close();
    } else {
      state = news(hearing, lending, news, now);
    }
  }

  private static State news(Hearing hearing, Leg.Lending lending, SpeechNews news, Duration now) {
    return news instanceof SpeechNews.Began
        ? new State.Speaking(hearing, lending, now)
        : new State.Told(hearing, lending, news);
  }

  /** Whether a word of the caller is a reason to stop a prompt. */
  boolean interrupts() {
    return switch (state) {
      case State.Speaking _ -> true;
      case State.Told(_, _, SpeechNews news) -> news instanceof SpeechNews.Understood;
      case State.Deaf _, State.Waiting _ -> false;
    };
  }

  /** Whether something may be told yet. */
  boolean isAwaited() {
    return state instanceof State.Waiting || state instanceof State.Speaking;
  }

  /** What was told; empty until then. */
  Optional<SpeechNews> told() {
    return state instanceof State.Told(_, _, SpeechNews news)
        ? Optional.of(news)
        : Optional.empty();
  }

  /** Until when to wait: nobody is cut short while speaking. */
  Duration waitingEnds(Duration silentUntil) {
    return state instanceof State.Speaking(_, _, Duration since)
        ? since.plus(LONGEST_SPEECH)
        : silentUntil;
  }

  /** The caller begins to hear a prompt. */
  void promptBegan() {
    open().ifPresent(Hearing::promptBegan);
  }

  /** The caller hears it no more. */
  void promptEnded() {
    open().ifPresent(Hearing::promptEnded);
  }

  private Optional<Hearing> open() {
    return switch (state) {
      case State.Waiting(Hearing hearing, _) -> Optional.of(hearing);
      case State.Speaking(Hearing hearing, _, _) -> Optional.of(hearing);
      case State.Deaf _, State.Told _ -> Optional.empty();
    };
  }

  /** Nothing more is said: tells what was understood so far, as news. */
  void finish() {
    open().ifPresent(Hearing::finish);
  }

  /** Listens no more. A second call does nothing. */
  @Override
  public void close() {
    State before = state;
    state = new State.Deaf();
    switch (before) {
      case State.Waiting(Hearing hearing, Leg.Lending lending) -> close(hearing, lending);
      case State.Speaking(Hearing hearing, Leg.Lending lending, _) -> close(hearing, lending);
      case State.Told(Hearing hearing, Leg.Lending lending, _) -> close(hearing, lending);
      case State.Deaf _ -> {}
    }
  }

  private static void close(Hearing hearing, Leg.Lending lending) {
    try (hearing) {
      lending.stop();
    } catch (RuntimeException e) {
      broken(e);
    }
  }

  private static void broken(RuntimeException e) {
    LOG.atError()
        .addKeyValue("cause", e.getClass().getSimpleName())
        .log("listening failed; keys go on");
  }
}
