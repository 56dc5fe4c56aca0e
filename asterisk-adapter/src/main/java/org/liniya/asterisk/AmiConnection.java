package org.liniya.asterisk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * The library's connection to the manager, over a socket of ours: TLS that believes whom the
 * configuration says (the library's believes whom the JVM does), and lines of bounded length.
 */
final class AmiConnection extends ManagerConnectionImpl {

  private static final int CONNECT_MS = 5_000;

  private final AsteriskSettings.Ami settings;

  AmiConnection(AsteriskSettings.Ami settings) {
    this.settings = settings;
    setHostname(settings.host());
    setPort(settings.port());
    setUsername(settings.user());
    setPassword(settings.password().reveal());
  }

  @Override
  protected SocketConnectionFacade createSocket() throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(settings.host(), settings.port()), CONNECT_MS);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return new Lines(settings.tls().isPresent() ? encrypted(socket) : socket, Long.MAX_VALUE);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket encrypted(Socket socket) throws IOException {
    SSLSocket encrypted =
        (SSLSocket)
            settings
                .tls()
                .orElseThrow()
                .getSocketFactory()
                .createSocket(socket, settings.host(), settings.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name in the certificate counts
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    encrypted.setSSLParameters(parameters);
    encrypted.setSoTimeout(CONNECT_MS);
    encrypted.startHandshake();
    encrypted.setSoTimeout(0);
    return encrypted;
  }

  /** Asking for it takes rights that nothing else here needs; every supported one speaks alike. */
  @Override
  protected AsteriskVersion determineVersion() {
    return AsteriskVersion.ASTERISK_20;
  }

  /** Closes the socket: the reader notices, and the library connects anew. */
  void giveUp() {
    disconnect();
  }

  /** Ends the connection for good. */
  void end() {
    try {
      logoff();
    } catch (IllegalStateException neverThere) {
      disconnect();
    }
  }
}
