package org.liniya.rtp;

import java.nio.ByteBuffer;

/**
 * The payload of a telephone-event packet (RFC 4733 section 2.3). Pure.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |     event     |E|R| volume    |          duration             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class TelephoneEvent {

  static final int BYTES = 4;

  /** −10 dBm0, as telephones send. */
  private static final int VOLUME = 10;

  private TelephoneEvent() {}

  static int event(byte[] payload, int offset) {
    return payload[offset] & 0xFF;
  }

  static boolean isEnd(byte[] payload, int offset) {
    return (payload[offset + 1] & 0x80) != 0;
  }

  static int durationSamples(byte[] payload, int offset) {
    return ((payload[offset + 2] & 0xFF) << 8) | (payload[offset + 3] & 0xFF);
  }

  static void write(ByteBuffer out, int event, boolean end, int durationSamples) {
    out.put((byte) event);
    out.put((byte) (end ? VOLUME | 0x80 : VOLUME));
    out.putShort((short) durationSamples);
  }
}
