package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.port.Encoding;

/** Keys as sound, keys through a bridge, and RTCP, with real sockets. */
@Timeout(60)
class KeysAndReportsTest {

  private static final PortRange RANGE = new PortRange(32_000, 32_998);
  private static final MediaTiming SOON =
      new MediaTiming(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(200));

  private final List<AutoCloseable> open = new ArrayList<>();
  private final MediaEngine engine =
      kept(new MediaEngine(loopback(), RANGE, 2, new ToneCatalogue(), SOON));
  private final Heard one = new Heard();
  private final Heard two = new Heard();

  KeysAndReportsTest() throws IOException {}

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  // ---- reports

  @Test
  void twoStreamsReportEachOtherAndSayGoodbye() throws IOException {
    MediaStream left = engine.open(one);
    MediaStream right = engine.open(two);
    left.apply(settings(right.local(), new RtcpPlace.NextPort(), OptionalInt.of(101)));
    right.apply(settings(left.local(), new RtcpPlace.NextPort(), OptionalInt.of(101)));
    Phone.await("round-trip times", () -> knowsRoundTrip(left) && knowsRoundTrip(right));
    left.close();
    Phone.await("figures at the end", () -> !one.closed.isEmpty());
    MediaFigures figures = one.closed.getFirst();
    FarReport far = figures.far().orElseThrow();
    assertThat(far.roundTripMicros().orElseThrow()).isBetween(0L, 200_000L);
    assertThat(far.lost()).isLessThanOrEqualTo(3); // connecting may drop some
    assertThat(figures.mos().orElseThrow()).isBetween(3.5, 4.42);
    assertThat(figures.farMos().orElseThrow()).isBetween(2.5, 4.42);
    assertThat(figures.received()).isPositive();
  }

  @Test
  void muxedReportsUseThePortOfRtpAndNoOther() throws IOException {
    MediaStream left = engine.open(one);
    MediaStream right = engine.open(two);
    left.apply(settings(right.local(), new RtcpPlace.Muxed(), OptionalInt.of(101)));
    right.apply(settings(left.local(), new RtcpPlace.Muxed(), OptionalInt.of(101)));
    Phone.await("round-trip times", () -> knowsRoundTrip(left) && knowsRoundTrip(right));
    int odd = left.local().getPort() + 1;
    try (DatagramSocket free = new DatagramSocket(odd, loopback())) {
      assertThat(free.getLocalPort()).isEqualTo(odd);
    }
  }

  @Test
  void theOddPortIsHeldAndFreedWithTheStream() throws IOException {
    try (Phone phone = new Phone()) {
      MediaStream stream = engine.open(one);
      int odd = stream.local().getPort() + 1;
      stream.apply(phone.settings(Encoding.PCMA, 20));
      Phone.await("held", () -> !isFree(odd));
      stream.close();
      Phone.await("freed", () -> isFree(odd));
    }
  }

  @Test
  void whoeverHasTheOddPortTakesOnlyTheReports() throws IOException {
    try (Phone phone = new Phone()) {
      MediaStream stream = engine.open(one);
      try (DatagramSocket _ = new DatagramSocket(stream.local().getPort() + 1, loopback())) {
        stream.apply(phone.settings(Encoding.PCMA, 20));
        phone.say(stream.local(), Encoding.PCMA, 700, 20, 20);
        Phone.await("both ways", () -> stream.figures().received() >= 15);
        assertThat(phone.audio()).hasSizeGreaterThan(15);
        stream.close();
        Phone.await("closed", () -> !one.closed.isEmpty());
      }
    }
  }

  @Test
  void theReportsOfAStreamAreThoseOfTheStandardAndComeFromTheOddPort() throws IOException {
    try (DatagramSocket reports = new DatagramSocket(0, loopback());
        Phone phone = new Phone()) {
      reports.setSoTimeout(10_000);
      MediaStream stream = engine.open(one);
      stream.apply(settings(phone.address(), place(reports), OptionalInt.of(101)));
      phone.say(stream.local(), Encoding.PCMA, 700, 20, 20);
      RtcpPart.SenderReport report = sender(next(reports, stream));
      assertThat(report.ssrc()).isEqualTo(phone.audio().getFirst().ssrc());
      RtcpPart.SenderReport later = sender(next(reports, stream));
      while (later.blocks().isEmpty()) {
        later = sender(next(reports, stream));
      }
      assertThat(later.blocks().getFirst().ssrc()).isEqualTo(phone.ssrc);
      assertThat(later.ntp()).isGreaterThan(report.ntp());
      stream.close();
      List<RtcpPart> last = next(reports, stream);
      while (last.stream().noneMatch(RtcpPart.Goodbye.class::isInstance)) {
        last = next(reports, stream);
      }
      assertThat(last).contains(new RtcpPart.Goodbye(List.of(report.ssrc())));
    }
  }

