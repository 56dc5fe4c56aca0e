package org.liniya.asterisk;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.UUID;
import org.liniya.audio.G711;

/**
 * Reads what an AudioSocket connection sends: frames of a kind (one byte), a length (two bytes, big
 * endian) and so many bytes. Sound is 16 bits little endian at 8,000 samples a second. For one
 * thread; blocks.
 */
final class EarFrames {

  private static final int END = 0x00;
  private static final int ID = 0x01;
  private static final int KEY = 0x03;
  private static final int SOUND = 0x10;
  private static final int ERROR = 0xff;

  private static final int ID_BYTES = 16;

  /** Asterisk sends frames of 20 ms, 320 bytes; a few may come together. */
  private static final int LONGEST = 3_200;

  private static final int FRAME_BYTES = 320;

  private final DataInputStream in;
  private final byte[] payload = new byte[LONGEST];
  private int length;

  EarFrames(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in));
  }

  /**
   * A frame of 20 ms of silence, to be sent once: the half that listens is answered when sound
   * comes to it, or half a second later.
   */
  static byte[] silence() {
    byte[] frame = new byte[3 + FRAME_BYTES];
    frame[0] = SOUND;
    frame[1] = FRAME_BYTES >> 8;
    frame[2] = FRAME_BYTES & 0xff;
    return frame;
  }

  /**
   * The first frame of all.
   *
   * @throws IOException when it is anything but an id
   */
  UUID id() throws IOException {
    if (read() != ID || length != ID_BYTES) {
      throw new ProtocolException("the first frame is no id");
    }
    return new UUID(eight(0), eight(8));
  }

  private long eight(int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = (value << 8) | (payload[i] & 0xff);
    }
    return value;
  }

  /**
   * The next sound, in A-law; nothing when the other end says that it is over.
   *
   * @throws IOException at the end of the stream, and for what is no frame of ours
   */
  byte[] next() throws IOException {
    while (true) {
      int kind = read();
      switch (kind) {
        case SOUND -> {
          if (length >= 2) {
            return sound();
          }
        }
        case KEY -> {
          // keys come by the manager
        }
        case END, ERROR -> {
          return new byte[0];
        }
        default -> throw new ProtocolException("a frame of kind " + kind);
      }
    }
  }

  private byte[] sound() {
    byte[] alaw = new byte[length / 2];
    for (int i = 0; i < alaw.length; i++) {
      alaw[i] = G711.A_LAW.encode((short) ((payload[2 * i] & 0xff) | (payload[2 * i + 1] << 8)));
    }
    return alaw;
  }

  /** The kind of the next frame, whose {@link #length} bytes are in {@link #payload} then. */
  private int read() throws IOException {
    int kind = in.readUnsignedByte();
    length = in.readUnsignedShort();
    if (length > LONGEST) {
      throw new ProtocolException("a frame of " + length + " bytes");
    }
    in.readFully(payload, 0, length);
    return kind;
  }
}
