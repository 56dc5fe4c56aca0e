package org.liniya.sip.wire;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Makes jain-sip's UDP sockets. Connections are not made here but in {@link StreamProcessor}. Made
 * by jain-sip.
 */
public final class Datagrams implements NetworkLayer {

  /** The constructor that jain-sip looks for. */
  public Datagrams() {}

  @Override
  public DatagramSocket createDatagramSocket() throws SocketException {
    return new DatagramSocket();
  }

  @Override
  public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
    return new KeepAliveSocket(port, address);
  }

  private static IOException notHere() {
    return new IOException("connections are made elsewhere");
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    throw notHere();
  }

  @Override
  public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    throw notHere();
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    throw notHere();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local) throws IOException {
    throw notHere();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    throw notHere();
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
    throw notHere();
  }

  @Override
  public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress local)
      throws IOException {
    throw notHere();
  }

  @Override
  public void setSipStack(SipStackImpl stack) {}
}
