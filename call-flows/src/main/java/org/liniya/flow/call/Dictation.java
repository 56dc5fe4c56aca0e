package org.liniya.flow.call;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Signal.VoiceActivity;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.port.Leg.Listening;
import org.liniya.ticket.Transcript;

/**
 * A caller says something, until nothing is said for a while or a key is pressed; what was
 * understood of it is written down where a recogniser listens. Runs only on the call's thread.
 */
public final class Dictation {

  /** Later than any dictation ends. */
  private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

  /** A recogniser works while the caller speaks: of a moment's words it needs no longer. */
  private static final Duration LATEST_WORDS = Duration.ofSeconds(3);

  private final LiveCall call;
  private final CallerLine line;
  private final Terms terms;
  private Voice voice;

  /**
   * When it is over.
   *
   * @param waitTime how long the caller may be silent before the first word
   * @param silence how long after a word
   * @param longest how long it lasts at most
   * @param words whether it is written down
   */
  public record Terms(Duration waitTime, Duration silence, Duration longest, Words words) {}

  /** Whether what is said is written down. */
  public enum Words {
    WRITTEN_DOWN,
    NOT_WRITTEN_DOWN
  }

  /**
   * What came of it.
   *
   * @param spoken how long the caller was heard
   * @param length from the beginning to the last word
   * @param transcript what was understood
   * @param over why the call is over; empty when it goes on
   */
  public record Result(
      Duration spoken, Duration length, Optional<Transcript> transcript, Optional<Outcome> over) {}

  /** Whether the caller speaks, as times of {@link CallerLine#now}. */
  private sealed interface Voice {
    Duration spoken();

    record NotYet() implements Voice {
      @Override
      public Duration spoken() {
        return Duration.ZERO;
      }
    }

    record Speaking(Duration spoken, Duration since) implements Voice {}

    record Silent(Duration spoken, Duration since) implements Voice {}
  }

  public Dictation(LiveCall call, Terms terms) {
    this.call = call;
    this.line = call.line();
    this.terms = terms;
    this.voice = new Voice.NotYet();
  }

  /** Listens; returns at once when the call is over. */
  public Result run() {
    Duration began = line.now();
    Listening listening = line.leg().listen();
    try (Attention attention = attention()) {
      Optional<Outcome> over = listen(listening.number(), began);
      stopped(line.now());
      Duration end = voice instanceof Voice.Silent(_, Duration since) ? since : began;
      return new Result(voice.spoken(), end.minus(began), transcript(attention), over);
    } finally {
      listening.stop();
    }
  }

  private Attention attention() {
    return switch (terms.words()) {
      case WRITTEN_DOWN -> call.attend(new Expected.Anything(call.language()));
      case NOT_WRITTEN_DOWN -> Attention.none();
    };
  }

  /** Who hangs up behind the last word has said it. */
  private Optional<Transcript> transcript(Attention attention) {
    return line.finished(attention, LATEST_WORDS)
        .flatMap(
            news ->
                news instanceof SpeechNews.Understood(String text, double confidence)
                    ? Optional.of(Transcript.of(text, confidence))
                    : Optional.empty());
  }

  private Optional<Outcome> listen(long number, Duration began) {
    while (true) {
      switch (line.next(Collections.min(List.of(began.plus(terms.longest()), ends(began))))) {
        case Heard.Arrived(VoiceActivity(long of, boolean speaks)) when of == number -> {
          if (speaks) {
            voice = new Voice.Speaking(voice.spoken(), line.now());
          } else {
            stopped(line.now().minus(VoiceActivity.HANG_OVER));
          }
        }
        case Heard.Pressed _ -> {
          line.swallowBurst(); // pressed twice, or with a whole number: it ends what was said
          return Optional.empty();
        }
        case Heard.TimeUp _ -> {
          return Optional.empty();
        }
        case Heard.Over(Outcome outcome) -> {
          return Optional.of(outcome);
        }
        case Heard.Arrived _, Heard.PlayingOver _ -> {}
      }
    }
  }

  private Duration ends(Duration began) {
    return switch (voice) {
      case Voice.NotYet _ -> began.plus(terms.waitTime());
      case Voice.Speaking _ -> NEVER;
      case Voice.Silent(_, Duration since) -> since.plus(terms.silence());
    };
  }

  private void stopped(Duration at) {
    if (voice instanceof Voice.Speaking(Duration spoken, Duration since)) {
      Duration said = at.minus(since);
      voice = new Voice.Silent(said.isNegative() ? spoken : spoken.plus(said), at);
    }
  }
}
