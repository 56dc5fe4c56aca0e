package org.liniya.testkit.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a database server, which can be cut, fall silent and be mended: passes bytes between a
 * port of its own on 127.0.0.1 and the server's. Thread-safe; a virtual thread for each direction
 * of a connection.
 */
public final class DatabaseLink implements AutoCloseable {
  private final ServerSocket listening;
  private final int serverPort;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<State> state = new AtomicReference<>(State.WHOLE);
  private final AtomicReference<Trap> trap = new AtomicReference<>(Trap.NONE);

  private enum State {
    WHOLE,
    CUT
  }

  /** Where a commit is caught. */
  public enum Moment {
    /** The database never hears of the commit. */
    BEFORE_IT_IS_ASKED,
    /** The database commits, and nobody hears of it. */
    BEFORE_IT_IS_ANSWERED,
    /** The answer is the last thing that comes through. */
    AFTER_IT_IS_ANSWERED
  }

  private record Trap(String statement, Optional<Moment> moment) {
    static final Trap NONE = new Trap("nothing is trapped", Optional.empty());
  }

  /** What one connection has said that matters to the trap; both its threads use it. */
  private static final class Talk {
    /** The driver says COMMIT once, by the name that it gives here, and then only the name. */
    private static final Pattern PREPARED = Pattern.compile("(S_\\d+)\0COMMIT\0");

    private Optional<String> commit = Optional.empty();
    private boolean statementSeen;

    /** Whether the client asks for the commit of the transaction with the statement. */
    synchronized boolean commits(String bytes, String statement) {
      Matcher prepared = PREPARED.matcher(bytes);
      boolean now = prepared.find();
      if (now) {
        commit = Optional.of(prepared.group(1));
      }
      boolean again = commit.filter(name -> bytes.contains("\0" + name + "\0")).isPresent();
      boolean asked = statementSeen && (now || again);
      statementSeen |= bytes.contains(statement);
      return asked;
    }

    synchronized boolean committed(String bytes) {
      return statementSeen && bytes.contains("COMMIT\0");
    }
  }

  /** Bytes go by while this is open; whoever falls silent closes it. */
  private final Gate gate = new Gate();

  private static final class Gate {
    private boolean open = true;

    synchronized void set(boolean opened) {
      open = opened;
      notifyAll();
    }

    synchronized void pass() throws InterruptedException {
      while (!open) {
        wait();
      }
    }
  }

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
    state.set(State.CUT);
    open.forEach(DatabaseLink::shut);
  }

  /** Connections stay and come about, and nothing goes by: the other machine is gone. */
  public void fallSilent() {
    gate.set(false);
  }

  /** New connections come about again; what was held back goes by. */
  public void mend() {
    state.set(State.WHOLE);
    gate.set(true);
  }

  /**
   * Cuts the way at the next commit of a transaction with this statement.
   *
   * @param statement how it begins, such as {@code insert into tickets}
   */
  public void cutAtCommit(String statement, Moment moment) {
    trap.set(new Trap(statement, Optional.of(moment)));
  }

  /** Whether the way is cut. */
  public boolean isCut() {
    return state.get() == State.CUT;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (isCut()) {
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
    Talk talk = new Talk();
    Thread.ofVirtual().start(() -> pass(client, server, bytes -> asked(bytes, talk)));
    Thread.ofVirtual().start(() -> pass(server, client, bytes -> answered(bytes, talk)));
    if (isCut()) {
      cut(); // it was cut while this one came about
    }
  }

  /** What becomes of bytes that came in. */
  private enum Onward {
    GO,
    GO_AND_CUT,
    CUT
  }

  private Onward asked(String bytes, Talk talk) {
    Trap set = trap.get();
    if (!talk.commits(bytes, set.statement()) || set.moment().isEmpty()) {
      return Onward.GO;
    }
    return set.moment().get() == Moment.BEFORE_IT_IS_ASKED && trap.compareAndSet(set, Trap.NONE)
        ? Onward.CUT
        : Onward.GO;
  }

  private Onward answered(String bytes, Talk talk) {
    Trap set = trap.get();
    if (set.moment().isEmpty() || !talk.committed(bytes) || !trap.compareAndSet(set, Trap.NONE)) {
      return Onward.GO;
    }
    return set.moment().get() == Moment.AFTER_IT_IS_ANSWERED ? Onward.GO_AND_CUT : Onward.CUT;
  }

  private void pass(Socket from, Socket to, Function<String, Onward> rule) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[16_384];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        gate.pass();
        Onward onward = rule.apply(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
        if (onward != Onward.CUT) {
          out.write(bytes, 0, read);
        }
        if (onward != Onward.GO) {
          cut();
        }
      }
    } catch (IOException over) {
      // one end is gone: so is the other, below
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
    gate.set(true);
    cut();
  }
}
