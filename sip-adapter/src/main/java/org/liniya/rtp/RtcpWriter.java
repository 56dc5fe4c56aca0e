package org.liniya.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes our compound RTCP packets (RFC 3550 section 6): SR or RR, SDES with CNAME, BYE. Pure. */
final class RtcpWriter {

  private static final int VERSION_2 = 0x80;
  private static final int CNAME = 1;

  private RtcpWriter() {}

  /**
   * What we have sent, for an SR (section 6.4.1).
   *
   * @param timestamp the RTP timestamp of that same moment
   * @param packets counted in 32 bits, as are the octets of payload
   */
  record Sent(long ntp, int timestamp, long packets, long octets) {}

  /**
   * Writes a compound packet at the buffer's position.
   *
   * @param sent present when we have sent since the last report, else it is an RR
   */
  static void write(
      ByteBuffer out,
      int ssrc,
      Optional<Sent> sent,
      Optional<ReportBlock> block,
      String cname,
      boolean goodbye) {
    report(out, ssrc, sent, block);
    description(out, ssrc, cname);
    if (goodbye) {
      header(out, 1, RtcpReader.GOODBYE, 4);
      out.putInt(ssrc);
    }
  }

  private static void report(
      ByteBuffer out, int ssrc, Optional<Sent> sent, Optional<ReportBlock> block) {
    int bytes =
        4
            + (sent.isPresent() ? RtcpReader.SENDER_INFO_BYTES : 0)
            + (block.isPresent() ? ReportBlock.BYTES : 0);
    int type = sent.isPresent() ? RtcpReader.SENDER_REPORT : RtcpReader.RECEIVER_REPORT;
    header(out, block.isPresent() ? 1 : 0, type, bytes);
    out.putInt(ssrc);
    sent.ifPresent(
        each -> {
          out.putLong(each.ntp());
          out.putInt(each.timestamp());
          out.putInt((int) each.packets());
          out.putInt((int) each.octets());
        });
    block.ifPresent(
        each -> {
          out.putInt(each.ssrc());
          out.putInt((each.fractionLost() << 24) | (each.lost() & 0xFF_FFFF));
          out.putInt(each.highest());
          out.putInt((int) each.jitterSamples());
          out.putInt(each.lastReport());
          out.putInt((int) each.sinceThen());
        });
  }

  /** One chunk with one item, ended by one to four zeros (section 6.5). */
  private static void description(ByteBuffer out, int ssrc, String cname) {
    byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
    int item = 2 + name.length;
    int zeros = 4 - item % 4;
    header(out, 1, RtcpReader.DESCRIPTION, 4 + item + zeros);
    out.putInt(ssrc);
    out.put((byte) CNAME);
    out.put((byte) name.length);
    out.put(name);
    out.put(new byte[zeros]);
  }

  private static void header(ByteBuffer out, int count, int type, int bytes) {
    out.put((byte) (VERSION_2 | count));
    out.put((byte) type);
    out.putShort((short) (bytes / 4));
  }
}
