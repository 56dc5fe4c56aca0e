package org.liniya.rtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;
import org.liniya.port.OutsideRecorder;
import org.liniya.port.Recording;

/** A recording in memory: what came, in the order in which it came. Thread-safe. */
final class MemoryRecording implements Recording {
  private final List<short[]> fromCaller = new ArrayList<>();
  private final List<short[]> toCaller = new ArrayList<>();

  @Override
  public void fromCaller(long nanos, Encoding encoding, byte[] sound, int offset, int length) {
    keep(fromCaller, encoding, sound, offset, length);
  }

  @Override
  public void toCaller(long nanos, Encoding encoding, byte[] sound, int offset, int length) {
    keep(toCaller, encoding, sound, offset, length);
  }

  @Override
  public CallId call() {
    throw new UnsupportedOperationException("of no call");
  }

  @Override
  public void takeFrom(OutsideRecorder recorder) {}

  @Override
  public void silence(boolean silent) {}

  @Override
  public Closed close() {
    return new Closed(Duration.ZERO, 0, true);
  }

  short[] left() {
    return joined(fromCaller);
  }

  short[] right() {
    return joined(toCaller);
  }

  private synchronized void keep(
      List<short[]> where, Encoding encoding, byte[] sound, int offset, int length) {
    short[] samples = new short[length];
    Laws.of(encoding).decode(sound, offset, samples, 0, length);
    where.add(samples);
  }

  private synchronized short[] joined(List<short[]> packets) {
    short[] all = new short[packets.stream().mapToInt(packet -> packet.length).sum()];
    int at = 0;
    for (short[] packet : packets) {
      System.arraycopy(packet, 0, all, at, packet.length);
      at += packet.length;
    }
    return all;
  }
}
