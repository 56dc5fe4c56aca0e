package org.liniya.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the bytes of one recording go: a file, or in tests a disk that is full. Used by the
 * recorder's threads, one at a time.
 */
interface Output extends Closeable {

  /** Makes outputs. */
  @FunctionalInterface
  interface Opener {
    /** Makes a new file; fails when there is one. */
    Output create(Path file) throws IOException;
  }

  /** Writes all that remains in {@code bytes} at {@code position}. */
  void write(ByteBuffer bytes, long position) throws IOException;

  /** Returns when all is on the disk. */
  void force() throws IOException;

  /** A real file. */
  static Output file(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new Output() {
      @Override
      public void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
          at += channel.write(bytes, at);
        }
      }

      @Override
      public void force() throws IOException {
        channel.force(true);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
