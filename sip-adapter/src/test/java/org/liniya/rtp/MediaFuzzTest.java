package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.liniya.call.CallId;
import org.liniya.fuzz.Census;
import org.liniya.fuzz.Mutator;
import org.liniya.port.Encoding;
import org.liniya.port.OutsideRecorder;
import org.liniya.port.Recording;

/**
 * Mutated RTP and RTCP to the real sockets of a call that is bridged, recorded and listened to for
 * tones: sound still goes through it, and at the end nothing is left.
 */
@Isolated("counts the threads and the memory of the whole process")
class MediaFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 4475);
  private static final PortRange RANGE = new PortRange(30_000, 30_098);

  /** After so many packets, fewer than the socket's buffer holds, sound must come through. */
  private static final int ROUND = 40;

  @Test
  @Timeout(60)
  void shortly() throws IOException {
    run(4_000);
  }

  @Test
  @Tag("night")
  @Timeout(600)
  void allNight() throws IOException {
    run(200_000);
  }

  private static void run(int inputs) throws IOException {
    call(1_000, 0); // classes loaded
    Census before = Census.take();
    long started = System.nanoTime();
    call(inputs, 1_000);
    long millis = (System.nanoTime() - started) / 1_000_000;
    Census after = before.awaitNoMoreThan(Duration.ofSeconds(20));
    System.out.println(
        "fuzz: %d media packets, seed %d, in %d s: %d a second%n%s"
            .formatted(
                inputs, SEED, millis / 1_000, inputs * 1_000L / millis, before.beside(after)));
    assertThat(before.grownIn(after)).isEmpty();
  }

  private static void call(int inputs, int from) throws IOException {
    Mutator mutator =
        new Mutator(
            Stream.of(RtpTargets.packets(), RtpTargets.reports()).flatMap(List::stream).toList(),
            SEED);
    Heard one = new Heard();
    Heard two = new Heard();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (MediaEngine engine = new MediaEngine(loopback, RANGE, 2, new ToneCatalogue());
        DatagramSocket caller = new DatagramSocket(0, loopback);
        DatagramSocket operator = new DatagramSocket(0, loopback)) {
      MediaStream left = engine.open(one);
      MediaStream right = engine.open(two);
      left.keys(new KeyRules(true, KeyRules.Tones.ALWAYS));
      left.apply(settings(caller, new RtcpPlace.NextPort()));
      right.apply(settings(operator, new RtcpPlace.Muxed()));
      left.record(new Forgetting());
      left.bridge(right);
      for (int number = from; number < from + inputs; number++) {
        byte[] input = mutator.input(number);
        // to RTP, to RTCP beside it, to both on one port
        switch (number % 3) {
          case 0 -> send(caller, left, 0, input);
          case 1 -> send(caller, left, 1, input);
          default -> send(operator, right, 0, input);
        }
        if (number % ROUND == 0) {
          assertSoundIsTaken(caller, left);
          assertSoundIsTaken(operator, right);
        }
      }
      left.close();
      right.close();
      Phone.await("both closed", () -> one.closed.size() == 1 && two.closed.size() == 1);
    }
  }

  private static MediaSettings settings(DatagramSocket far, RtcpPlace reports) {
    return new MediaSettings(
        (InetSocketAddress) far.getLocalSocketAddress(),
        Encoding.PCMA,
        OptionalInt.of(101),
        OptionalInt.of(101),
        20,
        true,
        true,
        reports);
  }

  private static void send(DatagramSocket from, MediaStream to, int port, byte[] bytes)
      throws IOException {
    from.send(
        new DatagramPacket(
            bytes,
            bytes.length,
            new InetSocketAddress(to.local().getAddress(), to.local().getPort() + port)));
  }

  /** A sound packet is counted, and whatever was sent before it has been read. */
  private static void assertSoundIsTaken(DatagramSocket from, MediaStream to) throws IOException {
    ByteBuffer sound = ByteBuffer.allocate(172);
    RtpPacket.writeHeader(sound, 8, true, 1, 160, 7);
    long before = to.figures().received();
    send(from, to, 0, sound.array());
    Phone.await("sound is taken", () -> to.figures().received() > before);
  }

  /** A recording that keeps nothing, so that nothing of it looks like a leak. */
  private static final class Forgetting implements Recording {
    @Override
    public void fromCaller(long nanos, Encoding encoding, byte[] sound, int offset, int length) {}

    @Override
    public void toCaller(long nanos, Encoding encoding, byte[] sound, int offset, int length) {}

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
  }
}
