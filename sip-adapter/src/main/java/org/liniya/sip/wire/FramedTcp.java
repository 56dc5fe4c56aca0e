package org.liniya.sip.wire;

import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.NioMessageProcessorFactory;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * jain-sip's transports, with a {@link Framing} before every TCP connection that comes in. Without
 * it one header line, {@code Content-Length: 2147483647}, made jain-sip ask for so much memory, and
 * the error ended the one thread that serves all connections. Made by jain-sip; channels run on
 * that thread.
 */
class FramedTcp extends NioMessageProcessorFactory {

  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    return transport.equalsIgnoreCase("tcp")
        ? new Processor(address, stack, port)
        : super.createMessageProcessor(stack, address, port, transport);
  }

  private static final class Processor extends NioTcpMessageProcessor {
    Processor(InetAddress address, SIPTransactionStack stack, int port) {
      super(address, stack, port);
    }

    @Override
    public NioTcpMessageChannel createMessageChannel(
        NioTcpMessageProcessor processor, SocketChannel client) throws IOException {
      if (nioHandler.getMessageChannel(client) == null) {
        nioHandler.putMessageChannel(client, new Channel(processor, client));
      }
      return super.createMessageChannel(processor, client); // finds ours and completes it
    }

    /**
     * Messages are worked on by another thread than the one that closes connections, so a channel
     * may come here that is closed by now: jain-sip then kept it for ever.
     */
    @Override
    protected synchronized void cacheMessageChannel(ConnectionOrientedMessageChannel channel) {
      super.cacheMessageChannel(channel);
      if (channel instanceof Channel ours && !ours.getSocketChannel().isOpen()) {
        ours.forget();
      }
    }
  }

  private static final class Channel extends NioTcpMessageChannel {
    private final Framing framing = new Framing();

    Channel(NioTcpMessageProcessor processor, SocketChannel client) throws IOException {
      super(processor, client);
    }

    void forget() {
      close(true, true);
    }

    /**
     * Who has closed the connection gets no answer: jain-sip would connect to where it came from
     * and wait for that, and few such senders would hold all our threads.
     */
    @Override
    protected void sendMessage(byte[] message, boolean request) throws IOException {
      if (!getSocketChannel().isOpen()) {
        throw new IOException("the connection is closed");
      }
      super.sendMessage(message, request);
    }

    /** An exception from here makes jain-sip close the connection. */
    @Override
    protected void addBytes(byte[] bytes) throws Exception {
      try {
        framing.feed(bytes, super::addBytes);
      } catch (Framing.LostException lost) {
        // Framing cannot be found again (RFC 4475 section 3.1.2.3): say so while it is possible.
        RawAnswer answer =
            new RawAnswer(
                lost.message(),
                lost.fault(),
                Tokens.token(),
                getPeerPacketSourceAddress().getHostAddress(),
                getPeerPacketSourcePort());
        getSocketChannel().write(ByteBuffer.wrap(answer.encodeAsBytes("tcp")));
        throw new IOException("framing lost", lost);
      }
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