  @Test
  void onlyReportsOfTheFarEndAreBelievedAndOnlyTrueTimes() throws IOException {
    InetAddress stranger = InetAddress.ofLiteral("127.0.0.2");
    try (DatagramSocket theirs = new DatagramSocket(0, loopback());
        DatagramSocket strangers = new DatagramSocket(0, stranger);
        Phone phone = new Phone()) {
      theirs.setSoTimeout(10_000);
      MediaStream stream = engine.open(one);
      stream.apply(settings(phone.address(), place(theirs), OptionalInt.of(101)));
      phone.say(stream.local(), Encoding.PCMA, 700, 10, 20);
      RtcpPart.SenderReport ours = sender(next(theirs, stream));
      InetSocketAddress to = new InetSocketAddress(loopback(), stream.local().getPort() + 1);

      // a round-trip time once known stays: it would show that one of these was believed
      int sentAt = NtpTime.middle(ours.ntp());
      send(strangers, to, 4711, new ReportBlock(ours.ssrc(), 0, 77, 0, 0, sentAt, 0));
      send(theirs, to, 4711, new ReportBlock(ours.ssrc() + 1, 0, 66, 0, 0, sentAt, 0));
      theirs.send(new DatagramPacket(new byte[] {(byte) 0x81, (byte) 201, 0, 7, 1}, 5, to));
      send(theirs, to, 4711, new ReportBlock(ours.ssrc(), 0, 1, 0, 80, sentAt - 655, 0));
      Phone.await("the true one", () -> stream.figures().far().isPresent());
      FarReport far = stream.figures().far().orElseThrow();
      assertThat(far.lost()).isEqualTo(1);
      assertThat(far.jitterMicros()).isEqualTo(10_000);
      assertThat(far.roundTripMicros()).as("of a report that we never sent").isEmpty();

      ReportBlock moved = new ReportBlock(ours.ssrc(), 0, 2, 0, 0, sentAt, 0);
      Phone.await(
          "by its SSRC, of which one in 20 ms is looked at",
          () -> {
            send(strangers, to, phone.ssrc, moved);
            return stream.figures().far().orElseThrow().lost() == 2;
          });
      assertThat(stream.figures().far().orElseThrow().roundTripMicros()).isPresent();
      send(theirs, to, 4711, new ReportBlock(ours.ssrc(), 0, -9, 0, 0, sentAt, 0xFFFF_FFFFL));
      Phone.await("doubled is not lost", () -> stream.figures().far().orElseThrow().lost() == 0);
    }
  }

  // ---- keys as sound

  @Test
  void keysAreHeardInTheSoundWhereThereAreNoEventsAndAreNotRecorded() throws IOException {
    try (Phone phone = new Phone()) {
      MediaStream stream = engine.open(one);
      MemoryRecording recording = new MemoryRecording();
      stream.record(recording);
      stream.apply(settings(phone.address(), new RtcpPlace.NextPort(), OptionalInt.empty()));
      phone.say(stream.local(), Encoding.PCMA, 440, 15, 20);
      press(phone, stream, 852, 1336); // 8
      press(phone, stream, 852, 1336);
      press(phone, stream, 941, 1477); // hash
      phone.say(stream.local(), Encoding.PCMA, 440, 15, 20);
      Phone.await("keys", () -> one.tones.size() >= 3);
      Phone.await("all recorded", () -> recording.left().length >= 50 * 160);
      assertThat(one.tones).containsExactly('8', '8', '#');
      assertThat(one.keys).isEmpty();
      short[] left = recording.left();
      assertThat(Tones.millisOf(left, 440)).isGreaterThanOrEqualTo(400);
      for (int hertz : new int[] {852, 1336, 941, 1477}) {
        assertThat(Tones.millisOf(left, hertz)).as("%d Hz in the recording", hertz).isZero();
        assertThat(loudest(left, hertz)).as("%d Hz in the recording", hertz).isLessThan(60);
      }
    }
  }

  @Test
  void anEarHearsNoKeysThatArePressedInTheSound() throws IOException {
    try (Phone phone = new Phone()) {
      MediaStream stream = engine.open(one);
      MemoryRecording ear = new MemoryRecording();
      stream.lend(ear::fromCaller);
      stream.apply(settings(phone.address(), new RtcpPlace.NextPort(), OptionalInt.empty()));
      phone.say(stream.local(), Encoding.PCMA, 440, 15, 20);
      press(phone, stream, 852, 1336); // 8
      phone.say(stream.local(), Encoding.PCMA, 440, 15, 20);
      Phone.await("key", () -> !one.tones.isEmpty());
      Phone.await("all heard", () -> ear.left().length >= 36 * 160);
      short[] left = ear.left();
      assertThat(Tones.millisOf(left, 440)).isGreaterThanOrEqualTo(400);
      assertThat(loudest(left, 852)).isLessThan(60);
      assertThat(loudest(left, 1336)).isLessThan(60);
    }
  }

