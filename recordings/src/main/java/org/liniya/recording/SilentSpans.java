package org.liniya.recording;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The stretches of the time line that are written as silence. Used only by the recorder's thread.
 *
 * <p>A packet may stand up to {@link Track#LATE} before or {@link Track#AHEAD} behind its arrival,
 * so each stretch is that much wider at its ends: what arrived during it is never heard.
 */
final class SilentSpans {

  private record Span(long from, long to) {}

  private static final long OPEN = Long.MAX_VALUE;

  private final Deque<Span> spans = new ArrayDeque<>();

  /** An order given at a position; an order that changes nothing is ignored. */
  void order(long position, boolean silent) {
    boolean open = !spans.isEmpty() && spans.getLast().to == OPEN;
    if (silent && !open) {
      spans.addLast(new Span(position - Track.LATE, OPEN));
    } else if (!silent && open) {
      Span last = spans.removeLast();
      spans.addLast(new Span(last.from, position + Track.AHEAD));
    }
  }

  /** Whether a position is silent. To be asked in rising order: what lies before is forgotten. */
  boolean covers(long position) {
    while (!spans.isEmpty() && spans.getFirst().to <= position) {
      spans.removeFirst();
    }
    for (Span span : spans) {
      if (position >= span.from && position < span.to) {
        return true;
      }
    }
    return false;
  }
}
