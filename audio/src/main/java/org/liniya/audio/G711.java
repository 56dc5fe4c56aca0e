package org.liniya.audio;

/**
 * The two laws of ITU-T G.711: 8 bits a sample, 8,000 samples a second. Linear samples are 16-bit
 * (the 13 or 14 bits of the standard, left-aligned). All conversions are table look-ups;
 * thread-safe and free of allocation, so that a media loop may use them.
 */
public enum G711 {
  A_LAW(0xD5) {
    @Override
    short expand(int code) {
      int value = code ^ 0x55; // even bits are inverted on the line (G.711 section 2.2.3)
      int segment = (value >> 4) & 7;
      int magnitude = ((value & 0x0F) << 4) + 8;
      if (segment > 0) {
        magnitude = (magnitude + 0x100) << (segment - 1);
      }
      return (short) ((value & 0x80) != 0 ? magnitude : -magnitude);
    }
  },
  MU_LAW(0xFF) {
    @Override
    short expand(int code) {
      int value = ~code; // all bits are inverted on the line (G.711 table 2)
      int segment = (value >> 4) & 7;
      int magnitude = ((((value & 0x0F) << 3) + BIAS) << segment) - BIAS;
      return (short) ((value & 0x80) != 0 ? -magnitude : magnitude);
    }
  };

  /** Samples a second. */
  public static final int RATE = 8000;

  private static final int BIAS = 0x84;

  private final byte silence;

  G711(int silence) {
    this.silence = (byte) silence;
  }

  /** The linear value of a code. */
  public short decode(byte code) {
    return table().linear[code & 0xFF];
  }

  /**
   * The code whose linear value is nearest; values beyond 16 bits are clipped. The two lowest bits
   * do not matter to either law.
   */
  public byte encode(int sample) {
    int clipped = Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
    return table().codes[(clipped >> 2) & 0x3FFF];
  }

  /** The code of the smallest positive value: what a quiet line sends. */
  public byte silence() {
    return silence;
  }

  /** The law that this one is not. */
  public G711 other() {
    return this == A_LAW ? MU_LAW : A_LAW;
  }

  /** Decodes a run of codes. */
  public void decode(byte[] codes, int from, short[] samples, int to, int length) {
    short[] linear = table().linear;
    for (int i = 0; i < length; i++) {
      samples[to + i] = linear[codes[from + i] & 0xFF];
    }
  }

  /** Decodes all codes into a new array. */
  public short[] decode(byte[] codes) {
    short[] samples = new short[codes.length];
    decode(codes, 0, samples, 0, codes.length);
    return samples;
  }

  /** Encodes all samples into a new array. */
  public byte[] encode(short[] samples) {
    byte[] table = table().codes;
    byte[] codes = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      codes[i] = table[(samples[i] >> 2) & 0x3FFF];
    }
    return codes;
  }

  /** Replaces codes of this law by the nearest codes of the other law, in place. */
  public void toOther(byte[] codes, int offset, int length) {
    byte[] table = this == A_LAW ? Transcoding.A_TO_MU : Transcoding.MU_TO_A;
    for (int i = offset; i < offset + length; i++) {
      codes[i] = table[codes[i] & 0xFF];
    }
  }

  abstract short expand(int code);

  private Table table() {
    return this == A_LAW ? Table.A : Table.MU;
  }

  private static int compressA(int sample) {
    int sign = sample >= 0 ? 0x80 : 0;
    int magnitude = Math.min(sample >= 0 ? sample : ~sample, 0x7FFF) >> 4; // 11 bits
    int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
    int step = segment == 0 ? magnitude & 0x0F : (magnitude >> (segment - 1)) & 0x0F;
    return (sign | (segment << 4) | step) ^ 0x55;
  }

  private static int compressMu(int sample) {
    int sign = sample >= 0 ? 0 : 0x80;
    // the lost two bits count as half a step, so that each sign rounds alike
    int magnitude = Math.min(Math.abs(sample) + (sample < 0 ? -2 : 2), 32635) + BIAS;
    int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
    int step = (magnitude >> (segment + 3)) & 0x0F;
    return ~(sign | (segment << 4) | step) & 0xFF;
  }

  /** Both directions of a law; apart from the enum, whose own fields stay immutable. */
  private static final class Table {
    static final Table A = new Table(A_LAW);
    static final Table MU = new Table(MU_LAW);

    final short[] linear = new short[256];
    final byte[] codes = new byte[1 << 14];

    Table(G711 law) {
      for (int i = 0; i < linear.length; i++) {
        linear[i] = law.expand(i);
      }
      for (int i = 0; i < codes.length; i++) {
        int sample = ((i << 18) >> 18) << 2; // the index is a signed 14-bit number
        codes[i] = (byte) (law == A_LAW ? compressA(sample) : compressMu(sample));
      }
    }
  }

  /** One law's codes as the other's; loaded after the laws' own tables. */
  private static final class Transcoding {
    static final byte[] A_TO_MU = table(A_LAW, MU_LAW);
    static final byte[] MU_TO_A = table(MU_LAW, A_LAW);

    private static byte[] table(G711 from, G711 to) {
      byte[] table = new byte[256];
      for (int i = 0; i < 256; i++) {
        table[i] = to.encode(from.decode((byte) i));
      }
      return table;
    }
  }
}
