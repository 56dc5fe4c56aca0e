package org.liniya.testkit.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a database server, which can be cut and mended: passes bytes between a port of its own
 * on 127.0.0.1 and the server's. Thread-safe; a virtual thread for each direction of a connection.
 */
public final class DatabaseLink implements AutoCloseable {
  private final ServerSocket listening;
  private final int serverPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private DatabaseLink(ServerSocket listening, int serverPort) {
    this.listening = listening;
    this.serverPort = serverPort;
  }

  /**
   * Opens a way to a server on 127.0.0.1.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static DatabaseLink to(int serverPort) {
    try {
      DatabaseLink link =
          new DatabaseLink(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), serverPort);
      Thread.ofVirtual().name("database-link").start(link::accept);
      return link;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot listen", broken);
    }
  }

  /** A JDBC URL of the server's, by this way. */
  public String url(String direct) {
    return direct.replace(":" + serverPort + "/", ":" + listening.getLocalPort() + "/");
  }

  /** Every connection is gone, and no new one comes about. */
  public void cut() {
    cut = true;
    open.forEach(DatabaseLink::shut);
  }

  /** New connections come about again. */
  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (cut) {
          shut(client);
        } else {
          connect(client);
        }
      } catch (IOException closed) {
        // the loop's condition says whether that was meant
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), serverPort);
    open.add(client);
    open.add(server);
    Thread.ofVirtual().start(() -> pass(client, server));
    Thread.ofVirtual().start(() -> pass(server, client));
    if (cut) {
      cut(); // it was cut while this one came about
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[16_384];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
      }
    } catch (IOException over) {
      // one end is gone: so is the other, below
    } finally {
      shut(from);
      shut(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // gone it is
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
