package org.liniya.sip.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One connection's TLS between the bytes on the network and the text of messages. jain-sip has one
 * of its own; it loops for ever on a connection that says more after its goodbye, and does not
 * check whom it has reached. Thread-safe: one thread receives, any may send.
 */
final class TlsPipe {

  /** Where bytes go. Called with the pipe's lock held, in order. */
  interface Network {
    void write(ByteBuffer encrypted) throws IOException;
  }

  private enum Stage {
    SHAKING,
    OPEN,
    CLOSED
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int CHUNK = 4096;

  private final SSLEngine engine;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private Stage stage = Stage.SHAKING;
  private ByteBuffer encrypted;
  private ByteBuffer outgoing;
  private volatile List<String> names = List.of();

  TlsPipe(SSLEngine engine) {
    this.engine = engine;
    this.encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() + CHUNK).flip();
    this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
  }

  /** What the other side's certificate proves; empty without one. */
  List<String> names() {
    return names;
  }

  /** Says the first word, as a client. */
  void start(Network network) throws IOException {
    lock.lock();
    try {
      engine.beginHandshake();
      shake(network);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes bytes from the network.
   *
   * @return the text in them, which may be none
   * @throws IOException when the connection is of no more use
   */
  List<byte[]> received(byte[] bytes, Network network) throws IOException {
    lock.lock();
    try {
      append(bytes);
      return unwrapped(network);
    } catch (SSLException e) {
      lastWords(network);
      throw e;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void append(byte[] bytes) {
    if (encrypted.remaining() + bytes.length > encrypted.capacity()) {
      // Cannot be: what is left is less than one record, and CHUNK is what comes at once.
      encrypted = ByteBuffer.allocate(encrypted.remaining() + bytes.length).put(encrypted).flip();
    }
    encrypted.compact().put(bytes).flip();
  }

  private List<byte[]> unwrapped(Network network) throws IOException {
    List<byte[]> texts = new ArrayList<>();
    ByteBuffer text = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    while (true) {
      shake(network);
      if (!encrypted.hasRemaining()) {
        return texts;
      }
      SSLEngineResult result = engine.unwrap(encrypted, text);
      if (text.position() > 0) {
        byte[] read = new byte[text.flip().remaining()];
        text.get(read).clear();
        texts.add(read);
      }
      after(result);
      switch (result.getStatus()) {
        case BUFFER_UNDERFLOW -> {
          return texts;
        }
        case BUFFER_OVERFLOW ->
            text = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        case CLOSED -> throw new SSLException("the other side has said goodbye");
        case OK -> {}
      }
    }
  }

  /** Does what the engine wants before it reads on. */
  private void shake(Network network) throws IOException {
    while (true) {
      HandshakeStatus wanted = engine.getHandshakeStatus();
      refuseRenegotiation(wanted);
      if (wanted == HandshakeStatus.NEED_TASK) {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
          task.run();
          task = engine.getDelegatedTask();
        }
      } else if (wanted == HandshakeStatus.NEED_WRAP) {
        SSLEngineResult result = wrap(NOTHING.duplicate(), network);
        if (result.getStatus() == Status.CLOSED) {
          return;
        }
      } else {
        return;
      }
    }
  }

  /** It costs us much and the other side little; TLS 1.3 has none. */
  private void refuseRenegotiation(HandshakeStatus wanted) throws SSLException {
    if (stage == Stage.OPEN
        && wanted == HandshakeStatus.NEED_TASK
        && engine.getSession().getProtocol().equals("TLSv1.2")) {
      throw new SSLException("no renegotiation");
    }
  }

  private SSLEngineResult wrap(ByteBuffer text, Network network) throws IOException {
    SSLEngineResult result = engine.wrap(text, outgoing);
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      result = engine.wrap(text, outgoing);
    }
    outgoing.flip();
    if (outgoing.hasRemaining()) {
      network.write(outgoing);
    }
    outgoing.clear();
    after(result);
    return result;
  }

  private void after(SSLEngineResult result) {
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED && stage == Stage.SHAKING) {
      names = proved();
      stage = Stage.OPEN;
      settled.signalAll();
    }
  }

  private List<String> proved() {
    try {
      return engine.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
          ? PeerNames.of(certificate)
          : List.of();
    } catch (SSLPeerUnverifiedException e) {
      return List.of(); // it has shown none
    }
  }

  /**
   * Sends text, once the handshake is done.
   *
   * @param millis how long to wait for that
   */
  void send(byte[] text, long millis, Network network) throws IOException {
    lock.lock();
    try {
      awaitOpen(millis);
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) {
        if (wrap(rest, network).getStatus() == Status.CLOSED) {
          throw new IOException("the connection is closed");
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitOpen(long millis) throws IOException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (stage == Stage.SHAKING && left > 0) {
        left = settled.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (stage != Stage.OPEN) {
      throw new IOException("no TLS with the other side");
    }
  }

  /** Tells the other side why, as far as it listens. */
  private void lastWords(Network network) {
    try {
      engine.closeOutbound();
      for (int i = 0; i < 3 && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; i++) {
        wrap(NOTHING.duplicate(), network);
      }
    } catch (IOException | RuntimeException e) {
      // It is gone; nobody is left to be told.
    } finally {
      close();
    }
  }

  /** Nothing can be sent any more; whoever waits is told. */
  void close() {
    lock.lock();
    try {
      stage = Stage.CLOSED;
      settled.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
