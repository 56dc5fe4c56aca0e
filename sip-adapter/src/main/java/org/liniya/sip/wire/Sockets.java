package org.liniya.sip.wire;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Objects;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TransportNotSupportedException;

/** Opens the sockets of a place. Stateless; runs on the thread that starts the stack. */
final class Sockets {

  private static final int ATTEMPTS = 20;

  private Sockets() {}

  /** A provider of jain-sip has one listening point a transport, hence one provider a place. */
  static SipProvider provider(SipStack stack, Place place)
      throws SipException, InvalidArgumentException, TransportNotSupportedException {
    SipProvider provider = null;
    for (Transport transport : place.transports().stream().sorted().toList()) {
      ListeningPoint point =
          stack.createListeningPoint(
              place.bound().getHostAddress(), place.port(), transport.token());
      if (provider == null) {
        provider = stack.createSipProvider(point);
      } else {
        provider.addListeningPoint(point);
      }
    }
    return Objects.requireNonNull(provider);
  }

  static int freePort(InetAddress address) throws IOException {
    IOException last = new IOException("no port free for UDP and TCP");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, address);
          DatagramSocket udp =
              new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()))) {
        return udp.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
