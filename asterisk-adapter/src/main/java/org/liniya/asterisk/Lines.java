package org.liniya.asterisk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * A socket that is read line by line, in UTF-8, ended by LF or CR LF: what asterisk-java speaks
 * over. Its own reads lines of any length; this one gives up at a bound, since whoever is at the
 * other end may send anything. Read by one thread; written by any, one command at a time.
 */
final class Lines implements SocketConnectionFacade {

  /** Longer than any line of FastAGI or AMI that means something to us. */
  static final int LONGEST = 8_192;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final long most;
  private long read;

  /**
   * @param most how many bytes may come over this socket before it is given up
   */
  Lines(Socket socket, long most) throws IOException {
    this.socket = socket;
    this.most = most;
    in = new BufferedInputStream(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /**
   * The end of the first paragraph, the empty line after what a FastAGI request tells of itself, is
   * what there may be a time limit for; later lines come when they come.
   *
   * @throws IOException at the end of the stream, too: the library expects it
   */
  @Override
  public String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the other end has closed the connection");
      }
      if (line.size() >= LONGEST || read >= most) {
        close();
        throw new IOException("more was sent than means anything");
      }
      read++;
      line.write(next);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      socket.setSoTimeout(0);
    }
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getPort();
  }
}
