package org.liniya.speech;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liniya.audio.G711;
import org.liniya.call.Language;
import org.liniya.port.Encoding;
import org.liniya.port.SentenceReader;
import org.liniya.port.SynthesisException;
import org.liniya.speak.Clip;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.Speaker;
import org.liniya.speech.voice.VoicePlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads sentences by the voices that can speak when it is made, on two threads of its own. What was
 * read stays in memory for a while, for the next caller who hears the same number; nothing is
 * written to a file, since it may be personal.
 */
public final class SentenceVoices implements SentenceReader, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SentenceVoices.class);
  private static final long LONGEST_WAIT_MS = 2_000;
  private static final int THREADS = 2;
  private static final int WAITING = 16;

  /** At most 30 s each: some 30 MB in the worst case. */
  private static final int KEPT = 64;

  private static final int LONGEST_SAMPLES = 30 * G711.RATE;

  private final Map<Language, List<Speaker>> voices;
  private final Map<Clip.Text, CompletableFuture<Boolean>> reading = new ConcurrentHashMap<>();
  private final Map<Clip.Text, Sound> sounds = new LinkedHashMap<>(KEPT, 0.75f, true);
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("reader-", 0).daemon().factory());

  SentenceVoices(Map<Language, List<Speaker>> voices) {
    this.voices = Map.copyOf(voices);
  }

  /** By the voices of a plan; programs are started only when there is something to read. */
  public static SentenceVoices of(VoicePlan plan, Lexicon lexicon) {
    Map<Language, List<Speaker>> able = new HashMap<>();
    for (Language language : plan.voices().keySet()) {
      List<Speaker> speakers = plan.speakers(language, lexicon);
      List<Speaker> ready =
          speakers.stream().filter(one -> RenderedPrompts.missing(one).isEmpty()).toList();
      speakers.stream().filter(one -> !ready.contains(one)).forEach(Speaker::close);
      if (!ready.isEmpty()) {
        able.put(language, ready);
      }
    }
    return new SentenceVoices(able);
  }

  /** The languages in which a voice of the plan can speak now. Starts nothing. */
  public static Set<Language> languages(VoicePlan plan, Lexicon lexicon) {
    try (SentenceVoices voices = of(plan, lexicon)) {
      return voices.languages();
    }
  }

  @Override
  public Set<Language> languages() {
    return voices.keySet();
  }

  @Override
  public boolean read(Clip.Text text) {
    if (kept(text).isPresent()) {
      return true;
    }
    try {
      return begun(text).get(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | RejectedExecutionException e) {
      LOG.warn("a sentence could not be read in time");
      return false; // what is begun goes on, for the next who needs it
    } catch (ExecutionException e) {
      LOG.error("a voice has failed", e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private CompletableFuture<Boolean> begun(Clip.Text text) {
    return reading.computeIfAbsent(
        text, what -> CompletableFuture.supplyAsync(() -> spoken(what), threads));
  }

  private boolean spoken(Clip.Text text) {
    try {
      return speak(text);
    } finally {
      reading.remove(text);
    }
  }

  private boolean speak(Clip.Text text) {
    for (Speaker voice : voices.getOrDefault(text.language(), List.of())) {
      try {
        short[] samples = text.personal() ? voice.personal(text.text()) : voice.prompt(text.text());
        if (samples.length <= LONGEST_SAMPLES) {
          keep(text, new Sound(samples));
          return true;
        }
        LOG.warn("'{}' makes of a sentence more than 30 s", voice.engine());
      } catch (SynthesisException e) {
        LOG.warn("a sentence was not read: {}. {}", e.getMessage(), e.cure());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private void keep(Clip.Text text, Sound sound) {
    synchronized (sounds) {
      sounds.put(text, sound);
      if (sounds.size() > KEPT) {
        sounds.remove(sounds.keySet().iterator().next());
      }
    }
  }

  private Optional<Sound> kept(Clip.Text text) {
    synchronized (sounds) {
      return Optional.ofNullable(sounds.get(text));
    }
  }

  @Override
  public Optional<byte[]> sound(Clip.Text text, Encoding encoding) {
    return kept(text).map(sound -> sound.in(encoding));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    voices.values().forEach(speakers -> speakers.forEach(Speaker::close));
  }
}
