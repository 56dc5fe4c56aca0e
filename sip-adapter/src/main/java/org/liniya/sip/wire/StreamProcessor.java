package org.liniya.sip.wire;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * Listens on one port over TCP or TLS. jain-sip's selector thread accepts and reads; connections
 * are dialled on the threads of {@link Lanes}.
 */
final class StreamProcessor extends NioTcpMessageProcessor {

  private final Connections connections;
  private final Optional<Tls> tls;

  StreamProcessor(
      InetAddress address,
      SIPTransactionStack stack,
      int port,
      Connections connections,
      Optional<Tls> tls) {
    super(address, stack, port);
    this.connections = connections;
    this.tls = tls;
    transport = tls.isPresent() ? "TLS" : "TCP";
    nioHandler = new StreamSockets(stack, this);
  }

  Connections connections() {
    return connections;
  }

  /** Somebody has connected; an exception keeps him out. */
  @Override
  public NioTcpMessageChannel createMessageChannel(
      NioTcpMessageProcessor processor, SocketChannel socket) throws IOException {
    InetAddress source = socket.socket().getInetAddress();
    if (source == null || !connections.admits(source)) {
      socket.close();
      throw new IOException("too many connections");
    }
    StreamChannel channel = new StreamChannel(this, socket, tls.map(Tls::server).map(TlsPipe::new));
    nioHandler.putMessageChannel(socket, channel);
    connections.opened(channel);
    return channel;
  }

  /**
   * Messages are worked on by another thread than the one that closes connections, so a channel may
   * come here that is closed by now: jain-sip then kept it for ever.
   */
  @Override
  protected synchronized void cacheMessageChannel(ConnectionOrientedMessageChannel channel) {
    super.cacheMessageChannel(channel);
    if (channel instanceof StreamChannel ours && !ours.isOpen()) {
      ours.end();
    }
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws IOException {
    return createMessageChannel(target.getInetAddress(), target.getPort());
  }

  /** The connection that there is, else a new one if this thread may dial. */
  @Override
  public MessageChannel createMessageChannel(InetAddress host, int port) throws IOException {
    String key = MessageChannel.getKey(host, port, transport);
    ConnectionOrientedMessageChannel known = messageChannels.get(key);
    if (known instanceof StreamChannel channel && channel.isOpen() && suits(channel)) {
      return channel;
    }
    if (!Dialled.HOST.isBound()) {
      throw new IOException("no connection to answer on");
    }
    StreamChannel dialled =
        new StreamChannel(
            host,
            port,
            sipStack,
            this,
            tls.map(own -> new TlsPipe(own.client(Dialled.HOST.get(), port))));
    connections.opened(dialled);
    messageChannels.put(key, dialled);
    return dialled;
  }

  /** One that came in is its sender's; one that was dialled must have proved the right name. */
  private static boolean suits(StreamChannel channel) {
    return channel.cameIn() || !Dialled.HOST.isBound() || channel.reaches(Dialled.HOST.get());
  }

  @Override
  public int getDefaultTargetPort() {
    return tls.isPresent() ? 5061 : 5060;
  }

  @Override
  public boolean isSecure() {
    return tls.isPresent();
  }
}
