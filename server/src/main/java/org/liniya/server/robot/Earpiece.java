package org.liniya.server.robot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.audio.hearing.Ear;
import org.liniya.audio.hearing.Heard;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Key;
import org.liniya.port.Encoding;
import org.liniya.rtp.MediaListener;

/**
 * What one call's telephone receives, understood. The media loop hands packets over; everything
 * else belongs to the robot's thread.
 */
final class Earpiece implements MediaListener {

  private final BlockingQueue<short[]> packets = new LinkedBlockingQueue<>();
  private final Ear ear;
  private final List<Heard> understood = new ArrayList<>();
  private short[] samples = new short[16 * Sound.RATE];
  private int size;

  Earpiece(Ear ear) {
    this.ear = ear;
  }

  @Override
  public void heard(long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
    short[] packet = new short[length];
    RobotVoice.law(encoding).decode(sound, offset, packet, 0, length);
    packets.add(packet);
  }

  @Override
  public void keyPressed(Key key) {}

  @Override
  public void playingEnded(long number, boolean completed) {}

  @Override
  public void silentFor(Duration gap) {}

  /** Listens until something is understood, at most for {@code limit}. */
  Optional<Heard> next(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (understood.isEmpty()) {
      short[] packet = packets.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (packet == null) {
        return Optional.empty();
      }
      take(packet);
    }
    return Optional.of(understood.removeFirst());
  }

  /** Takes up what has come in; does not wait. */
  void catchUp() {
    List<short[]> waiting = new ArrayList<>();
    packets.drainTo(waiting);
    waiting.forEach(this::take);
  }

  /** The call is over: whatever was still being listened to is judged now. */
  void end() {
    catchUp();
    understood.addAll(ear.end());
  }

  private void take(short[] packet) {
    if (size + packet.length > samples.length) {
      samples = Arrays.copyOf(samples, 2 * samples.length);
    }
    System.arraycopy(packet, 0, samples, size, packet.length);
    size += packet.length;
    understood.addAll(ear.hear(packet));
  }

  /** All sound so far. */
  Sound sound() {
    return Sound.of(Arrays.copyOf(samples, size));
  }
}
