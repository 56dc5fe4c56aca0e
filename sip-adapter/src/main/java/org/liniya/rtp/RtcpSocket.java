package org.liniya.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A stream's socket for RTCP, on the port after that of RTP (RFC 3550 section 11). Used only on the
 * media loop that owns the stream. Never connected: its packets are few.
 */
final class RtcpSocket {

  private final DatagramChannel channel;
  private final RtpStream stream;
  private final Faults faults;
  private @Nullable SelectionKey key;

  RtcpSocket(DatagramChannel channel, RtpStream stream, Faults faults) {
    this.channel = channel;
    this.stream = stream;
    this.faults = faults;
  }

  /** Whose reports these are. */
  RtpStream stream() {
    return stream;
  }

  void register(Selector selector) throws IOException {
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  void leaveSelector() {
    if (key != null) {
      key.cancel();
    }
  }

  /** Reads one packet; null when there is none. */
  @Nullable InetSocketAddress read(ByteBuffer buffer) throws IOException {
    return (InetSocketAddress) channel.receive(buffer);
  }

  void send(ByteBuffer packet, InetSocketAddress to) throws IOException {
    try {
      channel.send(packet, to);
    } catch (PortUnreachableException nobodyThere) {
      // many telephones have no RTCP
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      faults.log("close RTCP", e);
    }
  }
}
