package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ports of 127.0.0.1 that nobody uses, for UDP and TCP alike. Any thread may use it.
 *
 * <p>They lie below the range from which the kernel takes ports by itself (32768 and up on Linux).
 * Each JVM has blocks of its own: a port stays with the test that asked for it also while its
 * server is dead, and no two calls in one JVM return the same before all blocks are used up.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int BLOCK = 240;

  /** As long as the JVM lives they say to others whose block it is: they stand at its start. */
  private static final List<ServerSocket> MARKS = new ArrayList<>();

  private static int next;
  private static int end;

  private FreePorts() {}

  /** One free port. */
  public static int one() {
    return several(1);
  }

  /**
   * So many free ports in a row, the first of them even.
   *
   * @throws IllegalStateException when there are none
   */
  public static synchronized int several(int count) {
    for (int attempt = 0; attempt < 2_000; attempt++) {
      int first = next + (next & 1);
      if (first + count > end) {
        moveOn();
      } else {
        next = first + count;
        if (allFree(first, count)) {
          return first;
        }
      }
    }
    throw new IllegalStateException(
        "no " + count + " free ports in a row between " + FIRST + " and " + LAST);
  }

  /** To another block; when there is none left, to the first of our own again. */
  private static void moveOn() {
    for (int block = FIRST; block + BLOCK <= LAST; block += BLOCK) {
      Optional<ServerSocket> mark = mark(block);
      if (mark.isPresent()) {
        MARKS.add(mark.get());
        begin(block);
        return;
      }
    }
    if (MARKS.isEmpty()) {
      throw new IllegalStateException(
          "all ports between " + FIRST + " and " + LAST + " belong to others");
    }
    MARKS.add(MARKS.removeFirst());
    begin(MARKS.getLast().getLocalPort());
  }

  private static void begin(int block) {
    next = block + 1;
    end = block + BLOCK;
  }

  private static Optional<ServerSocket> mark(int port) {
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")));
    } catch (IOException taken) {
      return Optional.empty();
    }
  }

  private static boolean allFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      if (!free(port)) {
        return false;
      }
    }
    return true;
  }

  private static boolean free(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    try (DatagramSocket udp = new DatagramSocket(null);
        ServerSocket tcp = new ServerSocket()) {
      udp.bind(address);
      tcp.bind(address);
      return true;
    } catch (java.net.BindException taken) {
      return false;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
