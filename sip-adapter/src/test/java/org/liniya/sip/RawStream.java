package org.liniya.sip;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection made of text, over TCP or TLS. Belongs to the test's thread. */
public final class RawStream implements AutoCloseable {

  private final Socket socket;
  private final int port;

  private RawStream(Socket socket) throws IOException {
    this.socket = socket;
    this.port = socket.getLocalPort();
    socket.setSoTimeout(10_000);
  }

  /** Connects over TCP from a loopback address such as {@code 127.0.0.2}. */
  public static RawStream tcp(String from, InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    socket.connect(to, 10_000);
    return new RawStream(socket);
  }

  /** Connects over TLS and shakes hands. */
  public static RawStream tls(SSLContext context, InetSocketAddress to, String... protocols)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(to.getAddress(), to.getPort());
    socket.setSoTimeout(10_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    socket.startHandshake();
    return new RawStream(socket);
  }

  /** An OPTIONS over {@code transport} with this branch. */
  public static String options(String transport) {
    return "OPTIONS sip:hotline@127.0.0.1 SIP/2.0\r\n"
        + "Via: SIP/2.0/"
        + transport
        + " 192.0.2.7:5060;rport;branch=z9hG4bK"
        + UUID.randomUUID()
        + "\r\nFrom: <sip:+79005550101@example.org>;tag=1\r\nTo: <sip:hotline@127.0.0.1>\r\n"
        + "Call-ID: "
        + UUID.randomUUID()
        + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Reads until {@code end} has come; empty text when the other side closes before. */
  public String readUntil(String end) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (read.indexOf(end) < 0) {
      int octet = in.read();
      if (octet < 0) {
        return "";
      }
      read.append((char) octet);
    }
    return read.toString();
  }

  /** Whether the other side closes within {@code millis}. */
  public boolean isClosedWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // a reset is a close too
    }
  }

  public int port() {
    return port;
  }

  /** Breaks the connection off; its port is free at once. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
