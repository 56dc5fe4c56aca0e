package org.liniya.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongPredicate;
import org.liniya.audio.G711;
import org.liniya.audio.Wav;
import org.liniya.port.OutsideRecorder.Tape;

/**
 * Copies what an outside recorder has written into the two channels of a recording. For one thread;
 * blocks on the disk.
 */
final class TapeCopy implements Closeable {

  private static final int FRAME = 4;
  private static final int BLOCK = G711.RATE;

  private final InputStream left;
  private final InputStream right;
  private final byte[] sent = new byte[BLOCK * 2];
  private final byte[] heard = new byte[BLOCK * 2];
  private final ByteBuffer block =
      ByteBuffer.allocate(BLOCK * FRAME).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * Opens both sides.
   *
   * @throws IOException when one of them is not there
   */
  TapeCopy(Tape tape) throws IOException {
    left = tape.sent();
    try {
      right = tape.heard();
    } catch (IOException e) {
      left.close();
      throw e;
    }
  }

  /** Told after each block where the recording ends so far. */
  @FunctionalInterface
  interface Progress {
    void reached(long position);
  }

  /**
   * Copies until both sides are at their end, or the recording is. Nothing is written before the
   * offset.
   *
   * @param offset where the tape's first sample goes
   * @param most how long the recording may become
   * @param hushed the positions, asked in rising order, that are written as silence
   */
  void into(Output output, long offset, long most, LongPredicate hushed, Progress progress)
      throws IOException {
    for (long at = offset; at < most; ) {
      int wanted = (int) Math.min(BLOCK, most - at) * 2;
      int ofLeft = left.readNBytes(sent, 0, wanted) / 2;
      int ofRight = right.readNBytes(heard, 0, wanted) / 2; // a torn sample is none
      int samples = Math.max(ofLeft, ofRight);
      if (samples == 0) {
        return;
      }
      for (int i = 0; i < samples; i++) {
        boolean silent = hushed.test(at + i);
        block.putShort(silent || i >= ofLeft ? 0 : sample(sent, i));
        block.putShort(silent || i >= ofRight ? 0 : sample(heard, i));
      }
      block.flip();
      output.write(block, Wav.HEADER_BYTES + at * FRAME);
      block.clear();
      at += samples;
      progress.reached(at);
    }
  }

  private static short sample(byte[] bytes, int index) {
    return (short) ((bytes[2 * index] & 0xff) | (bytes[2 * index + 1] << 8));
  }

  @Override
  public void close() throws IOException {
    try (left;
        right) {
      // both, whatever comes of the first
    }
  }
}
