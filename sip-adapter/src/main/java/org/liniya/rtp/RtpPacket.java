package org.liniya.rtp;

import java.nio.ByteBuffer;

/**
 * A view of one RTP packet (RFC 3550 section 5.1), used again for the next: no allocation. Runs
 * only on a media loop.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           synchronization source (SSRC) identifier            |
 * +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * |            contributing source (CSRC) identifiers, CC of them |
 * |            extension: profile (16), length in words (16), …   | if X
 * |            payload …                  padding … its length (8) | if P
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class RtpPacket {

  static final int HEADER_BYTES = 12;

  /** More than any G.711 packet of 60 ms (492 bytes); longer ones are cut off and refused. */
  static final int MAX_BYTES = 2048;

  private static final int VERSION_2 = 2;

  int payloadType;
  boolean marker;
  int sequence;
  int timestamp;
  int ssrc;
  int payloadOffset;
  int payloadLength;

  /**
   * Reads a packet from the buffer's position to its limit, both of which stay.
   *
   * @return false when it is not RTP: another version, RTCP (RFC 5761 section 4), or lengths that
   *     point past its end; the fields are then worthless
   */
  boolean parse(ByteBuffer in) {
    int start = in.position();
    int length = in.remaining();
    if (length < HEADER_BYTES) {
      return false;
    }
    int first = in.get(start);
    int second = in.get(start + 1) & 0xFF;
    if (((first >> 6) & 3) != VERSION_2 || isRtcp(second)) {
      return false;
    }
    marker = (second & 0x80) != 0;
    payloadType = second & 0x7F;
    sequence = in.getShort(start + 2) & 0xFFFF;
    timestamp = in.getInt(start + 4);
    ssrc = in.getInt(start + 8);

    int header = HEADER_BYTES + 4 * (first & 0x0F);
    if ((first & 0x10) != 0) {
      if (header + 4 > length) {
        return false;
      }
      header += 4 + 4 * (in.getShort(start + header + 2) & 0xFFFF);
    }
    int padding = (first & 0x20) != 0 ? in.get(start + length - 1) & 0xFF : 0;
    boolean paddingIsWrong = (first & 0x20) != 0 && padding == 0;
    if (paddingIsWrong || header + padding > length) {
      return false;
    }
    payloadOffset = start + header;
    payloadLength = length - header - padding;
    return true;
  }

  /** Writes a plain header at the buffer's position. */
  static void writeHeader(
      ByteBuffer out, int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
    out.put((byte) (VERSION_2 << 6));
    out.put((byte) (marker ? payloadType | 0x80 : payloadType));
    out.putShort((short) sequence);
    out.putInt(timestamp);
    out.putInt(ssrc);
  }

  /** RTCP packet types as they look in RTP's second byte (RFC 5761 section 4). */
  private static boolean isRtcp(int second) {
    return second >= 192 && second <= 223;
  }
}
