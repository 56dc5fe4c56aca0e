package org.liniya.speech;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.liniya.audio.G711;
import org.liniya.port.Encoding;

/**
 * One sound in every encoding that a leg can have. Immutable, though its arrays are shared: on any
 * thread.
 */
final class Sound {

  private final byte[] aLaw;
  private final byte[] muLaw;

  /** Encodes linear samples, 8,000 a second. */
  Sound(short[] samples) {
    this(G711.A_LAW.encode(samples), G711.MU_LAW.encode(samples));
  }

  /** The same sound, encoded already. */
  Sound(byte[] aLaw, byte[] muLaw) {
    this.aLaw = aLaw;
    this.muLaw = muLaw;
  }

  /** One behind the other. */
  static Sound joined(List<Sound> sounds) {
    return new Sound(joined(sounds, Encoding.PCMA), joined(sounds, Encoding.PCMU));
  }

  private static byte[] joined(List<Sound> sounds, Encoding encoding) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    sounds.forEach(sound -> all.writeBytes(sound.in(encoding)));
    return all.toByteArray();
  }

  byte[] in(Encoding encoding) {
    return switch (encoding) {
      case PCMA -> aLaw;
      case PCMU -> muLaw;
    };
  }
}
