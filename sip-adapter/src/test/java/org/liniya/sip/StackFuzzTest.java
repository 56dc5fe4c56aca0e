package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.liniya.fuzz.Census;
import org.liniya.fuzz.Corpus;
import org.liniya.fuzz.Mutator;
import org.slf4j.LoggerFactory;

/**
 * Mutated messages through the whole stack, by UDP and TCP over the loopback: it goes on answering,
 * and at the end nothing is left: no leg, no media, no dialog, no thread, and no memory.
 */
@Isolated("counts the threads and the memory of the whole process")
@Tag("slow")
class StackFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 4475);

  /** After so many messages the endpoint must answer a sound one. */
  private static final int ROUND = 50;

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.liniya");

  /** Nearly every input would be a line. */
  @BeforeAll
  static void hush() {
    LOG.setLevel(Level.ERROR);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(null);
  }

  @Test
  @Timeout(150)
  void shortly() throws IOException {
    run(4_000, _ -> Census.take());
  }

  /** Not one transaction, dialog or leg may be left when the timers have ended. */
  @Test
  @Tag("night")
  @Timeout(3_600)
  void allNight() throws IOException {
    run(400_000, before -> before.awaitQuiet(Duration.ofSeconds(90)));
  }

  /**
   * Runs.
   *
   * @param count how to count before and after, given what there was without an endpoint
   */
  private static void run(int inputs, UnaryOperator<Census> count) throws IOException {
    Mutator mutator =
        new Mutator(
            Stream.concat(
                    Stream.of(Corpus.torture(), Corpus.found("sip-message")),
                    Stream.generate(Corpus::messages).limit(20)) // mostly what we serve
                .flatMap(List::stream)
                .toList(),
            SEED);
    FakeDesk desk = FakeDesk.answering();
    Census nothing = Census.take(); // or what endpoints of other tests have left in the process
    try (Bench bench = Bench.with(desk, quick())) {
      feed(bench, desk, mutator, 0, 1_000); // classes loaded, pools filled
      awaitNobody(bench);
      Census before = count.apply(nothing);
      long started = System.nanoTime();
      int arrived = feed(bench, desk, mutator, 1_000, inputs);
      Duration taken = Duration.ofNanos(System.nanoTime() - started);
      awaitNobody(bench);
      assertThat(arrived).as("calls that were taken").isGreaterThan(inputs / 50);
      desk.signals.clear();
      before.awaitNoMoreThan(Duration.ofSeconds(60));
      Census after = count.apply(nothing);
      System.out.println(
          "fuzz: %d inputs through the stack, seed %d, in %d s: %d a second; %d calls taken%n%s"
              .formatted(
                  inputs,
                  SEED,
                  taken.toSeconds(),
                  (inputs - 1_000) * 1_000L / Math.max(1, taken.toMillis()),
                  arrived,
                  before.beside(after)));
      assertThat(before.grownIn(after)).isEmpty();
    }
  }

  /** Whoever sends no ACK or no sound is given up soon. */
  private static SipLimits quick() {
    return new SipLimits(
        10_000,
        Duration.ofSeconds(1),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        10);
  }

  /** With a transaction and a call of its own: else nearly all would be repeated requests. */
  private static byte[] ofItsOwn(byte[] input, int number) {
    return Corpus.bytes(
        new String(input, StandardCharsets.ISO_8859_1)
            .replace("z9hG4bK", "z9hG4bK" + number)
            .replace("Call-ID: ", "Call-ID: " + number));
  }

  /**
   * Every fourth by TCP, some to a connection. Gives back how many calls came of it.
   *
   * <p>After each round a sound request must be answered: so nothing stands in a queue for long,
   * and next to nothing is lost on the way.
   */
  private static int feed(Bench bench, FakeDesk desk, Mutator mutator, int from, int to)
      throws IOException {
    InetSocketAddress server = new InetSocketAddress(Bench.LOOPBACK, bench.endpoint.port());
    int arrived = 0;
    try (DatagramSocket datagrams = new DatagramSocket(0, Bench.LOOPBACK)) {
      for (int round = from; round < to; round += ROUND) {
        try (Socket stream = new Socket(server.getAddress(), server.getPort())) {
          for (int number = round; number < round + ROUND; number++) {
            byte[] input = ofItsOwn(mutator.input(number), number);
            if (number % 4 == 0) {
              write(stream, input);
            } else {
              datagrams.send(new DatagramPacket(input, input.length, server));
            }
          }
          assertAnswers(bench, round);
        }
        // what the fakes remember is no leak of the endpoint
        arrived += desk.arrivals.size();
        desk.arrivals.clear();
        desk.signals.clear();
        bench.streams.forgetClosed();
        bench.registrations.bindings.clear();
      }
    }
    return arrived;
  }

  /** Where messages begin and end is lost by some inputs, and the endpoint hangs up then. */
  private static void write(Socket stream, byte[] input) {
    try {
      stream.getOutputStream().write(input);
    } catch (IOException closed) {
      // what comes after it by this connection comes to nobody
    }
  }

  private static void assertAnswers(Bench bench, int number) throws IOException {
    try (RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("OPTIONS", "hotline", 1, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
    } catch (AssertionError silent) {
      throw new AssertionError("no answer after number " + number + " of seed " + SEED, silent);
    }
  }

  private static void awaitNobody(Bench bench) {
    await("no callers left", () -> bench.endpoint.callers() == 0);
    await("no dialogs left", bench.dialogs.entries::isEmpty);
    await("no media left", () -> bench.streams.opened.stream().allMatch(stream -> stream.closed));
    bench.streams.forgetClosed();
  }

  /** Timers of transactions and of remembered calls run for 32 s (RFC 3261 section 17). */
  private static void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(45))
        .pollInterval(Duration.ofMillis(200))
        .until(condition::getAsBoolean);
  }
}
