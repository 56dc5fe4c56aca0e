package org.liniya.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sound as linear 16-bit samples in one or two channels, as read from or written to a WAV file. The
 * channels are equally long. Treat the arrays as unchangeable; thread-safe then.
 */
public final class Wav {

  /** The length of the header that {@link #header} makes. */
  public static final int HEADER_BYTES = 58;

  private final int rate;
  private final List<short[]> channels;

  /**
   * Sound of one or two equally long channels.
   *
   * @param rate samples a second
   * @throws IllegalArgumentException for other numbers of channels or unequal lengths
   */
  public Wav(int rate, List<short[]> channels) {
    this.rate = rate;
    this.channels = List.copyOf(channels);
    if (channels.isEmpty() || channels.size() > 2) {
      throw new IllegalArgumentException("one or two channels, not " + channels.size());
    }
    if (channels.getFirst().length != channels.getLast().length) {
      throw new IllegalArgumentException("the channels differ in length");
    }
  }

  /** One channel at 8,000 samples a second. */
  public static Wav mono(short[] samples) {
    return new Wav(G711.RATE, List.of(samples));
  }

  /** Two channels at 8,000 samples a second. */
  public static Wav stereo(short[] left, short[] right) {
    return new Wav(G711.RATE, List.of(left, right));
  }

  /** Samples a second. */
  public int rate() {
    return rate;
  }

  public int channels() {
    return channels.size();
  }

  /** Samples in each channel. */
  public int length() {
    return channels.getFirst().length;
  }

  /** The samples of a channel; 0 is left. Shared, not to be changed. */
  public short[] channel(int index) {
    return channels.get(index);
  }

  /** Writes the whole file as 16-bit PCM. Does not close the stream. */
  public void write(OutputStream out) throws IOException {
    out.write(toBytes());
  }

  /** The whole file as 16-bit PCM. */
  public byte[] toBytes() {
    int dataBytes = Math.multiplyExact(length(), channels() * 2);
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(HEADER_BYTES, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(header(WavFormat.PCM_16, channels(), rate, dataBytes));
    for (int i = 0; i < length(); i++) {
      for (short[] channel : channels) {
        file.putShort(channel[i]);
      }
    }
    return file.array();
  }

  /**
   * The header of a file whose samples follow. It always has the {@code fact} chunk that formats
   * other than PCM must have, so that its length is the same for each.
   *
   * @param dataBytes how many bytes of samples follow, below 2<sup>32</sup> − 58
   */
  public static byte[] header(WavFormat format, int channels, int rate, long dataBytes) {
    int frame = format.bytesPerSample() * channels;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long padded = dataBytes + (dataBytes & 1);
    header.put(ascii("RIFF")).putInt((int) (HEADER_BYTES - 8 + padded)).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(18).putShort((short) format.tag()).putShort((short) channels);
    header.putInt(rate).putInt(rate * frame).putShort((short) frame);
    header.putShort((short) (format.bytesPerSample() * 8)).putShort((short) 0);
    header.put(ascii("fact")).putInt(4).putInt((int) (dataBytes / frame));
    header.put(ascii("data")).putInt((int) dataBytes);
    return header.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
