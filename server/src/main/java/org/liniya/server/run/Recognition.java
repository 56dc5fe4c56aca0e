package org.liniya.server.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Language;
import org.liniya.port.SpeechRecognizer;
import org.liniya.speech.listen.ListenSettings;
import org.liniya.speech.listen.ModelTrial;
import org.liniya.speech.listen.RecognizerException;
import org.liniya.speech.listen.VoskRecognizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By what the running server understands callers. Started and closed by the main thread.
 *
 * <p>A model that cannot be loaded is no reason to leave the telephone ringing: the log says so,
 * and the line runs on keys alone.
 */
final class Recognition implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recognition.class);

  private final Optional<VoskRecognizer> engine;

  private Recognition(Optional<VoskRecognizer> engine) {
    this.engine = engine;
  }

  /** Tries and loads the models, which takes as long as they are large. */
  static Recognition start(Optional<ListenSettings> settings, MeterRegistry metrics) {
    if (settings.isEmpty()) {
      return new Recognition(Optional.empty());
    }
    try {
      for (Map.Entry<Language, Path> model : settings.get().models().entrySet()) {
        ModelTrial.pass(model.getKey(), model.getValue());
      }
      VoskRecognizer engine = VoskRecognizer.open(settings.get(), new ListenMetrics(metrics));
      ListenMetrics.bind(metrics, engine);
      LOG.atInfo()
          .addKeyValue("languages", engine.languages())
          .addKeyValue("hearings", settings.get().hearings())
          .addKeyValue("threads", settings.get().threads())
          .log("callers are listened to");
      return new Recognition(Optional.of(engine));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Recognition(Optional.empty());
    } catch (RecognizerException | LinkageError broken) {
      LOG.atError().setCause(broken).log("callers are not listened to; the line runs on keys");
      return new Recognition(Optional.empty());
    }
  }

  /** {@link SpeechRecognizer#NONE} where there is no model. */
  SpeechRecognizer recognizer() {
    return engine.<SpeechRecognizer>map(it -> it).orElse(SpeechRecognizer.NONE);
  }

  @Override
  public void close() {
    engine.ifPresent(VoskRecognizer::close);
  }
}
