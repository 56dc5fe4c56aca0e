package org.liniya.testkit.sound;

/**
 * ITU-T G.711 by its formulas, not by the server's tables: an independent second opinion.
 * Stateless.
 *
 * <p>One octet is sign, three bits of segment, four bits of step: {@code S EEE MMMM}; A-law inverts
 * the even bits.
 */
public final class G711 {
  private static final int MU_BIAS = 0x84;
  private static final int MU_CLIP = 32635;

  private G711() {}

  /** Decodes an A-law octet to 16 bits. */
  public static short fromALaw(byte octet) {
    int code = octet ^ 0x55;
    int segment = (code >> 4) & 7;
    int step = (code & 0x0F) << 4;
    int magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1);
    return (short) ((code & 0x80) != 0 ? magnitude : -magnitude);
  }

  /** Encodes 16 bits as an A-law octet. */
  public static byte toALaw(short sample) {
    int sign = sample >= 0 ? 0x80 : 0;
    int magnitude = Math.min(sample >= 0 ? sample : -(sample + 1), Short.MAX_VALUE);
    int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
    int step = (segment == 0 ? magnitude >> 4 : magnitude >> (segment + 3)) & 0x0F;
    return (byte) ((sign | (segment << 4) | step) ^ 0x55);
  }

  /** Decodes a µ-law octet to 16 bits. */
  public static short fromMuLaw(byte octet) {
    int code = ~octet;
    int magnitude = ((((code & 0x0F) << 3) + MU_BIAS) << ((code >> 4) & 7)) - MU_BIAS;
    return (short) ((code & 0x80) != 0 ? -magnitude : magnitude);
  }

  /** Encodes 16 bits as a µ-law octet. */
  public static byte toMuLaw(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) sample), MU_CLIP) + MU_BIAS;
    int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
    return (byte) ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0F));
  }
}
