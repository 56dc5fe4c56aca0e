package org.liniya.speech.listen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.liniya.audio.G711;
import org.liniya.call.Signal;
import org.liniya.listen.AcceptanceRule;
import org.liniya.listen.Expected;
import org.liniya.listen.HeardWord;
import org.liniya.listen.SpeechNews;
import org.liniya.listen.SpeechNews.NotUnderstood;
import org.liniya.listen.SpeechNews.Understood;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.port.Encoding;
import org.liniya.port.SpeechRecognizer.Hearing;

/**
 * One utterance. The port's methods are for any thread; {@link #step} is called by one thread of
 * {@link Workers} at a time, and everything that costs time happens there.
 */
final class VoskHearing implements Hearing {

  /** Where it stands; the threads of others move it on, never back. */
  private enum Wish {
    LISTEN,
    FINISH,
    CLOSED
  }

  /**
   * Sound that waits: 4 s at most. Who is further behind does not catch up in time for the caller.
   */
  private static final int WAITING_SAMPLES = 1 << 15;

  /** What is heard before speech is certain, and belongs to it: 512 ms. */
  private static final int PRE_ROLL = 16;

  /**
   * Beside a prompt what is heard before speech is the prompt's echo, and would be words: 192 ms.
   */
  private static final int PRE_ROLL_BESIDE_PROMPT = 6;

  /** For so long after a prompt its echo may still come: 320 ms, jitter and the way included. */
  private static final int ECHO = 10;

  /** What the caller hears meanwhile. */
  private enum Heard {
    NOTHING,
    PROMPT
  }

  /** So much sound at most is worked on before others have their turn: 0.5 s. */
  private static final int FRAMES_A_STEP = 16;

  private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(32);

  /** Jitter delays packets by less. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

  private final long number;
  private final Expected expected;
  private final Consumer<Signal> inbox;
  private final Decoder.Source decoders;
  private final ListenWatch watch;
  private final Runnable leavesPlace;
  private final SpeechDetector detector;
  private final EndOfSpeech endOfSpeech;
  private final SoundRing ring = new SoundRing(WAITING_SAMPLES);
  private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.LISTEN);
  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile Heard heard = Heard.NOTHING;
  private volatile long arrivedNanos;
  private volatile boolean anythingArrived;

  // from here on of the thread that steps
  private final short[] frame = new short[VoiceModel.FRAME];
  private final short[][] preRoll = new short[PRE_ROLL][VoiceModel.FRAME];
  private int preRolled;
  private int echoFrames;
  private final List<HeardWord> words = new ArrayList<>();
  private Optional<Decoder> decoder = Optional.empty();
  private boolean begun;
  private int spokenFrames;
  private long soundUntil;
  private long spokeUntil;

  VoskHearing(
      long number,
      Expected expected,
      Consumer<Signal> inbox,
      Decoder.Source decoders,
      VoiceModel.Ear voices,
      VoiceFigures figures,
      ListenWatch watch,
      Runnable leavesPlace) {
    this.number = number;
    this.expected = expected;
    this.inbox = inbox;
    this.decoders = decoders;
    this.watch = watch;
    this.leavesPlace = leavesPlace;
    this.detector = new SpeechDetector(voices, figures);
    this.endOfSpeech = new EndOfSpeech(expected);
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void hear(long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
    if (wish.get() == Wish.LISTEN) {
      ring.write(encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW, sound, offset, length);
      arrivedNanos = arrivalNanos;
      anythingArrived = true;
    }
  }

  @Override
  public void promptBegan() {
    heard = Heard.PROMPT;
  }

  @Override
  public void promptEnded() {
    heard = Heard.NOTHING;
  }

  @Override
  public void finish() {
    wish.compareAndSet(Wish.LISTEN, Wish.FINISH);
  }

  @Override
  public void close() {
    if (wish.getAndSet(Wish.CLOSED) != Wish.CLOSED) {
      leavesPlace.run();
    }
  }

  /** Whether the calling thread may {@link #step}; it then calls {@link #leave}. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  void leave() {
    taken.set(false);
  }

  /** How much sound waits to be worked on, in samples. */
  int waiting() {
    return ring.waiting();
  }

  boolean isClosed() {
    return wish.get() == Wish.CLOSED;
  }

  /** Works on the sound that has come. */
  void step(long now) {
    try {
      work(now);
    } catch (RuntimeException | LinkageError failed) {
      Workers.LOG.warn("the recogniser failed in hearing {}", number, failed);
      end(new NotUnderstood(Why.FAILED), now);
    }
  }

  /** For a thread that does not work on it: whether another one is stuck in the engine. */
  void lookAtFromOutside(long now) {
    if (ring.overrun()) {
      end(new NotUnderstood(Why.TOO_LONG), now);
    }
  }

  /** Gives back what the engine holds. */
  void release() {
    Optional<Decoder> held = decoder;
    decoder = Optional.empty();
    held.ifPresent(Decoder::close);
  }

