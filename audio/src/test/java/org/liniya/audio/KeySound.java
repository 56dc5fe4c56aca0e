package org.liniya.audio;

import java.util.Random;

/** Makes the sound of keys, right and wrong, for tests. */
final class KeySound {

  private static final String KEYS = "123A456B789C*0#D";

  private final double[] samples;
  private final Random random = new Random(4711);

  private KeySound(int lengthSamples) {
    samples = new double[lengthSamples];
  }

  static KeySound ofMillis(double milliseconds) {
    return new KeySound((int) Math.round(milliseconds * 8));
  }

  /** Adds a key. Offsets are shares of the frequencies, levels dBm0. */
  KeySound key(
      char key,
      double from,
      double millis,
      double lowOffset,
      double highOffset,
      double low,
      double high) {
    int index = KEYS.indexOf(key);
    tone(KeyTones.LOW[index / 4] * (1 + lowOffset), from, millis, low);
    tone(KeyTones.HIGH[index % 4] * (1 + highOffset), from, millis, high);
    return this;
  }

  KeySound key(char key, double from, double millis) {
    return key(key, from, millis, 0, 0, -10, -10);
  }

  KeySound tone(double hertz, double from, double millis, double level) {
    double peak = TonePair.PEAK_OF_0_DBM0 * Math.pow(10, level / 20);
    double phase = random.nextDouble() * 7;
    int start = (int) Math.round(from * 8);
    for (int i = 0; i < Math.round(millis * 8); i++) {
      samples[start + i] += peak * Math.sin(phase + 2 * Math.PI * hertz * i / G711.RATE);
    }
    return this;
  }

  /** White noise of a level all over. */
  KeySound noise(double level, long seed) {
    Random source = new Random(seed);
    double rms = TonePair.PEAK_OF_0_DBM0 / Math.sqrt(2) * Math.pow(10, level / 20);
    for (int i = 0; i < samples.length; i++) {
      samples[i] += rms * source.nextGaussian();
    }
    return this;
  }

  /** What a detector hears when this comes in packets. */
  String heard(G711 law, int packetSamples) {
    byte[] sound = encoded(law);
    KeyTones tones = new KeyTones();
    StringBuilder keys = new StringBuilder();
    for (int at = 0; at < sound.length; at += packetSamples) {
      char key = tones.hear(law, sound, at, Math.min(packetSamples, sound.length - at));
      if (key != 0) {
        keys.append(key);
      }
    }
    return keys.toString();
  }

  String heard() {
    return heard(G711.A_LAW, 160);
  }

  byte[] encoded(G711 law) {
    byte[] sound = new byte[samples.length];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = law.encode((int) Math.round(samples[i]));
    }
    return sound;
  }
}
