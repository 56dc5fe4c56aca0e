package org.liniya.server.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Lets several readers ask how late the media was: the engine's own figure begins anew with every
 * question, and one reader must not take it from another. Thread-safe.
 */
final class MediaLateness {

  private final Supplier<Duration> engine;
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  /**
   * @param engine gives the latest since it was last asked
   */
  MediaLateness(Supplier<Duration> engine) {
    this.engine = engine;
  }

  /** A new reader: each gets the latest since its own last question. */
  Supplier<Duration> reader() {
    Reader reader = new Reader();
    readers.add(reader);
    return reader;
  }

  private final class Reader implements Supplier<Duration> {
    private Duration latest = Duration.ZERO;

    @Override
    public Duration get() {
      Duration now = engine.get();
      readers.forEach(reader -> reader.note(now));
      return take();
    }

    private synchronized void note(Duration lateness) {
      if (lateness.compareTo(latest) > 0) {
        latest = lateness;
      }
    }

    private synchronized Duration take() {
      Duration taken = latest;
      latest = Duration.ZERO;
      return taken;
    }
  }
}
