package org.liniya.testkit.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * A stretch of 8 kHz mono sound with 16-bit samples. Immutable; any thread may read it.
 *
 * <p>The WAV reader takes files that a killed program left unfinished: baresip writes lengths of 0
 * into the header and corrects them only when the call ends, so a length that is 0 or too long
 * means "to the end of the file".
 */
public final class Sound {
  /** Samples a second, everywhere in this package. */
  public static final int RATE = 8000;

  private static final int PCM = 1;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;

  private final short[] samples;

  private Sound(short[] samples) {
    this.samples = samples;
  }

  /** A sound of these samples, which are copied. */
  public static Sound of(short[] samples) {
    return new Sound(samples.clone());
  }

  /** Silence of that length. */
  public static Sound silence(Duration length) {
    return new Sound(new short[samplesIn(length)]);
  }

  /**
   * A sine tone.
   *
   * @param hertz its frequency
   * @param amplitude its peak, 1.0 being full scale
   */
  public static Sound tone(double hertz, double amplitude, Duration length) {
    short[] wave = new short[samplesIn(length)];
    for (int i = 0; i < wave.length; i++) {
      wave[i] =
          (short)
              Math.round(Math.sin(2 * Math.PI * hertz * i / RATE) * amplitude * Short.MAX_VALUE);
    }
    return new Sound(wave);
  }

  /** Sounds one after the other. */
  public static Sound join(Sound... parts) {
    short[] all = new short[Arrays.stream(parts).mapToInt(Sound::size).sum()];
    int at = 0;
    for (Sound part : parts) {
      System.arraycopy(part.samples, 0, all, at, part.size());
      at += part.size();
    }
    return new Sound(all);
  }

  /**
   * Reads the first channel of an 8 kHz WAV file: 16-bit PCM, A-law or µ-law.
   *
   * @throws UncheckedIOException when the file cannot be read
   * @throws IllegalArgumentException when it is not such a file
   */
  public static Sound read(Path wav) {
    return read(wav, 0);
  }

  /**
   * Reads one channel of an 8 kHz WAV file: 0 is the left one.
   *
   * @throws UncheckedIOException when the file cannot be read
   * @throws IllegalArgumentException when it is not such a file, or has no such channel
   */
  public static Sound read(Path wav, int channel) {
    try {
      return parse(
          wav, ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN), channel);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + wav, broken);
    }
  }

  /**
   * Writes 16-bit PCM.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public void write(Path wav) {
    int bytes = samples.length * 2;
    ByteBuffer out = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) PCM)
        .putShort((short) 1)
        .putInt(RATE)
        .putInt(RATE * 2)
        .putShort((short) 2)
        .putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (short sample : samples) {
      out.putShort(sample);
    }
    try {
      Files.write(wav, out.array());
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + wav, broken);
    }
  }

  /** How many samples. */
  public int size() {
    return samples.length;
  }

  /** How long it lasts. */
  public Duration length() {
    return time(samples.length);
  }

  /** One sample, -32768 to 32767. */
  public short sample(int index) {
    return samples[index];
  }

  /** The samples, copied. */
  public short[] samples() {
    return samples.clone();
  }

  /** The part between two times, cut at the ends of this sound. */
  public Sound part(Duration from, Duration to) {
    int start = Math.clamp(samplesIn(from), 0, samples.length);
    int end = Math.clamp(samplesIn(to), start, samples.length);
    return new Sound(Arrays.copyOfRange(samples, start, end));
  }

  /** Everything from that time on. */
  public Sound from(Duration start) {
    return part(start, length());
  }

  /** Root mean square of the whole, in sample units; 0 for an empty sound. */
  public double loudness() {
    if (samples.length == 0) {
      return 0;
    }
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }

  /**
   * With the high frequencies raised (each sample less 0.95 of the one before). Vowels of one voice
   * share their loud low fundamental and so correlate up to 0.76 as they are; what tells words
   * apart lies above it.
   */
  Sound sharpened() {
    short[] sharp = new short[samples.length];
    for (int i = 1; i < samples.length; i++) {
      sharp[i] =
          (short)
              Math.clamp(
                  Math.round(samples[i] - 0.95 * samples[i - 1]), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return new Sound(sharp);
  }

  static int samplesIn(Duration length) {
    return Math.toIntExact(length.toNanos() / (1_000_000_000L / RATE));
  }

  static Duration time(long samples) {
    return Duration.ofNanos(samples * (1_000_000_000L / RATE));
  }

  @Override
  public String toString() {
    return "Sound[" + length().toMillis() + " ms, rms " + Math.round(loudness()) + "]";
  }

  private static Sound parse(Path wav, ByteBuffer in, int channel) {
    if (in.remaining() < 12 || in.getInt(0) != 0x46464952 || in.getInt(8) != 0x45564157) {
      throw new IllegalArgumentException(wav + " is no WAV file");
    }
    Format format = new Format(0, 0, 0, 0);
    in.position(12);
    while (in.remaining() >= 8) {
      int id = in.getInt();
      long declared = in.getInt() & 0xFFFFFFFFL;
      if (id == 0x61746164) { // "data"
        long length = declared == 0 || declared > in.remaining() ? in.remaining() : declared;
        format.check(wav, channel);
        return new Sound(format.decode(in, (int) length, channel));
      }
      int start = in.position();
      if (id == 0x20746D66) { // "fmt "
        format = new Format(in.getShort(), in.getShort(), in.getInt(), in.getShort(start + 14));
      }
      in.position((int) Math.min(in.limit(), start + declared + (declared & 1)));
    }
    throw new IllegalArgumentException(wav + " has no data chunk");
  }

  private record Format(int coding, int channels, int rate, int bits) {
    void check(Path wav, int channel) {
      boolean coded =
          coding == PCM ? bits == 16 : (coding == A_LAW || coding == MU_LAW) && bits == 8;
      if (!coded || rate != RATE || channel >= channels) {
        throw new IllegalArgumentException(
            wav + ": want 8 kHz PCM16, A-law or u-law with channel " + channel + ", found " + this);
      }
    }

    short[] decode(ByteBuffer in, int bytes, int channel) {
      int width = bits / 8;
      short[] samples = new short[bytes / (width * channels)];
      for (int i = 0; i < samples.length; i++) {
        int at = in.position() + (i * channels + channel) * width;
        samples[i] =
            switch (coding) {
              case A_LAW -> G711.fromALaw(in.get(at));
              case MU_LAW -> G711.fromMuLaw(in.get(at));
              default -> in.getShort(at);
            };
      }
      return samples;
    }
  }
}
