package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import javax.sip.message.Request;

/**
 * One connection over TCP or TLS. It never opens another one in its place, as jain-sip's own does:
 * what is to be sent on a connection that is gone fails at once. Reads on jain-sip's selector
 * thread; any thread may send.
 */
final class StreamChannel extends NioTcpMessageChannel implements Connections.Connection {

  private static final byte[] PONG = {'\r', '\n'};

  private final Optional<TlsPipe> pipe;
  private final Connections connections;
  private final Life life;
  private final Outbox outbox;
  private final Framing framing = new Framing();
  private final Framing.Sink forStack = new ForStack();
  private final boolean cameIn;

  /** One that came in. */
  StreamChannel(StreamProcessor processor, SocketChannel socket, Optional<TlsPipe> pipe)
      throws IOException {
    this.pipe = pipe;
    this.connections = processor.connections();
    this.life = new Life(processor.connections().now(), Life.Standing.FRESH);
    this.outbox = new Outbox();
    this.cameIn = true;
    super(processor, socket);
    messageProcessor = processor;
  }

  /** Dials; returns when the connection is there. */
  StreamChannel(
      InetAddress host,
      int port,
      SIPTransactionStack stack,
      StreamProcessor processor,
      Optional<TlsPipe> pipe)
      throws IOException {
    this.pipe = pipe;
    this.connections = processor.connections();
    this.life = new Life(processor.connections().now(), Life.Standing.PROVEN);
    this.outbox = new Outbox();
    this.cameIn = false;
    super(host, port, stack, processor);
    isCached = true; // else the first request that comes in on it makes jain-sip close it
    if (pipe.isPresent()) {
      pipe.get().start(this::write);
    }
  }

  @Override
  public InetAddress peer() {
    return peerAddress;
  }

  @Override
  public Life life() {
    return life;
  }

  boolean cameIn() {
    return cameIn;
  }

  boolean isOpen() {
    return socketChannel != null && socketChannel.isOpen() && socketChannel.isConnected();
  }

  /** Whether {@code host} was proved to be at the other end, as far as this transport can. */
  boolean reaches(String host) {
    return pipe.isEmpty() || PeerNames.include(pipe.get().names(), host);
  }

  // ---- in

  @Override
  protected void addBytes(byte[] bytes) throws Exception {
    if (pipe.isEmpty()) {
      text(bytes);
      return;
    }
    for (byte[] text : pipe.get().received(bytes, this::write)) {
      text(text);
    }
  }

  private void text(byte[] bytes) throws Exception {
    life.text(bytes, connections.now());
    try {
      framing.feed(bytes, forStack);
    } catch (Framing.LostException lost) {
      refuse(lost);
      throw new IOException("framing lost", lost); // makes jain-sip close the connection
    }
  }

  /** What the library gets to see: messages, and nothing between them. */
  private final class ForStack implements Framing.Sink {
    @Override
    public void take(byte[] piece) throws Exception {
      toStack(piece);
    }

    @Override
    public void ping() throws IOException {
      send(PONG.clone());
    }
  }

  private void toStack(byte[] piece) throws Exception {
    super.addBytes(piece);
  }

  /** Framing cannot be found again (RFC 4475 section 3.1.2.3): says so while it is possible. */
  private void refuse(Framing.LostException lost) throws Exception {
    RawAnswer answer =
        new RawAnswer(
            lost.message(), lost.fault(), Tokens.token(), peer().getHostAddress(), peerPort);
    send(answer.encodeAsBytes(getTransport()));
  }

  @Override
  public void processMessage(SIPMessage message) throws Exception {
    life.message();
    arrival().mark(message);
    super.processMessage(message);
  }

  private Arrival arrival() {
    return pipe.isPresent()
        ? new Arrival("tls", pipe.get().names(), 0)
        : new Arrival("tcp", List.of(), 0);
  }

  // ---- out

  @Override
  public void sendMessage(SIPMessage message) throws IOException {
    super.sendMessage(message);
    if (message instanceof SIPResponse response
        && response.getStatusCode() / 100 == 2
        && !Request.OPTIONS.equals(response.getCSeq().getMethod())) {
      life.proven();
    }
  }

  @Override
  protected void sendMessage(byte[] message, boolean client) throws IOException {
    send(message);
  }

  @Override
  public void sendMessage(byte[] message, InetAddress receiver, int port, boolean retry)
      throws IOException {
    send(message);
  }

  private void send(byte[] message) throws IOException {
    try {
      if (pipe.isPresent()) {
        pipe.get().send(message, connections.limits().handshake().toMillis(), this::write);
      } else {
        write(ByteBuffer.wrap(message));
      }
    } catch (IOException e) {
      end();
      throw e;
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    if (!isOpen()) {
      throw new IOException("the connection is gone");
    }
    outbox.send(socketChannel, bytes);
  }

  @Override
  public void flush() {
    try {
      if (isOpen()) {
        outbox.flush(socketChannel);
      }
    } catch (IOException e) {
      end();
    }
  }

  // ---- the end

  @Override
  public void end() {
    close(true, true);
  }

  @Override
  protected void close(boolean removeSocket, boolean stopKeepAliveTask) {
    pipe.ifPresent(TlsPipe::close);
    connections.closed(this);
    super.close(removeSocket, stopKeepAliveTask);
  }

  @Override
  public boolean isSecure() {
    return pipe.isPresent();
  }

  /** As jain-sip's own means it: the same connection. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
