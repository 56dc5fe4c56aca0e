package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.liniya.fuzz.Corpus;
import org.liniya.fuzz.Mutator;

/**
 * Mutated messages through the whole stack, by UDP and TCP over the loopback: it goes on answering,
 * and at the end nothing is left: no leg, no media, no dialog, no thread, and no memory.
 */
@Isolated("counts the threads and the memory of the whole process")
class StackFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 4475);

  /** After so many messages the endpoint must answer a sound one. */
  private static final int ROUND = 50;

  @Test
  @Timeout(60)
  void shortly() throws IOException {
    run(4_000);
  }

  @Test
  @Tag("night")
  @Timeout(3_600)
  void allNight() throws IOException {
    run(200_000);
  }

  private static void run(int inputs) throws IOException {
    Mutator mutator =
        new Mutator(
            Stream.concat(
                    Stream.of(Corpus.torture(), Corpus.found("sip-message")),
                    Stream.generate(Corpus::messages).limit(20)) // mostly what we serve
                .flatMap(List::stream)
                .toList(),
            SEED);
    FakeDesk desk = FakeDesk.answering();
    try (Bench bench = Bench.with(desk, quick())) {
      feed(bench, desk, mutator, 0, 1_000); // classes loaded, pools filled
      awaitNobody(bench);
      Set<String> threads = threads();
      long before = heap();
      int arrived = feed(bench, desk, mutator, 1_000, inputs);
      awaitNobody(bench);
      assertThat(arrived).as("calls that were taken").isGreaterThan(inputs / 50);
      assertThat(bench.dialogs.entries).isEmpty();
      assertThat(bench.streams.opened).allMatch(stream -> stream.closed);
      desk.signals.clear();
      await("memory as before: " + before, () -> heap() < before + 8_000_000);
      assertThat(threads).containsAll(threads());
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

  /** Gives back how many calls came of it. */
  private static int feed(Bench bench, FakeDesk desk, Mutator mutator, int from, int to)
      throws IOException {
    InetSocketAddress server = new InetSocketAddress(Bench.LOOPBACK, bench.endpoint.port());
    int arrived = 0;
    try (DatagramSocket socket = new DatagramSocket(0, Bench.LOOPBACK)) {
      for (int number = from; number < to; number++) {
        byte[] input = ofItsOwn(mutator.input(number), number);
        socket.send(new DatagramPacket(input, input.length, server));
        if (number % ROUND == 0) {
          stream(server, input);
          assertAnswers(bench, number);
          // what the fakes remember is no leak of the endpoint
          arrived += desk.arrivals.size();
          desk.arrivals.clear();
          desk.signals.clear();
          bench.streams.opened.removeIf(stream -> stream.closed);
          bench.registrations.bindings.clear();
        }
      }
    }
    return arrived;
  }

  private static void stream(InetSocketAddress server, byte[] input) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.getOutputStream().write(input);
      socket.getOutputStream().write(Corpus.messages().getFirst());
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
  }

  /** Timers of transactions and of remembered calls run for 32 s (RFC 3261 section 17). */
  private static void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(45))
        .pollInterval(Duration.ofMillis(200))
        .until(condition::getAsBoolean);
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isVirtual())
        .map(Thread::getName)
        .filter(name -> !name.startsWith("ForkJoin") && !name.startsWith("awaitility"))
        .collect(Collectors.toSet());
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
