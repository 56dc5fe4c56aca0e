package org.liniya.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads compound RTCP packets (RFC 3550 sections 6.1 and A.2). Pure; whatever the bytes are, it
 * throws nothing, reads nothing outside them, and keeps at most {@value #MOST_PARTS} parts.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|  count  |   packet type |     length in words, minus 1  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class RtcpReader {

  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int DESCRIPTION = 202;
  static final int GOODBYE = 203;

  static final int HEADER_BYTES = 4;
  static final int SENDER_INFO_BYTES = 20;
  private static final int MOST_PARTS = 16;

  private RtcpReader() {}

  /** Whether a packet on a port with both is RTCP (RFC 5761 section 4). */
  static boolean isRtcp(byte first, byte second) {
    return ((first >> 6) & 3) == 2 && (second & 0xFF) >= 192 && (second & 0xFF) <= 223;
  }

  /**
   * The parts of a compound packet.
   *
   * @param bytes the packet, and perhaps more behind it
   * @param length how many of the bytes are the packet's
   * @return nothing when any length or version in it is wrong, or when it does not begin with a
   *     report (section 6.1)
   */
  static List<RtcpPart> read(byte[] bytes, int length) {
    if (length < 0 || length > bytes.length) {
      return List.of();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    List<RtcpPart> parts = new ArrayList<>();
    int at = 0;
    while (at < length && parts.size() < MOST_PARTS) {
      if (length - at < HEADER_BYTES) {
        return List.of();
      }
      int first = in.get(at) & 0xFF;
      int type = in.get(at + 1) & 0xFF;
      int end = at + HEADER_BYTES + 4 * (in.getShort(at + 2) & 0xFFFF);
      boolean padded = (first & 0x20) != 0;
      if (first >> 6 != 2 || end > length || (padded && end != length)) {
        return List.of(); // only the last part may be padded
      }
      int padding = padded ? in.get(end - 1) & 0xFF : 0;
      if (padding > end - at - HEADER_BYTES || padding % 4 != 0 || (padded && padding == 0)) {
        return List.of();
      }
      RtcpPart part = part(in, type, first & 0x1F, at + HEADER_BYTES, end - padding);
      if (parts.isEmpty() && part instanceof RtcpPart.Other) {
        return List.of();
      }
      parts.add(part);
      at = end;
    }
    return parts;
  }

  private static RtcpPart part(ByteBuffer in, int type, int count, int from, int end) {
    return switch (type) {
      case SENDER_REPORT -> {
        int blocks = from + 4 + SENDER_INFO_BYTES;
        yield fits(blocks, count, ReportBlock.BYTES, end)
            ? new RtcpPart.SenderReport(
                in.getInt(from), in.getLong(from + 4), blocks(in, blocks, count))
            : new RtcpPart.Other(type);
      }
      case RECEIVER_REPORT ->
          fits(from + 4, count, ReportBlock.BYTES, end)
              ? new RtcpPart.ReceiverReport(in.getInt(from), blocks(in, from + 4, count))
              : new RtcpPart.Other(type);
      case GOODBYE ->
          fits(from, count, 4, end)
              ? new RtcpPart.Goodbye(sources(in, from, count))
              : new RtcpPart.Other(type);
      default -> new RtcpPart.Other(type);
    };
  }

  private static boolean fits(int from, int count, int bytesEach, int end) {
    return from + count * bytesEach <= end;
  }

  private static List<ReportBlock> blocks(ByteBuffer in, int from, int count) {
    List<ReportBlock> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = from + i * ReportBlock.BYTES;
      int loss = in.getInt(at + 4);
      blocks.add(
          new ReportBlock(
              in.getInt(at),
              loss >>> 24,
              (loss << 8) >> 8, // 24 bits with a sign
              in.getInt(at + 8),
              in.getInt(at + 12) & 0xFFFF_FFFFL,
              in.getInt(at + 16),
              in.getInt(at + 20) & 0xFFFF_FFFFL));
    }
    return blocks;
  }

  private static List<Integer> sources(ByteBuffer in, int from, int count) {
    List<Integer> sources = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sources.add(in.getInt(from + 4 * i));
    }
    return sources;
  }
}
