package org.liniya.rtp;

import java.nio.ByteBuffer;
import java.util.List;
import org.liniya.fuzz.FuzzTarget;

/** What reads media packets. A reader of RTCP, when there is one, gets its line in {@link #all}. */
public final class RtpTargets {

  private RtpTargets() {}

  public static List<FuzzTarget> all() {
    return List.of(new FuzzTarget("rtp", packets(), RtpTargets::packet));
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

  private static List<byte[]> packets() {
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
