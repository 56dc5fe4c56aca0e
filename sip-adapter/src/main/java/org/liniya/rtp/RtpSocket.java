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
 * A stream's UDP socket, and whom it talks to. Used only on the media loop that owns the stream,
 * but for {@link #local}.
 *
 * <p>It is connected while the far end's real address is known: packets of others then end in the
 * kernel, and reading and sending need no address, hence no allocation.
 */
final class RtpSocket {

  private final DatagramChannel channel;
  private final InetSocketAddress local;
  private final Faults faults;
  private @Nullable InetSocketAddress destination;
  private @Nullable SelectionKey key;
  private boolean connected; // the channel's own answer takes a lock

  RtpSocket(DatagramChannel channel, InetSocketAddress local, Faults faults) {
    this.channel = channel;
    this.local = local;
    this.faults = faults;
  }

  InetSocketAddress local() {
    return local;
  }

  /** Where to send; none before the first {@link #aim}. */
  @Nullable InetSocketAddress destination() {
    return destination;
  }

  /** Whether only the learnt address is heard. */
  boolean isConnected() {
    return connected;
  }

  void register(Selector selector, RtpStream stream) throws IOException {
    key = channel.register(selector, SelectionKey.OP_READ, stream);
  }

  void leaveSelector() {
    if (key != null) {
      key.cancel();
    }
  }

  /** Sends to an address that was announced, and hears everybody until it is proved. */
  void aim(InetSocketAddress announced) {
    disconnect();
    destination = announced;
  }

  /** The far end is known to be there. */
  void connect(InetSocketAddress learnt) throws IOException {
    channel.connect(learnt);
    connected = true;
    destination = learnt;
  }

  /** Hears everybody again, still sending to the same address. */
  void disconnect() {
    try {
      channel.disconnect();
    } catch (IOException e) {
      faults.log("disconnect", e);
    }
    connected = channel.isConnected();
  }

  /**
   * Reads one packet.
   *
   * @return where it came from; null when there is none
   */
  @Nullable InetSocketAddress read(ByteBuffer buffer) throws IOException {
    if (connected) {
      return channel.read(buffer) > 0 ? destination : null;
    }
    return (InetSocketAddress) channel.receive(buffer);
  }

  /**
   * Sends one packet to the destination, of which there must be one.
   *
   * @return false when the system had no room for it
   */
  boolean send(ByteBuffer packet) throws IOException {
    try {
      return (connected ? channel.write(packet) : channel.send(packet, destination)) > 0;
    } catch (PortUnreachableException refused) {
      // an earlier packet found nobody there; the far end may only be late in opening its socket
      return true;
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      faults.log("close", e);
    }
  }
}
