package org.liniya.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.SocketConnectionFacade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for FastAGI requests of allowed addresses and serves each on a virtual thread of its own.
 * Thread-safe; owns the platform thread {@code agi-listener}.
 */
final class AgiListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AgiListener.class);

  private static final int BACKLOG = 100;

  /** A request and the replies of a long call come to less than a thousandth of it. */
  private static final long MOST = 64L << 20;

  /** Asterisk sends its variables at once; then we speak and it answers, however late. */
  private static final int FIRST_LINES_MS = 10_000;

  private final ServerSocket socket;
  private final Server server;
  private final Thread acceptor;

  /**
   * @param script serves a request until its session is over
   * @throws IOException when the address or port cannot be had
   */
  AgiListener(AsteriskSettings.Agi settings, AgiScript script) throws IOException {
    socket = new ServerSocket(settings.bind().getPort(), BACKLOG, settings.bind().getAddress());
    server = new Server(script, settings.sessions(), new Allowed(socket, settings.allowed()));
    acceptor = Thread.ofPlatform().daemon().name("agi-listener").start(this::accept);
    LOG.atInfo().log("FastAGI is listened for at {}", socket.getLocalSocketAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      server.startup();
    } catch (IOException e) {
      LOG.atError().setCause(e).log("FastAGI is not listened for any more");
    }
  }

  /** How many requests are served at the moment. */
  int sessions() {
    return server.active();
  }

  /** No new sessions; those that go on end with their legs. */
  @Override
  public void close() {
    server.shutdown();
    try {
      acceptor.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The library's server, on virtual threads and on our socket. */
  private static final class Server extends DefaultAgiServer {
    private final int sessions;
    private final ServerSocketFacade allowed;
    private volatile Optional<ThreadPoolExecutor> pool = Optional.empty();

    Server(AgiScript script, int sessions, ServerSocketFacade allowed) {
      super(script);
      this.sessions = sessions;
      this.allowed = allowed;
    }

    @Override
    protected ServerSocketFacade createServerSocket() {
      return allowed;
    }

    @Override
    protected ThreadPoolExecutor createPool() {
      ThreadPoolExecutor threads =
          new ThreadPoolExecutor(
              0,
              sessions,
              1,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              Thread.ofVirtual().name("agi-", 0).factory());
      pool = Optional.of(threads);
      return threads;
    }

    int active() {
      return pool.map(ThreadPoolExecutor::getActiveCount).orElse(0);
    }
  }

  /** Closes what comes from elsewhere before a byte of it is read. */
  private record Allowed(ServerSocket socket, Predicate<InetAddress> allowed)
      implements ServerSocketFacade {

    @Override
    public SocketConnectionFacade accept() throws IOException {
      while (true) {
        Socket accepted = socket.accept();
        if (allowed.test(accepted.getInetAddress())) {
          SocketConnectionFacade lines = lines(accepted);
          if (lines != null) {
            return lines;
          }
        } else {
          LOG.atWarn().log("FastAGI from {} is not allowed", accepted.getInetAddress());
          accepted.close();
        }
      }
    }

    private static @org.jspecify.annotations.Nullable SocketConnectionFacade lines(Socket accepted)
        throws IOException {
      try {
        accepted.setTcpNoDelay(true);
        accepted.setSoTimeout(FIRST_LINES_MS);
        return new Lines(accepted, MOST);
      } catch (SocketException gone) {
        accepted.close();
        return null;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }

    @Override
    public void setSocketReadTimeout(int milliseconds) {
      // ours: FIRST_LINES_MS, then none
    }
  }
}
