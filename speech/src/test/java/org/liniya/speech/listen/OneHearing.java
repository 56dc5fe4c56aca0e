package org.liniya.speech.listen;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liniya.call.Signal;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.port.Encoding;

/**
 * One hearing in a time of its own, without threads: sound comes packet by packet, every 20 ms, and
 * is worked on at once.
 */
final class OneHearing implements AutoCloseable {

  private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<Told> told = new ArrayList<>();
  private final VoiceFigures figures = new VoiceFigures();
  private final VoskHearing hearing;
  private int places;
  private long now;

  /**
   * News, and when they came.
   *
   * @param atMs since the first sound
   */
  record Told(long atMs, SpeechNews news) {}

  OneHearing(Expected expected, Decoder.Source decoders, VoiceModel voices) {
    hearing =
        new VoskHearing(
            1,
            expected,
            this::take,
            decoders,
            voices.ear(),
            figures,
            ListenWatch.NONE,
            () -> places++);
  }

  private void take(Signal signal) {
    told.add(new Told(TimeUnit.NANOSECONDS.toMillis(now), ((Signal.Speech) signal).news()));
  }

  VoskHearing hearing() {
    return hearing;
  }

  /** Sound in whole packets; what is left over is not sent. */
  OneHearing hears(Encoding encoding, short[] sound) {
    byte[] codes = Voices.law(encoding).encode(sound);
    for (int at = 0; at + Voices.PACKET <= codes.length; at += Voices.PACKET) {
      now += PACKET_NANOS;
      hearing.hear(now, encoding, codes, at, Voices.PACKET);
      step();
    }
    return this;
  }

  /** As much sound at once, and nobody works on it. */
  OneHearing isGiven(Encoding encoding, short[] sound) {
    byte[] codes = Voices.law(encoding).encode(sound);
    for (int at = 0; at + Voices.PACKET <= codes.length; at += Voices.PACKET) {
      hearing.hear(now, encoding, codes, at, Voices.PACKET);
    }
    return this;
  }

  /** No packets come. */
  OneHearing nothing(int ms) {
    for (int i = 0; i < ms; i += 20) {
      now += PACKET_NANOS;
      step();
    }
    return this;
  }

  OneHearing finish() {
    hearing.finish();
    step();
    return this;
  }

  OneHearing step() {
    if (!hearing.isClosed()) {
      hearing.step(now);
    }
    return this;
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  List<SpeechNews> news() {
    return told.stream().map(Told::news).toList();
  }

  /** How often the hearing gave back its place. */
  int places() {
    return places;
  }

  VoiceFigures figures() {
    return figures;
  }

  @Override
  public void close() {
    hearing.close();
    hearing.release();
  }
}
