package org.liniya.speech;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.liniya.call.Language;
import org.liniya.port.SynthesisException;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.Speaker;
import org.liniya.speech.voice.VoicePlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sounds from the cache, and what it lacks from the voices, in their order: the first one whose
 * sound is in the cache or that can speak now; when it fails, the next. Voices are started only
 * when they are needed, and ended before {@link #render} returns. On the caller's thread and two of
 * its own.
 */
public final class RenderedPrompts implements Rendering {

  private static final Logger LOG = LoggerFactory.getLogger(RenderedPrompts.class);
  private static final int AT_ONCE = 2;

  /** Of one language at a time; with the slowest voice this is a quarter of an hour. */
  static final int MOST = 5_000;

  private final BiFunction<Language, Lexicon, List<Speaker>> speakers;
  private final Lexicon lexicon;
  private final PromptCache cache;

  public RenderedPrompts(VoicePlan plan, Lexicon lexicon, PromptCache cache) {
    this(plan::speakers, lexicon, cache);
  }

  RenderedPrompts(
      BiFunction<Language, Lexicon, List<Speaker>> speakers, Lexicon lexicon, PromptCache cache) {
    this.speakers = speakers;
    this.lexicon = lexicon;
    this.cache = cache;
  }

  @Override
  public Outcome render(Language language, Map<String, String> texts) {
    if (texts.isEmpty()) {
      return Outcome.NOTHING;
    }
    if (texts.size() > MOST) {
      return tooMany(language, texts);
    }
    List<Speaker> voices = speakers.apply(language, lexicon);
    try {
      return render(language, new TreeMap<>(texts), new Readiness(voices));
    } finally {
      voices.forEach(Speaker::close);
    }
  }

  private Outcome render(Language language, Map<String, String> texts, Readiness voices) {
    Gathered gathered = new Gathered();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().name("render-", 0).factory())) {
      Map<String, Future<One>> all = new TreeMap<>();
      texts.forEach(
          (name, text) -> all.put(name, threads.submit(() -> one(language, name, text, voices))));
      for (Map.Entry<String, Future<One>> each : all.entrySet()) {
        switch (each.getValue().get()) {
          case One.Spoken(Made made) -> gathered.made(each.getKey(), made);
          case One.Failed(PromptProblem.NotSpoken why) -> gathered.failed(each.getKey(), why);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a voice has failed in a way of its own", e.getCause());
    }
    return gathered.outcome();
  }

  /** What has become of one text. */
  private sealed interface One {
    record Spoken(Made made) implements One {}

    record Failed(PromptProblem.NotSpoken why) implements One {}
  }

  private One one(Language language, String name, String text, Readiness voices)
      throws InterruptedException {
    List<SynthesisException> faults = new ArrayList<>();
    for (Speaker voice : voices.all()) {
      String key = voice.key(text);
      Optional<Sound> kept = cache.read(key);
      if (kept.isPresent()) {
        return new One.Spoken(
            new Made(kept.get(), voice.voice().voice(), key, voice.words(text), false));
      }
      try {
        voices.require(voice);
        Sound sound = new Sound(voice.prompt(text));
        keep(key, sound);
        return new One.Spoken(new Made(sound, voice.voice().voice(), key, voice.words(text), true));
      } catch (SynthesisException e) {
        faults.add(e);
      }
    }
    if (faults.isEmpty()) {
      faults.add(noVoice());
    }
    String why = faults.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
    return new One.Failed(
        new PromptProblem.NotSpoken(language, name, why, faults.getFirst().cure()));
  }

  /** Without the cache the line speaks as well; it only takes longer next time. */
  private void keep(String key, Sound sound) {
    try {
      cache.write(key, sound);
    } catch (IOException e) {
      LOG.warn("a prompt cannot be kept in the cache: {}", e.getMessage());
    }
  }

  /** Whether each voice can speak, looked at once. Thread-safe. */
  private static final class Readiness {
    private final List<Speaker> voices;
    private final Map<String, Optional<SynthesisException>> known =
        new java.util.concurrent.ConcurrentHashMap<>();

    Readiness(List<Speaker> voices) {
      this.voices = voices;
    }

    List<Speaker> all() {
      return voices;
    }

    void require(Speaker speaker) throws SynthesisException {
      Optional<SynthesisException> fault =
          known.computeIfAbsent(speaker.engine(), name -> missing(speaker));
      if (fault.isPresent()) {
        throw fault.get();
      }
    }
  }

  static Outcome tooMany(Language language, Map<String, String> texts) {
    Gathered gathered = new Gathered();
    String name = new TreeMap<>(texts).firstKey();
    gathered.failed(
        name,
        new PromptProblem.NotSpoken(
            language,
            name,
            texts.size() + " texts have no sound, and at most " + MOST + " are spoken at once",
            "put recordings beside the texts"));
    return gathered.outcome();
  }

  /** What is said of a language that has none. */
  static SynthesisException noVoice() {
    return new SynthesisException(
        "there is no voice", "name a voice of this language in speech.voices of liniya.yaml");
  }

  /** What keeps a voice from speaking now, if anything does. */
  static Optional<SynthesisException> missing(Speaker speaker) {
    try {
      speaker.voice().ready();
      return Optional.empty();
    } catch (SynthesisException e) {
      return Optional.of(e);
    }
  }
}
