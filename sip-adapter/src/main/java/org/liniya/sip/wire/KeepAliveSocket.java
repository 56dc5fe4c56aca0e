package org.liniya.sip.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;

/**
 * The UDP socket of a listening point: what only keeps a NAT open never reaches the parser. STUN is
 * answered, empty datagrams and line ends are passed over (RFC 5626 section 4.4). Read by one
 * thread of jain-sip's.
 */
final class KeepAliveSocket extends DatagramSocket {

  KeepAliveSocket(int port, InetAddress address) throws SocketException {
    super(port, address);
  }

  @Override
  public void receive(DatagramPacket packet) throws IOException {
    int room = packet.getLength();
    do {
      packet.setLength(room);
      super.receive(packet);
    } while (served(packet));
  }

  private boolean served(DatagramPacket packet) {
    byte[] data = packet.getData();
    int length = packet.getLength();
    if (Stun.isStun(data, length)) {
      Stun.answer(data, length, (InetSocketAddress) packet.getSocketAddress())
          .ifPresent(answer -> answer(answer, packet));
      return true;
    }
    return onlyLineEnds(data, length);
  }

  private static boolean onlyLineEnds(byte[] data, int length) {
    for (int i = 0; i < length; i++) {
      if (data[i] != '\r' && data[i] != '\n' && data[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void answer(byte[] answer, DatagramPacket to) {
    try {
      send(new DatagramPacket(answer, answer.length, to.getSocketAddress()));
    } catch (IOException e) {
      return; // it asks again
    }
  }
}
