package org.liniya.speech.listen;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a graph of OpenFst begins. The engine does not look: it goes on without a graph that it could
 * not read, and takes the process down at the first word. Immutable.
 *
 * @param type such as {@code const}, which tells its length, or {@code olabel_lookahead}, which has
 *     another graph within
 * @param end of the header, in bytes from the beginning of the file
 */
record FstHeader(String type, long states, long arcs, long end) {

  private static final int MAGIC = 2125659606;
  private static final int ADD_ON = 446681434;
  private static final int LONGEST_NAME = 100;
  private static final int STATE_BYTES = 20;
  private static final int ARC_BYTES = 16;

  /** Whether a file is a graph, and, as far as its beginning tells, a whole one. */
  static boolean whole(Path file) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(file))) {
      FstHeader header = read(in, 0);
      if (header.type.endsWith("lookahead")) {
        if (number(in) != ADD_ON) {
          return false;
        }
        header = read(in, header.end + Integer.BYTES);
      }
      return header.states >= 0
          && header.arcs >= 0
          && header.least() >= 0
          && header.least() <= Files.size(file);
    } catch (EOFException e) {
      return false;
    }
  }

  /** How long the file is at least; tables of words come in addition. */
  private long least() {
    return type.equals("const") ? end + states * STATE_BYTES + arcs * ARC_BYTES : end;
  }

  private static FstHeader read(DataInputStream in, long at) throws IOException {
    if (number(in) != MAGIC) {
      throw new EOFException("no graph begins here");
    }
    String type = name(in);
    String arc = name(in);
    // version and flags, 4 bytes each; properties, start, states and arcs, 8 each
    ByteBuffer rest = ByteBuffer.wrap(in.readNBytes(40)).order(ByteOrder.LITTLE_ENDIAN);
    if (rest.remaining() < 40) {
      throw new EOFException();
    }
    long end = at + 3L * Integer.BYTES + type.length() + arc.length() + 40;
    return new FstHeader(type, rest.getLong(24), rest.getLong(32), end);
  }

  private static int number(DataInputStream in) throws IOException {
    return Integer.reverseBytes(in.readInt());
  }

  private static String name(DataInputStream in) throws IOException {
    int length = number(in);
    if (length < 0 || length > LONGEST_NAME) {
      throw new EOFException("no graph begins here");
    }
    byte[] name = new byte[length];
    in.readFully(name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
