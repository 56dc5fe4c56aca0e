package org.liniya.sip.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a connection has yet to send. Written at once as a rule; what the system does not take
 * waits, but not without end: jain-sip keeps any amount for a peer that never reads. Thread-safe.
 */
final class Outbox {

  static final int MOST_BYTES = 512 * 1024;

  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private int waitingBytes;

  /**
   * Sends, or keeps for {@link #flush}.
   *
   * @throws IOException when the connection is broken or its other side does not read
   */
  synchronized void send(SocketChannel socket, ByteBuffer bytes) throws IOException {
    flush(socket);
    if (waiting.isEmpty()) {
      socket.write(bytes);
    }
    if (bytes.hasRemaining()) {
      waitingBytes += bytes.remaining();
      if (waitingBytes > MOST_BYTES) {
        throw new IOException("the other side does not read");
      }
      waiting.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
    }
  }

  /** Sends of what waits as much as the system takes. */
  synchronized void flush(SocketChannel socket) throws IOException {
    while (!waiting.isEmpty()) {
      ByteBuffer next = waiting.element();
      waitingBytes -= socket.write(next);
      if (next.hasRemaining()) {
        return;
      }
      waiting.remove();
    }
  }
}
