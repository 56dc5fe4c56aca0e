package org.liniya.audio.hearing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.audio.WavException;
import org.liniya.audio.WavReader;

/**
 * A stretch of 8 kHz mono sound with 16-bit samples. Immutable; any thread may read it.
 *
 * <p>Files that a killed program left unfinished can be read, see {@link WavReader}.
 */
public final class Sound {
  /** Samples a second, everywhere in this package. */
  public static final int RATE = G711.RATE;

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
    int peak = (int) Math.round(amplitude * Short.MAX_VALUE);
    return new Sound(Tone.sine(hertz, samplesIn(length), peak, RATE));
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
      Wav file = WavReader.read(Files.readAllBytes(wav));
      if (file.rate() != RATE || channel >= file.channels()) {
        throw new IllegalArgumentException(
            wav + ": want 8 kHz with channel " + channel + ", found " + file.rate() + " Hz");
      }
      return new Sound(file.channel(channel));
    } catch (WavException strange) {
      throw new IllegalArgumentException(wav + ": " + strange.getMessage(), strange);
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
    try {
      Files.write(wav, Wav.mono(samples).toBytes());
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

  /** The samples themselves, not to be changed. */
  short[] shared() {
    return samples;
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

  /** With the high frequencies raised, as {@link Tape} has it. */
  Sound sharpened() {
    short[] sharp = new short[samples.length];
    for (int i = 1; i < samples.length; i++) {
      sharp[i] = Tape.sharpened(samples[i - 1], samples[i], i);
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
}
