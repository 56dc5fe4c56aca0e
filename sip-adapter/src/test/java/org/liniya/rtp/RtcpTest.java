package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RtcpTest {

  private static final ReportBlock BLOCK =
      new ReportBlock(0x1234_5678, 64, -3, 0x0001_FFFE, 17, 0xABCD_EF01, 0xFFFF_FFFFL);

  @Test
  void whatIsWrittenIsRead() {
    byte[] packet = written(Optional.of(sent()), Optional.of(BLOCK), true);
    assertThat(packet.length % 4).isZero();
    assertThat(RtcpReader.read(packet, packet.length))
        .containsExactly(
            new RtcpPart.SenderReport(7, 0x1122_3344_5566_7788L, List.of(BLOCK)),
            new RtcpPart.Other(RtcpReader.DESCRIPTION),
            new RtcpPart.Goodbye(List.of(7)));
    byte[] receiver = written(Optional.empty(), Optional.empty(), false);
    assertThat(RtcpReader.read(receiver, receiver.length))
        .containsExactly(
            new RtcpPart.ReceiverReport(7, List.of()), new RtcpPart.Other(RtcpReader.DESCRIPTION));
  }

  /** A compound packet as RFC 3550 section 6 draws it, by hand. */
  @Test
  void theBytesAreThoseOfTheStandard() {
    byte[] packet = written(Optional.of(sent()), Optional.of(BLOCK), true);
    assertThat(hex(packet, 0, 8)).isEqualTo("81c8000c 00000007");
    assertThat(hex(packet, 8, 20)).isEqualTo("11223344 55667788 0000002a 00000003 000001e0");
    assertThat(hex(packet, 28, 24))
        .isEqualTo("12345678 40fffffd 0001fffe 00000011 abcdef01 ffffffff");
    assertThat(hex(packet, 52, 16)).isEqualTo("81ca0003 00000007 01046e61 6d650000");
    assertThat(hex(packet, 68, 8)).isEqualTo("81cb0001 00000007");
    assertThat(packet).hasSize(76);
  }

  @Test
  void aWrongLengthOrVersionAnywhereSpoilsTheWhole() {
    byte[] good = written(Optional.of(sent()), Optional.of(BLOCK), true);
    for (int length = 0; length < good.length; length++) {
      if (length != 52 && length != 68) { // where a part ends
        assertThat(RtcpReader.read(good, length)).as("cut at %d", length).isEmpty();
      }
    }
    assertThat(RtcpReader.read(with(good, 0, 0x41), good.length)).as("version").isEmpty();
    assertThat(RtcpReader.read(with(good, 1, 202), good.length)).as("no report first").isEmpty();
    assertThat(RtcpReader.read(with(good, 3, 0xFF), good.length)).as("longer").isEmpty();
    assertThat(RtcpReader.read(with(good, 0, 0x9F), good.length)).as("31 blocks in one").isEmpty();
    assertThat(RtcpReader.read(with(good, 52, 0xA1), good.length)).as("padded amid").isEmpty();
    assertThat(RtcpReader.read(good, -1)).isEmpty();
    assertThat(RtcpReader.read(good, good.length + 1)).isEmpty();
  }

  @Property(tries = 20_000)
  void noBytesThrowAndFewPartsComeOut(@ForAll long seed, @ForAll @IntRange(max = 2000) int length) {
    Random random = new Random(seed);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    for (int at = 0; at + 4 <= length && random.nextInt(8) > 0; ) { // mostly plausible headers
      int words = random.nextInt(20);
      bytes[at] = (byte) (0x80 | random.nextInt(64));
      bytes[at + 1] = (byte) (200 + random.nextInt(6));
      bytes[at + 2] = 0;
      bytes[at + 3] = (byte) words;
      at += 4 + 4 * words;
    }
    assertThat(RtcpReader.read(bytes, length)).hasSizeLessThanOrEqualTo(16);
  }

  @Test
  void ntpTimeGoesOnInItsOwnUnits() {
    long now = System.nanoTime();
    int apart = NtpTime.middle(NtpTime.at(now + 1_500_000_000L)) - NtpTime.middle(NtpTime.at(now));
    assertThat(apart).isBetween(98_303, 98_305); // 1.5 × 65,536
    long unixSeconds = (NtpTime.at(now) >>> 32) - 2_208_988_800L;
    assertThat(unixSeconds).isCloseTo(System.currentTimeMillis() / 1000, within(5));
  }

  private static org.assertj.core.data.Offset<Long> within(long seconds) {
    return org.assertj.core.data.Offset.offset(seconds);
  }

  private static RtcpWriter.Sent sent() {
    return new RtcpWriter.Sent(0x1122_3344_5566_7788L, 42, 3, 480);
  }

  private static byte[] written(
      Optional<RtcpWriter.Sent> sent, Optional<ReportBlock> block, boolean goodbye) {
    ByteBuffer out = ByteBuffer.allocate(256);
    RtcpWriter.write(out, 7, sent, block, "name", goodbye);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] with(byte[] packet, int at, int value) {
    byte[] changed = packet.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static String hex(byte[] packet, int from, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(i > 0 && i % 4 == 0 ? " " : "").append("%02x".formatted(packet[from + i]));
    }
    return out.toString();
  }
}
