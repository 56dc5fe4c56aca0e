package org.liniya.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.rtp.RtpTargets;
import org.liniya.sdp.SdpTargets;
import org.liniya.sip.SipTargets;
import org.liniya.sip.wire.WireTargets;

/**
 * Every reader of network data gets mutated inputs: nothing may be thrown, and no input may take
 * more than {@value #MOST_MILLIS} ms of computing.
 *
 * <p>A failure prints seed, number and the input in hexadecimal. Keep it as a file in {@code
 * src/test/resources/fuzz/TARGET/}: it is run first from then on. {@code -Dfuzz.seed=N} runs
 * another seed. A new reader gets a line in the {@code …Targets} class of its package.
 */
@Isolated("at night it counts the memory of the whole process")
class FuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 4475);
  private static final int MOST_MILLIS = 300;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static List<FuzzTarget> targets() {
    return Stream.of(WireTargets.all(), SipTargets.all(), SdpTargets.all(), RtpTargets.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(60)
  void shortly(FuzzTarget target) throws InterruptedException {
    run(target, 4_000);
  }

  /** With {@code StackFuzzTest} and {@code MediaFuzzTest} far more than a million inputs. */
  @Tag("night")
  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(1_800)
  void allNight(FuzzTarget target) throws InterruptedException {
    run(target, 1_000); // classes loaded
    Census before = Census.take();
    long started = System.nanoTime();
    run(target, 120_000);
    long millis = (System.nanoTime() - started) / 1_000_000;
    Census after = before.awaitNoMoreThan(Duration.ofSeconds(10));
    System.out.println(
        "fuzz: %s, 120000 inputs, seed %d, in %d ms: %d a second; heap %,d -> %,d"
            .formatted(target, SEED, millis, 120_000_000L / millis, before.heap(), after.heap()));
    assertThat(before.grownIn(after)).isEmpty();
  }

  private static void run(FuzzTarget target, int inputs) throws InterruptedException {
    AtomicReference<String> fault = new AtomicReference<>("did not come back");
    Thread reader = Thread.ofPlatform().daemon().start(() -> fault.set(read(target, inputs)));
    reader.join(Duration.ofMillis(10_000L + inputs * 10L));
    assertThat(fault.get()).as("%s, seed %d", target.name(), SEED).isEmpty();
  }

  private static String read(FuzzTarget target, int inputs) {
    for (byte[] input : Corpus.found(target.name())) {
      String fault = one(target, input);
      if (!fault.isEmpty()) {
        return "kept case: " + fault;
      }
    }
    Mutator mutator = new Mutator(target.seeds(), SEED);
    for (int number = 0; number < inputs; number++) {
      String fault = one(target, mutator.input(number));
      if (!fault.isEmpty()) {
        return "number " + number + ": " + fault;
      }
    }
    return "";
  }

  private static String one(FuzzTarget target, byte[] input) {
    long before = THREADS.getCurrentThreadCpuTime();
    try {
      target.reader().read(input);
    } catch (Throwable thrown) { // an Error is what we look for, too
      return thrown + " at " + place(thrown) + "\n" + HexFormat.of().formatHex(input);
    }
    long millis = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before).toMillis();
    return millis > MOST_MILLIS ? millis + " ms for\n" + HexFormat.of().formatHex(input) : "";
  }

  private static String place(Throwable thrown) {
    return Stream.of(thrown.getStackTrace()).limit(6).toList().toString();
  }
}
