package org.liniya.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liniya.fuzz.FuzzTarget;
import org.liniya.port.Encoding;

/** What reads media packets: RTP, the keys and tones in it, and RTCP. */
public final class RtpTargets {

  private RtpTargets() {}

  public static List<FuzzTarget> all() {
    Ear ear = new Ear();
    return List.of(
        new FuzzTarget("rtp", packets(), RtpTargets::packet),
        new FuzzTarget("rtp-stream", packets(), ear::hear),
        new FuzzTarget("rtcp", reports(), RtpTargets::report));
  }

  /** Everything that a stream keeps between packets: one for all inputs, used by one at a time. */
  private static final class Ear {
    private final KeyReceiver keys = new KeyReceiver();
    private final Reception reception = new Reception();
    private final ToneEar tones = new ToneEar();
    private final TapLine line = new TapLine((_, _, _, _, _) -> {});
    private final MixVoice voice = new MixVoice();
    private final MixSum sum = new MixSum(List.of(voice));
    private final byte[] mixed = new byte[480];
    private long arrival = 1;

    synchronized void hear(byte[] input) {
      RtpPacket packet = new RtpPacket();
      ByteBuffer in = ByteBuffer.allocate(RtpPacket.MAX_BYTES);
      in.put(input, 0, Math.min(input.length, RtpPacket.MAX_BYTES)).flip();
      if (!packet.parse(in)) {
        return;
      }
      arrival += 20_000_000;
      byte[] payload = new byte[RtpPacket.MAX_BYTES - RtpPacket.HEADER_BYTES];
      int length = Math.min(packet.payloadLength, payload.length);
      in.get(packet.payloadOffset, payload, 0, length);
      reception.count(packet.ssrc, packet.sequence, arrival);
      reception.jitter(packet.timestamp, arrival);
      if (packet.payloadType == 101) {
        keys.packet(packet, payload, 0, length);
      } else if (length > 0) {
        Encoding encoding = packet.payloadType == 0 ? Encoding.PCMU : Encoding.PCMA;
        line.hold((packet.timestamp & 1) == 0);
        line.sound(packet, arrival, encoding, payload, length);
        tones.hear(packet, encoding, payload, length, line);
        long clock = arrival / 125_000;
        voice.hear(packet, encoding, payload, length, clock);
        sum.fill(clock, mixed, mixed.length, Laws.of(encoding));
      }
      MediaFigures figures = reception.figures(0, Optional.empty());
      if (figures.lost() < 0 || figures.received() <= 0) {
        throw new IllegalStateException("figures below nothing: " + figures);
      }
    }
  }

  private static void report(byte[] input) {
    RtcpReader.isRtcp(input.length > 0 ? input[0] : 0, input.length > 1 ? input[1] : 0);
    byte[] longer = Arrays.copyOf(input, input.length + 100); // what follows is another packet's
    for (RtcpPart part : RtcpReader.read(longer, input.length)) {
      List<ReportBlock> blocks =
          switch (part) {
            case RtcpPart.SenderReport report -> report.blocks();
            case RtcpPart.ReceiverReport report -> report.blocks();
            case RtcpPart.Goodbye _, RtcpPart.Other _ -> List.of();
          };
      if (blocks.size() * ReportBlock.BYTES > input.length) {
        throw new IllegalStateException("more blocks than there are bytes");
      }
    }
  }

  static List<byte[]> reports() {
    RtcpWriter.Sent sent = new RtcpWriter.Sent(0x1122_3344_5566_7788L, 42, 3, 480);
    ReportBlock block = new ReportBlock(7, 64, -3, 65_538, 17, 0xABCD_EF01, 5);
    return List.of(
        written(Optional.of(sent), Optional.of(block), true),
        written(Optional.of(sent), Optional.empty(), false),
        written(Optional.empty(), Optional.of(block), false));
  }

  private static byte[] written(
      Optional<RtcpWriter.Sent> sent, Optional<ReportBlock> block, boolean goodbye) {
    ByteBuffer out = ByteBuffer.allocate(256);
    RtcpWriter.write(out, 7, sent, block, "name", goodbye);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void packet(byte[] input) {
    RtpPacket packet = new RtpPacket();
    ByteBuffer in = ByteBuffer.allocateDirect(RtpPacket.MAX_BYTES);
    in.put(input, 0, Math.min(input.length, RtpPacket.MAX_BYTES)).flip();
    if (!packet.parse(in)) {
      return;
    }
    if (packet.payloadOffset < 0
        || packet.payloadLength < 0
        || packet.payloadOffset + packet.payloadLength > in.limit()) {
      throw new IllegalStateException("a payload outside the packet");
    }
    byte[] payload = new byte[packet.payloadLength];
    in.get(packet.payloadOffset, payload);
    new KeyReceiver().packet(packet, payload, 0, payload.length);
  }

  static List<byte[]> packets() {
    ByteBuffer sound = ByteBuffer.allocate(172);
    RtpPacket.writeHeader(sound, 8, true, 1, 160, 7);
    ByteBuffer key = ByteBuffer.allocate(16);
    RtpPacket.writeHeader(key, 101, true, 2, 320, 7);
    TelephoneEvent.write(key, 5, true, 960);
    byte[] extended = new byte[40];
    extended[0] = (byte) 0xB1; // extension, padding, one CSRC
    extended[1] = 8;
    extended[19] = 2;
    extended[39] = 4;
    return List.of(sound.array(), key.array(), extended);
  }
}
