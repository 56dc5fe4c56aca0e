package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.liniya.audio.Wav;
import org.liniya.testkit.sound.G711;

/**
 * Prompts of 20 ms each of which says what it is: a pattern of A-law octets that passes through the
 * server unchanged, so that a caller knows from the sound alone what was said, at the cost of a
 * comparison. Stateless.
 *
 * <pre>
 *  magic (6) | id | ~id    twenty times over
 * </pre>
 */
final class StormPrompts {
  /** The prompts of digits have their digit. */
  static final int NUMBER_BEGINS = 20;

  static final int NUMBER_ENDS = 21;
  static final int TROUBLE = 22;
  static final int OTHER = 99;

  /** A packet did not come: what was said in it nobody knows. */
  static final int MISSED = 98;

  /** No prompt of ours: silence, music. */
  static final int NOTHING = -1;

  static final byte[] MAGIC = {0x35, (byte) 0xA1, 0x4C, (byte) 0xE3, 0x1B, (byte) 0x96};

  /** The samples of a prompt, and of a packet. */
  static final int FRAME = 160;

  private StormPrompts() {}

  /** Puts them in place of every prompt of a configuration. */
  static void writeInto(Path config) {
    try (Stream<Path> files = Files.walk(config.resolve("prompts"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".wav")).toList()) {
        String name = String.valueOf(file.getFileName()).replace(".wav", "");
        Files.write(file, Wav.mono(sound(id(name))).toBytes());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write the prompts", broken);
    }
  }

  private static int id(String name) {
    return switch (name) {
      case "your-ticket-number-is" -> NUMBER_BEGINS;
      case "please-write-it-down" -> NUMBER_ENDS;
      case "trouble" -> TROUBLE;
      default -> name.matches("digit-\\d") ? name.charAt(name.length() - 1) - '0' : OTHER;
    };
  }

  private static short[] sound(int id) {
    short[] samples = new short[FRAME];
    for (int i = 0; i < FRAME; i++) {
      int at = i % (MAGIC.length + 2);
      byte octet = at < MAGIC.length ? MAGIC[at] : (byte) (at == MAGIC.length ? id : ~id & 0xFF);
      samples[i] = G711.fromALaw(octet);
    }
    return samples;
  }

  /** What is said by a packet's octets, or {@link #NOTHING}. */
  static int said(byte[] octets, int from, int to) {
    for (int i = from; i + MAGIC.length + 2 <= to; i++) {
      if (isMark(octets, i)) {
        return octets[i + MAGIC.length] & 0xFF;
      }
    }
    return NOTHING;
  }

  private static boolean isMark(byte[] octets, int at) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (octets[at + i] != MAGIC[i]) {
        return false;
      }
    }
    return (octets[at + MAGIC.length] ^ octets[at + MAGIC.length + 1]) == -1;
  }
}
