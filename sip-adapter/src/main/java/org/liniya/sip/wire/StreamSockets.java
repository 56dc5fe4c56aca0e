package org.liniya.sip.wire;

import gov.nist.javax.sip.stack.NIOHandler;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** jain-sip's book of sockets, which it keeps in a map that is not made for several threads. */
final class StreamSockets extends NIOHandler {

  private final Object book = new Object();

  StreamSockets(SIPTransactionStack stack, NioTcpMessageProcessor processor) {
    super(stack, processor);
  }

  @Override
  public @Nullable NioTcpMessageChannel getMessageChannel(SocketChannel socket) {
    synchronized (book) {
      return super.getMessageChannel(socket);
    }
  }

  @Override
  public void putMessageChannel(SocketChannel socket, NioTcpMessageChannel channel) {
    synchronized (book) {
      super.putMessageChannel(socket, channel);
    }
  }

  @Override
  public void removeMessageChannel(SocketChannel socket) {
    synchronized (book) {
      super.removeMessageChannel(socket);
    }
  }
}
