package org.liniya.speech.voice;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/** What FreeTTS takes for a loudspeaker: keeps the samples. For one text, on its thread. */
final class SampleCollector implements AudioPlayer {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

  int rate() {
    return Math.round(format.getSampleRate());
  }

  short[] samples() {
    ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    short[] samples = new short[bytes.size() / 2];
    ByteBuffer.wrap(bytes.toByteArray()).order(order).asShortBuffer().get(samples);
    return samples;
  }

  @Override
  public void setAudioFormat(AudioFormat format) {
    this.format = format;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public void begin(int size) {
    // more than ever comes, so that it proves nothing
  }

  @Override
  public boolean write(byte[] audio) {
    return write(audio, 0, audio.length);
  }

  @Override
  public boolean write(byte[] audio, int offset, int length) {
    bytes.write(audio, offset, length);
    return true;
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public float getVolume() {
    return 1;
  }

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void setVolume(float volume) {
    // loudness is set afterwards, for all voices alike
  }

  @Override
  public void pause() {
    // nothing plays
  }

  @Override
  public void resume() {
    // nothing plays
  }

  @Override
  public void reset() {
    // nothing plays
  }

  @Override
  public void cancel() {
    // nothing plays
  }

  @Override
  public void close() {
    // nothing is open
  }

  @Override
  public void resetTime() {
    // nothing plays
  }

  @Override
  public void startFirstSampleTimer() {
    // nobody measures
  }

  @Override
  public void showMetrics() {
    // nobody measures
  }
}
