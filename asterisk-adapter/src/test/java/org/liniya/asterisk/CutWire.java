package org.liniya.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP to a port of this machine by way of one that a test can cut and mend. Thread-safe. */
final class CutWire implements AutoCloseable {

  private final ServerSocket socket;
  private final int to;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean whole = true;

  private CutWire(ServerSocket socket, int to) {
    this.socket = socket;
    this.to = to;
  }

  static CutWire to(int port) throws IOException {
    CutWire wire = new CutWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    Thread.ofVirtual().name("cut-wire").start(wire::accept);
    return wire;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** All connections end, and there are no new ones. */
  void cut() {
    whole = false;
    open.forEach(CutWire::close);
    open.clear();
  }

  void mend() {
    whole = true;
  }

  private void accept() {
    try {
      while (true) {
        Socket here = socket.accept();
        if (whole) {
          join(here);
        } else {
          here.close();
        }
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void join(Socket here) throws IOException {
    try {
      Socket there = new Socket(InetAddress.getLoopbackAddress(), to);
      open.add(here);
      open.add(there);
      Thread.ofVirtual().start(() -> copy(here, there));
      Thread.ofVirtual().start(() -> copy(there, here));
    } catch (IOException nobodyThere) {
      here.close();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // as it should be
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    cut();
    socket.close();
  }
}
