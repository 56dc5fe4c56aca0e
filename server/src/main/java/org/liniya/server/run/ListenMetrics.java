package org.liniya.server.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.liniya.call.Language;
import org.liniya.listen.SpeechNews;
import org.liniya.speech.listen.ListenWatch;
import org.liniya.speech.listen.VoiceFigures;
import org.liniya.speech.listen.VoskRecognizer;

/** Figures of listening: counts and times, never words. For any thread. */
final class ListenMetrics implements ListenWatch {

  private static final String UNDERSTOOD = "understood";

  private final MeterRegistry metrics;

  ListenMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  static void bind(MeterRegistry metrics, VoskRecognizer engine) {
    Gauge.builder("liniya.listen.hearings", engine, VoskRecognizer::hearings)
        .description("callers who are listened to now")
        .register(metrics);
    FunctionCounter.builder("liniya.listen.frames", engine.figures(), VoiceFigures::frames)
        .description("frames of 32 ms that were listened to")
        .register(metrics);
    FunctionCounter.builder("liniya.listen.frames.looked", engine.figures(), VoiceFigures::looks)
        .description("frames that the voice model saw")
        .register(metrics);
  }

  @Override
  public void refused(Language language) {
    metrics.counter("liniya.listen.refused", "language", language.tag()).increment();
  }

  @Override
  public void told(Language language, SpeechNews news, Duration afterSpeech) {
    metrics
        .counter("liniya.listen.told", "language", language.tag(), "outcome", outcome(news))
        .increment();
    if (!afterSpeech.isZero()) {
      metrics.timer("liniya.listen.answer", "language", language.tag()).record(afterSpeech);
    }
  }

  private static String outcome(SpeechNews news) {
    return switch (news) {
      case SpeechNews.Began _ -> "began";
      case SpeechNews.Understood _ -> UNDERSTOOD;
      case SpeechNews.NotUnderstood(SpeechNews.Why why) ->
          why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
