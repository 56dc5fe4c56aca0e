package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 that nobody uses, for UDP and TCP alike. Any thread may use it.
 *
 * <p>They lie below the range from which the kernel takes ports by itself (32768 and up on Linux),
 * and no two calls in one JVM return the same, so phones that start at the same time do not take
 * each other's.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  // Another JVM on this machine most likely starts elsewhere.
  private static final AtomicInteger NEXT =
      new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() * 137 % (LAST - FIRST)));

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
  public static int several(int count) {
    for (int attempt = 0; attempt < 2000; attempt++) {
      int first = NEXT.getAndAdd(count + 1);
      first += first & 1;
      if (first + count > LAST) {
        NEXT.set(FIRST);
      } else if (allFree(first, count)) {
        return first;
      }
    }
    throw new IllegalStateException(
        "no " + count + " free ports in a row between " + FIRST + " and " + LAST);
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
