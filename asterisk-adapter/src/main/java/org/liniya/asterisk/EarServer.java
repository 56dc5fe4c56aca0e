package org.liniya.asterisk;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Asterisk sends what parties say (AudioSocket). A connection must come from an allowed
 * address, say at once an id that we have handed out and that nobody has used, and send nothing but
 * short frames of sound; any other is closed. Thread-safe; owns a thread that accepts and a virtual
 * thread for each connection.
 */
final class EarServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EarServer.class);

  private static final int BACKLOG = 100;

  /** Asterisk says its id at once; who says nothing is closed. */
  private static final int FIRST_FRAME_MS = 5_000;

  /** So many calls are listened to at once, and some strangers. */
  private static final int CONNECTIONS = 2_000;

  private final ServerSocket socket;
  private final AsteriskSettings.Ear settings;
  private final Map<UUID, Hearing> awaited = new ConcurrentHashMap<>();
  private final Map<UUID, Socket> open = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(CONNECTIONS);
  private final Thread acceptor;

  /** Gets the sound of one connection, on its thread. */
  interface Hearing {
    /**
     * @param arrivalNanos {@link System#nanoTime()}
     * @param alaw shared; copied by whoever keeps it
     */
    void hear(long arrivalNanos, byte[] alaw);
  }

  /**
   * @throws IOException when the address or port cannot be had
   */
  EarServer(AsteriskSettings.Ear settings) throws IOException {
    this.settings = settings;
    socket = new ServerSocket(settings.bind().getPort(), BACKLOG, settings.bind().getAddress());
    acceptor = Thread.ofVirtual().name("ear-listener").start(this::accept);
  }

  /** What Asterisk is told to connect to: {@code HOST:PORT}. */
  String address() {
    return settings.told().orElseGet(this::bound);
  }

  private String bound() {
    InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** From now on one connection may say this id. */
  UUID await(Hearing hearing) {
    UUID id = UUID.randomUUID();
    awaited.put(id, hearing);
    return id;
  }

  /** Nothing more is heard by this id; its connection is closed, now or when it comes. */
  void end(UUID id) {
    Optional<Socket> connection;
    synchronized (this) {
      awaited.remove(id);
      connection = Optional.ofNullable(open.remove(id));
    }
    connection.ifPresent(EarServer::close);
  }

  /** Whose sound the connection brings; nobody's when the id is none of ours, or was used. */
  private synchronized Optional<Hearing> begin(UUID id, Socket connection) {
    Optional<Hearing> hearing = Optional.ofNullable(awaited.remove(id));
    hearing.ifPresent(_ -> open.put(id, connection));
    return hearing;
  }

  /** Connections that are open and have said their ids. */
  int connections() {
    return open.size();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        admit(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.atWarn().log("a connection for sound has failed: {}", e.getMessage());
        }
      }
    }
  }

  private void admit(Socket connection) {
    if (!settings.allowed().test(connection.getInetAddress())) {
      LOG.atWarn().log("AudioSocket from {} is not allowed", connection.getInetAddress());
      close(connection);
    } else if (!places.tryAcquire()) {
      LOG.atWarn().log("more than {} AudioSocket connections; one is closed", CONNECTIONS);
      close(connection);
    } else {
      Thread.ofVirtual().name("ear").start(() -> serve(connection));
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      connection.setSoTimeout(FIRST_FRAME_MS);
      EarFrames frames = new EarFrames(connection.getInputStream());
      UUID id = frames.id();
      Optional<Hearing> hearing = begin(id, connection);
      if (hearing.isEmpty()) {
        LOG.atDebug().log("AudioSocket with an id that is not awaited, or not any more");
        return;
      }
      try {
        connection.getOutputStream().write(EarFrames.silence());
        connection.setSoTimeout(0); // a telephone may send nothing while nobody speaks
        hear(frames, hearing.get());
      } finally {
        open.remove(id);
      }
    } catch (IOException e) {
      LOG.atDebug().log("an AudioSocket connection has ended: {}", e.getMessage());
    } finally {
      places.release();
    }
  }

  private static void hear(EarFrames frames, Hearing hearing) throws IOException {
    for (byte[] alaw = frames.next(); alaw.length > 0; alaw = frames.next()) {
      hearing.hear(System.nanoTime(), alaw);
    }
  }

  private static void close(AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception e) {
      LOG.atDebug().log("while closing: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    close(socket);
    awaited.clear();
    List.copyOf(open.values()).forEach(EarServer::close);
    try {
      acceptor.join(java.time.Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