  private void work(long now) {
    Wish wanted = wish.get();
    if (ring.overrun() && wanted != Wish.CLOSED) {
      end(new NotUnderstood(Why.TOO_LONG), now);
      return;
    }
    for (int i = 0; i < FRAMES_A_STEP && wish.get() != Wish.CLOSED; i++) {
      if (!ring.read(frame)) {
        idle(now);
        if (wanted == Wish.FINISH && wish.get() != Wish.CLOSED) {
          finishNow(now);
        }
        return;
      }
      soundUntil = now;
      frame(now);
    }
  }

  /** Some telephones send nothing while nothing is said. */
  private void idle(long now) {
    if (!anythingArrived || now - arrivedNanos < LATE_NANOS) {
      return;
    }
    // less than a frame may be all that ever came
    soundUntil = Math.max(soundUntil, arrivedNanos);
    while (now - soundUntil > LATE_NANOS + FRAME_NANOS && wish.get() != Wish.CLOSED) {
      soundUntil += FRAME_NANOS;
      if (detector.nothing() == SpeechDetector.Turn.SPEAKING) {
        Arrays.fill(frame, (short) 0);
        spoken(now);
      }
    }
  }

  private void frame(long now) {
    System.arraycopy(frame, 0, preRoll[preRolled++ % PRE_ROLL], 0, frame.length);
    switch (turn()) {
      case WAITING -> {}
      case BEGAN -> begin(now);
      case SPEAKING -> spoken(now);
    }
  }

  private SpeechDetector.Turn turn() {
    echoFrames = heard == Heard.PROMPT ? ECHO : Math.max(0, echoFrames - 1);
    return echoFrames > 0 ? detector.hearBesidePrompt(frame) : detector.hear(frame);
  }

  private void begin(long now) {
    if (!begun) {
      begun = true;
      tell(new SpeechNews.Began());
    }
    spokeUntil = now;
    decoder = Optional.of(decoders.open(expected.language(), expected));
    int kept = echoFrames > 0 ? PRE_ROLL_BESIDE_PROMPT : PRE_ROLL;
    for (int i = Math.max(0, preRolled - kept); i < preRolled; i++) {
      decode(preRoll[i % PRE_ROLL]);
    }
    preRolled = 0;
  }

  private void spoken(long now) {
    spokenFrames++;
    spokeUntil = detector.quietFrames() == 0 ? now : spokeUntil;
    boolean paused = decode(frame);
    if (paused && isWholePhrase(judged())) {
      end(judged(), now);
    } else if (endOfSpeech.reached(detector.quietFrames(), this::wordsSoFar)) {
      spokenOut(now);
    } else if (endOfSpeech.tooLong(spokenFrames)) {
      tooLong(now);
    }
  }

  /** Digits may go on after a pause, and so may dictation; a phrase that is whole does not. */
  private boolean isWholePhrase(SpeechNews news) {
    return news instanceof Understood(String text, double _)
        && switch (expected) {
          case Expected.Phrases _ -> true;
          case Expected.Digits digits -> digits.others().contains(text);
          case Expected.Anything _ -> false;
        };
  }

  private int wordsSoFar() {
    long known =
        words.stream().filter(word -> AcceptanceRule.counts(expected, word.text())).count();
    return (int) known + decoder.orElseThrow().wordsSoFar();
  }

  /** Whether the engine thinks that there is a pause, and gave its words. */
  private boolean decode(short[] sound) {
    Decoder open = decoder.orElseThrow();
    boolean paused = open.accept(sound, sound.length);
    if (paused) {
      words.addAll(open.words());
    }
    return paused;
  }

  private void tooLong(long now) {
    if (expected instanceof Expected.Anything) {
      takeLastWords();
      end(judged(), now);
    } else {
      end(new NotUnderstood(Why.TOO_LONG), now);
    }
  }

  /** The speaker has paused for so long that it counts. */
  private void spokenOut(long now) {
    takeLastWords();
    if (expected instanceof Expected.Anything) {
      detector.pause();
    } else {
      end(judged(), now);
    }
  }

  private void takeLastWords() {
    decoder.ifPresent(last -> words.addAll(last.lastWords()));
    release();
  }

  private void finishNow(long now) {
    if (ring.readRest(frame)) {
      frame(now);
    }
    if (wish.get() != Wish.CLOSED) {
      takeLastWords();
      end(judged(), now);
    }
  }

  private SpeechNews judged() {
    return AcceptanceRule.judge(expected, words);
  }

  private void end(SpeechNews news, long now) {
    if (wish.getAndSet(Wish.CLOSED) == Wish.CLOSED) {
      return;
    }
    leavesPlace.run();
    watch.told(
        expected.language(), news, begun ? Duration.ofNanos(now - spokeUntil) : Duration.ZERO);
    tell(news);
  }

  private void tell(SpeechNews news) {
    inbox.accept(new Signal.Speech(number, news));
  }
}
