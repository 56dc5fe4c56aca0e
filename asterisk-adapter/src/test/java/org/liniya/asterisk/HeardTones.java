package org.liniya.asterisk;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.port.Ear;
import org.liniya.port.Encoding;

/**
 * Which tones somebody hears: packet by packet, each tone that has at least a twentieth of the
 * energy. A telephone's listener, and an ear. Thread-safe.
 */
final class HeardTones extends Deaf implements Ear {

  private static final int[] TONES = {350, 700, 1000, 1700};
  private static final double SHARE = 0.05;
  private static final double SILENCE_RMS = 300;

  /** A third of a second: longer than what was under way before. */
  private static final int STRETCH = 16;

  private final Map<Integer, Long> firstAt = new TreeMap<>();
  private final Map<Integer, Long> lastAt = new TreeMap<>();
  private Set<Integer> last = Set.of();
  private int same;

  @Override
  public void heard(long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
    hear(arrivalNanos, encoding, sound, offset, length);
  }

  @Override
  public synchronized void hear(
      long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
    G711 law = encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW;
    short[] samples = law.decode(Arrays.copyOfRange(sound, offset, offset + length));
    Set<Integer> now = Energy.rms(samples) < SILENCE_RMS ? Set.of() : tones(samples);
    same = now.equals(last) ? same + 1 : 1;
    last = now;
    now.forEach(hertz -> firstAt.putIfAbsent(hertz, arrivalNanos));
    now.forEach(hertz -> lastAt.put(hertz, arrivalNanos));
  }

  private static Set<Integer> tones(short[] samples) {
    return Arrays.stream(TONES)
        .boxed()
        .filter(hertz -> Energy.shareAt(hertz, samples) > SHARE)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private synchronized Set<Integer> heardNow() {
    return same >= STRETCH ? last : Set.of(-1); // still changing
  }

  /** When it was heard first, in {@link System#nanoTime()}. */
  synchronized long firstAt(int hertz) {
    return firstAt.getOrDefault(hertz, Long.MAX_VALUE);
  }

  /** When it was heard last; as {@link #firstAt}. */
  synchronized long lastAt(int hertz) {
    return lastAt.getOrDefault(hertz, Long.MAX_VALUE);
  }

  /** Everything that was ever heard. */
  synchronized Set<Integer> ever() {
    return Set.copyOf(firstAt.keySet());
  }

  /** Only what comes from now on counts. */
  synchronized void forget() {
    firstAt.clear();
    same = 0;
  }

  /** Waits until it hears these and no others, for a stretch; what was heard at last if not. */
  void awaitExactly(String who, Integer... hertz) {
    Set<Integer> wanted = new TreeSet<>(Set.of(hertz));
    Awaitility.await(who)
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(this::heardNow, wanted::equals);
  }
}