  @Test
  void withEventsTonesAreOnlySoundUnlessTheTrunkSaysOtherwise() throws IOException {
    try (Phone phone = new Phone()) {
      MediaStream stream = engine.open(one);
      stream.apply(settings(phone.address(), new RtcpPlace.NextPort(), OptionalInt.of(101)));
      press(phone, stream, 852, 1336);
      Phone.await("heard", () -> stream.figures().received() >= 7);
      assertThat(one.tones).isEmpty();
      stream.keys(new KeyRules(false, KeyRules.Tones.ALWAYS));
      press(phone, stream, 770, 1209);
      Phone.await("key", () -> !one.tones.isEmpty());
      stream.keys(new KeyRules(false, KeyRules.Tones.NEVER));
      long before = stream.figures().received();
      press(phone, stream, 697, 1209);
      Phone.await("heard", () -> stream.figures().received() >= before + 8);
      assertThat(one.tones).containsExactly('4');
    }
  }

  // ---- keys through a bridge

  @Test
  void keysGoThroughABridgeWhereATrunkAllowsIt() throws IOException {
    try (Phone caller = new Phone();
        Phone operator = new Phone()) {
      MediaStream callers = engine.open(one);
      MediaStream operators = engine.open(two);
      callers.apply(caller.settings(Encoding.PCMA, 20));
      operators.apply(operator.settings(Encoding.PCMA, 20));
      operators.keys(new KeyRules(true, KeyRules.Tones.WITHOUT_EVENTS));
      callers.bridge(operators);
      caller.say(callers.local(), Encoding.PCMA, 700, 10, 20);
      caller.send(callers.local(), Phone.EVENTS, true, 5, new byte[] {7, 10, 0, (byte) 160});
      caller.send(callers.local(), Phone.EVENTS, false, 5, new byte[] {7, 10, 1, (byte) 160});
      caller.say(callers.local(), Encoding.PCMA, 700, 15, 20);
      Phone.await(
          "one press to its end",
          () -> operator.packets().stream().filter(KeysAndReportsTest::endsKey).count() == 3);
      operator.say(operators.local(), Encoding.PCMA, 900, 8, 20);
      operator.send(operators.local(), Phone.EVENTS, true, 9, new byte[] {3, 10, 0, (byte) 160});
      Phone.await(
          "the other way",
          () -> caller.packets().stream().filter(KeysAndReportsTest::endsKey).count() == 3);
      assertThat(operator.packets())
          .filteredOn(packet -> packet.type() == Phone.EVENTS)
          .allMatch(packet -> packet.payload()[0] == 7)
          .extracting(Phone.Packet::ssrc)
          .containsOnly(operator.audio().getFirst().ssrc());
    }
  }

  @Test
  void keysDoNotGoThroughWhereNoTrunkAllowsIt() throws IOException {
    try (Phone caller = new Phone();
        Phone operator = new Phone()) {
      MediaStream callers = engine.open(one);
      MediaStream operators = engine.open(two);
      callers.apply(caller.settings(Encoding.PCMA, 20));
      operators.apply(operator.settings(Encoding.PCMA, 20));
      callers.bridge(operators);
      caller.say(callers.local(), Encoding.PCMA, 700, 10, 20);
      Phone.await("bridged", () -> operator.millisOf(700) >= 100);
      caller.send(callers.local(), Phone.EVENTS, true, 5, new byte[] {7, 10, 0, (byte) 160});
      caller.say(callers.local(), Encoding.PCMA, 900, 15, 20);
      Phone.await("voice behind the key", () -> operator.millisOf(900) >= 200);
      assertThat(one.keys).containsExactly('7');
      assertThat(operator.packets()).allMatch(packet -> packet.type() == 8);
    }
  }

