package org.liniya.speech.listen;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.listen.Expected;
import org.liniya.port.SpeechRecognizer;

/**
 * Understands callers with Vosk. For any thread; the engine is used only by threads of its own, so
 * that what it does, however long it takes, keeps nobody else waiting.
 *
 * <p>A model is loaded once and shared; an utterance has a recogniser of the engine only while
 * somebody speaks. Sound never leaves the process and is not kept.
 */
public final class VoskRecognizer implements SpeechRecognizer, AutoCloseable {

  private final Map<Language, VoskModel> models;
  private final VoiceModel voices;
  private final ListenWatch watch;
  private final Semaphore places;
  private final int hearings;
  private final Workers workers;
  private final Decoder.Source decoders;
  private final AtomicLong numbers = new AtomicLong();
  private final VoiceFigures figures = new VoiceFigures();

  private VoskRecognizer(
      Map<Language, VoskModel> models,
      VoiceModel voices,
      ListenSettings settings,
      ListenWatch watch) {
    this.models = Map.copyOf(models);
    this.voices = voices;
    this.watch = watch;
    this.hearings = settings.hearings();
    this.places = new Semaphore(hearings);
    this.decoders = this::decoder;
    this.workers = new Workers(settings.threads());
  }

  /**
   * Loads all models and starts the threads.
   *
   * @throws RecognizerException when a model cannot be loaded; nothing is left behind then
   */
  public static VoskRecognizer open(ListenSettings settings, ListenWatch watch) {
    Map<Language, VoskModel> models = new HashMap<>();
    try {
      settings.models().forEach((language, folder) -> models.put(language, new VoskModel(folder)));
      VoiceModel voices =
          settings.voiceModel().<VoiceModel>map(SileroVoice::new).orElseGet(PitchVoice::new);
      return new VoskRecognizer(models, voices, settings, watch);
    } catch (RecognizerException broken) {
      models.values().forEach(VoskModel::close);
      throw broken;
    }
  }

  private Decoder decoder(Language language, Expected expected) {
    return Objects.requireNonNull(models.get(language), "no model").open(expected);
  }

  @Override
  public Set<Language> languages() {
    return models.keySet();
  }

  @Override
  public Set<String> unknownWords(Language language, Collection<String> phrases) {
    VoskModel model = models.get(language);
    return model == null ? Set.of() : model.lacks(phrases);
  }

  @Override
  public Optional<Hearing> hear(Expected expected, Consumer<Signal> inbox) {
    Language language = expected.language();
    if (!models.containsKey(language)) {
      return Optional.empty();
    }
    if (!places.tryAcquire()) {
      watch.refused(language);
      return Optional.empty();
    }
    VoskHearing hearing =
        new VoskHearing(
            numbers.incrementAndGet(),
            expected,
            inbox,
            decoders,
            voices.ear(),
            figures,
            watch,
            places::release);
    workers.add(hearing);
    return Optional.of(hearing);
  }

  /** How many are heard now. */
  public int hearings() {
    return hearings - places.availablePermits();
  }

  /** How much sound was listened to, and how much of it was shown to the voice model. */
  public VoiceFigures figures() {
    return figures;
  }

  /** Ends all hearings without telling anything, and gives back the models. */
  @Override
  public void close() {
    workers.close();
    if (workers.alive()) {
      Workers.LOG.warn("a thread of the recogniser does not end; its models stay loaded");
      return;
    }
    models.values().forEach(VoskModel::close);
    voices.close();
  }
}
