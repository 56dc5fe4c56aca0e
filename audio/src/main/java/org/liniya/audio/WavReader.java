package org.liniya.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads WAV files: PCM of 16 or 24 bits (rounded to 16), A-law or µ-law, one or two channels. Pure;
 * safe on any thread. Files from outside are hostile until proved otherwise: every length is
 * checked against what is really there, and nothing is allocated on the word of a header. A {@code
 * data} chunk that claims more than the file holds, or nothing at all (a recording cut off by a
 * crash: some programs write the length only at the end), is read as far as it goes.
 */
public final class WavReader {

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FMT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int EXTENSIBLE = 0xFFFE;

  /** Programs that do not know the length write one near a limit: 2 or 4 GB. */
  private static final long UNKNOWN_LENGTH = 0x7FFF_0000L;

  private WavReader() {}

  /**
   * Reads a whole stream of at most {@code maxBytes}; does not close it.
   *
   * @throws WavException when it is longer, or not a WAV file that we can read
   * @throws IOException when the stream breaks
   */
  public static Wav read(InputStream in, int maxBytes) throws IOException {
    byte[] file = in.readNBytes(maxBytes);
    if (file.length == maxBytes && in.read() >= 0) {
      throw new WavException("longer than " + maxBytes + " bytes");
    }
    return read(file);
  }

  /**
   * Reads as {@link #read(InputStream, int)}, but takes no file that lacks sound it claims to have,
   * as a copy does that was broken off. One that claims no length, or one beyond all reason as
   * programs do that write into a pipe, ends where it ends.
   *
   * @throws WavException when it was cut off, or for the reasons of the other
   * @throws IOException when the stream breaks
   */
  public static Wav readWhole(InputStream in, int maxBytes) throws IOException {
    byte[] file = in.readNBytes(maxBytes);
    if (file.length == maxBytes && in.read() >= 0) {
      throw new WavException("longer than " + maxBytes + " bytes");
    }
    Wav wav = read(file);
    long claimed = claimed(file);
    if (claimed < UNKNOWN_LENGTH && claimed > file.length) {
      throw new WavException("cut off: " + file.length + " of " + claimed + " bytes are there");
    }
    return wav;
  }

  /** Where the data chunk of a file that can be read says that it ends. */
  private static long claimed(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long at = 12;
    while (in.getInt((int) at) != DATA) {
      long size = Integer.toUnsignedLong(in.getInt((int) at + 4));
      at += 8 + size + (size & 1);
    }
    return at + 8 + Integer.toUnsignedLong(in.getInt((int) at + 4));
  }

  /**
   * Reads a whole file.
   *
   * @throws WavException when it is not a WAV file that we can read
   */
  public static Wav read(byte[] file) throws WavException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < 12 || in.getInt(0) != RIFF || in.getInt(8) != WAVE) {
      throw new WavException("not a RIFF WAVE file");
    }
    in.position(12);
    Optional<Shape> shape = Optional.empty();
    while (in.remaining() >= 8) {
      int name = in.getInt();
      long claimed = Integer.toUnsignedLong(in.getInt());
      int size = (int) Math.min(claimed, in.remaining());
      if (name == DATA) {
        int length = claimed == 0 ? in.remaining() : size;
        ByteBuffer data = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        return samples(shape.orElseThrow(() -> new WavException("data before fmt")), data);
      }
      if (name == FMT) {
        shape = Optional.of(shape(in.slice(in.position(), size).order(ByteOrder.LITTLE_ENDIAN)));
      }
      // chunks are padded to an even length
      in.position((int) Math.min(in.position() + claimed + (claimed & 1), in.limit()));
    }
    throw new WavException("no data chunk");
  }

  private static Shape shape(ByteBuffer fmt) throws WavException {
    if (fmt.remaining() < 16) {
      throw new WavException("fmt chunk of " + fmt.remaining() + " bytes");
    }
    int tag = fmt.getShort(0) & 0xFFFF;
    int channels = fmt.getShort(2) & 0xFFFF;
    int rate = fmt.getInt(4);
    int bits = fmt.getShort(14) & 0xFFFF;
    if (tag == EXTENSIBLE && fmt.remaining() >= 26) {
      tag = fmt.getShort(24) & 0xFFFF; // the first two bytes of the sub-format are the old tag
    }
    if (channels < 1 || channels > 2) {
      throw new WavException(channels + " channels; one or two can be read");
    }
    if (rate < 1000 || rate > 192_000) {
      throw new WavException("a rate of " + Integer.toUnsignedString(rate) + " samples a second");
    }
    for (WavFormat format : WavFormat.values()) {
      if (format.tag() == tag && format.bytesPerSample() * 8 == bits) {
        return new Shape(format, channels, rate);
      }
    }
    throw new WavException(
        "format "
            + tag
            + " with "
            + bits
            + " bits; PCM of 16 or 24 bits, A-law and µ-law can be read");
  }

  private static Wav samples(Shape shape, ByteBuffer data) {
    int frames = data.remaining() / (shape.format.bytesPerSample() * shape.channels);
    if (shape.channels == 1 && shape.format != WavFormat.PCM_24) {
      return new Wav(shape.rate, List.of(inOneGo(shape.format, data, frames)));
    }
    List<short[]> channels = new ArrayList<>();
    for (int c = 0; c < shape.channels; c++) {
      channels.add(new short[frames]);
    }
    for (int i = 0; i < frames; i++) {
      for (short[] channel : channels) {
        channel[i] = sample(shape.format, data);
      }
    }
    return new Wav(shape.rate, channels);
  }

  /** As all prompts are: a line reads millions of samples before it opens. */
  private static short[] inOneGo(WavFormat format, ByteBuffer data, int frames) {
    if (format == WavFormat.PCM_16) {
      short[] samples = new short[frames];
      data.asShortBuffer().get(samples);
      return samples;
    }
    byte[] codes = new byte[frames];
    data.get(codes);
    return (format == WavFormat.A_LAW ? G711.A_LAW : G711.MU_LAW).decode(codes);
  }

  private static short sample(WavFormat format, ByteBuffer data) {
    return switch (format) {
      case PCM_16 -> data.getShort();
      case PCM_24 -> rounded(data);
      case A_LAW -> G711.A_LAW.decode(data.get());
      case MU_LAW -> G711.MU_LAW.decode(data.get());
    };
  }

  private static short rounded(ByteBuffer data) {
    int below = data.get() & 0xFF;
    int sample = data.getShort();
    return (short) Math.min(Short.MAX_VALUE, below < 0x80 ? sample : sample + 1);
  }

  /** What the {@code fmt} chunk said. */
  private record Shape(WavFormat format, int channels, int rate) {}
}