  @Test
  void aFarEndWithoutEventsGetsNoKey() throws IOException {
    try (Phone caller = new Phone();
        Phone operator = new Phone()) {
      MediaStream callers = engine.open(one);
      MediaStream operators = engine.open(two);
      callers.apply(caller.settings(Encoding.PCMA, 20));
      operators.apply(settings(operator.address(), new RtcpPlace.NextPort(), OptionalInt.empty()));
      operators.keys(new KeyRules(true, KeyRules.Tones.NEVER));
      callers.bridge(operators);
      caller.say(callers.local(), Encoding.PCMA, 700, 10, 20);
      Phone.await("bridged", () -> operator.millisOf(700) >= 100);
      caller.send(callers.local(), Phone.EVENTS, true, 5, new byte[] {7, 10, 0, (byte) 160});
      Phone.await("key", () -> !one.keys.isEmpty());
      caller.say(callers.local(), Encoding.PCMA, 900, 10, 20);
      Phone.await("voice", () -> operator.millisOf(900) >= 100);
      assertThat(operator.packets()).allMatch(packet -> packet.type() == 8);
    }
  }

  @Test
  void keysAndComfortNoiseLeaveNoHoleBehindTheBridge() throws IOException {
    try (Phone caller = new Phone();
        Phone operator = new Phone()) {
      MediaStream callers = engine.open(one);
      MediaStream operators = engine.open(two);
      callers.apply(caller.settings(Encoding.PCMA, 20));
      operators.apply(operator.settings(Encoding.PCMA, 20));
      callers.bridge(operators);
      caller.say(callers.local(), Encoding.PCMA, 700, 10, 20);
      int before = operator.audio().size();
      for (int i = 0; i < 3; i++) {
        caller.send(callers.local(), 13, false, caller.timestamp, new byte[] {60});
        caller.say(callers.local(), Encoding.PCMA, 700, 2, 20);
      }
      Phone.await("voice", () -> operator.audio().size() >= before + 6);
      List<Phone.Packet> audio = operator.audio();
      for (int i = before; i < audio.size(); i++) {
        assertThat((short) (audio.get(i).seq() - audio.get(i - 1).seq())).isEqualTo((short) 1);
      }
      assertThat(callers.figures().lost()).isLessThanOrEqualTo(2);
    }
  }

  // ----

  private static boolean knowsRoundTrip(MediaStream stream) {
    return stream.figures().far().map(far -> far.roundTripMicros().isPresent()).orElse(false);
  }

  private static boolean isFree(int port) {
    try (DatagramSocket socket = new DatagramSocket(port, loopback())) {
      return socket.isBound();
    } catch (BindException held) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endsKey(Phone.Packet packet) {
    return packet.type() == Phone.EVENTS && packet.payload()[1] < 0;
  }

  private static RtcpPlace place(DatagramSocket socket) {
    return new RtcpPlace.At(new InetSocketAddress(loopback(), socket.getLocalPort()));
  }

  private static MediaSettings settings(
      InetSocketAddress remote, RtcpPlace rtcp, OptionalInt events) {
    return new MediaSettings(remote, Encoding.PCMA, events, events, 20, true, true, rtcp);
  }

  /** 80 ms of a key and as much silence, in real time. */
  private static void press(Phone phone, MediaStream stream, int low, int high) {
    short[] lows = Tone.sine(low, 640);
    short[] highs = Tone.sine(high, 640);
    short[] both = new short[1280];
    for (int i = 0; i < 640; i++) {
      both[i] = (short) (lows[i] + highs[i]);
    }
    phone.sayEncoded(stream.local(), Encoding.PCMA, G711.A_LAW.encode(both), 20);
  }

  private static double loudest(short[] sound, int hertz) {
    double most = 0;
    for (int at = 0; at + 160 <= sound.length; at += 80) {
      most =
          Math.max(most, org.liniya.audio.Energy.shareAt(hertz, sound, at, 160, G711.RATE) * 1000);
    }
    return most;
  }

  private static List<RtcpPart> next(DatagramSocket socket, MediaStream stream) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    socket.receive(packet);
    assertThat(packet.getPort()).isEqualTo(stream.local().getPort() + 1);
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    List<RtcpPart> parts = RtcpReader.read(bytes, bytes.length);
    assertThat(parts).isNotEmpty();
    return parts;
  }

  private static RtcpPart.SenderReport sender(List<RtcpPart> parts) {
    assertThat(parts.getFirst()).isInstanceOf(RtcpPart.SenderReport.class);
    assertThat(parts.get(1)).isEqualTo(new RtcpPart.Other(RtcpReader.DESCRIPTION));
    return (RtcpPart.SenderReport) parts.getFirst();
  }

  private static void send(DatagramSocket from, InetSocketAddress to, int ssrc, ReportBlock block) {
    ByteBuffer out = ByteBuffer.allocate(200);
    RtcpWriter.write(out, ssrc, Optional.empty(), Optional.of(block), "far", false);
    try {
      from.send(new DatagramPacket(out.array(), out.position(), to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral("127.0.0.1");
  }

  private <T extends AutoCloseable> T kept(T each) {
    open.add(each);
    return each;
  }
}
