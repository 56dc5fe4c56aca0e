package org.liniya.rtp;

import org.liniya.audio.G711;
import org.liniya.port.Encoding;

/** Where the codec names of the domain meet the sound primitives. Pure. */
final class Laws {

  private Laws() {}

  static G711 of(Encoding encoding) {
    return switch (encoding) {
      case PCMA -> G711.A_LAW;
      case PCMU -> G711.MU_LAW;
    };
  }
}
