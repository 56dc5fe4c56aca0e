package org.liniya.speech.listen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.liniya.audio.G711;
import org.liniya.audio.WavReader;
import org.liniya.port.Encoding;
import org.liniya.port.SpeechRecognizer.Hearing;

/** Sound of the tests, as a telephone sends it. */
final class Voices {

  static final int PACKET = 160;

  private Voices() {}

  static short[] read(Path wav) {
    try {
      return WavReader.read(Files.readAllBytes(wav)).channel(0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static short[] silence(int ms) {
    return new short[ms * G711.RATE / 1000];
  }

  static short[] joined(short[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    short[] all = new short[length];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Gives all the sound at once, packet by packet, as if the time had passed. */
  static void send(Hearing hearing, Encoding encoding, short[] sound) {
    byte[] codes = law(encoding).encode(sound);
    for (int at = 0; at + PACKET <= codes.length; at += PACKET) {
      hearing.hear(System.nanoTime(), encoding, codes, at, PACKET);
    }
  }

  static G711 law(Encoding encoding) {
    return encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW;
  }
}
