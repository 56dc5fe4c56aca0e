package org.liniya.rtp;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.liniya.port.PromptCatalogue;

/**
 * All media of the server: opens streams and paces them. Methods may be called from any thread; the
 * work is done by one platform thread a loop, named {@code media-N}.
 */
public final class MediaEngine implements AutoCloseable {

  /** Ports that somebody else holds are tried past, but not for ever. */
  private static final int TRIES = 64;

  /** Slots of 5 ms in the 20 ms grid. */
  private static final int SLOTS = 4;

  /** Holds a second of packets while the machine is busy elsewhere. */
  private static final int SOCKET_BUFFER_BYTES = 64 * 1024;

  private final InetAddress bind;
  private final PortRange range;
  private final PromptCatalogue prompts;
  private final MediaTiming timing;
  private final RandomGenerator random;
  private final RtpPorts ports;
  private final List<MediaLoop> loops = new ArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Starts the loops.
   *
   * @param bind the address that streams listen on; the SDP names it, so not a wildcard
   * @param range where streams find their ports
   * @param loops how many threads, see {@link #usualLoops}
   * @throws IOException when the system gives no selector
   */
  public MediaEngine(InetAddress bind, PortRange range, int loops, PromptCatalogue prompts)
      throws IOException {
    this(bind, range, loops, prompts, MediaTiming.USUAL);
  }

  MediaEngine(
      InetAddress bind, PortRange range, int loops, PromptCatalogue prompts, MediaTiming timing)
      throws IOException {
    if (loops < 1) {
      throw new IllegalArgumentException("at least one media loop");
    }
    this.bind = bind;
    this.range = range;
    this.prompts = prompts;
    this.timing = timing;
    this.random = new SecureRandom();
    this.ports = new RtpPorts(range, random, System::nanoTime);
    long origin = System.nanoTime();
    for (int i = 0; i < loops; i++) {
      this.loops.add(new MediaLoop(i, origin));
    }
    this.loops.forEach(MediaLoop::start);
  }

  /** One loop a core, at most two: more only take turns (measured, see docs). */
  public static int usualLoops() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);
  }

  /**
   * Opens a stream that listens at once and sends nothing until settings are applied.
   *
   * @throws IOException when no port of the range is free, or the engine is closed
   */
  public MediaStream open(MediaListener listener) throws IOException {
    if (closed) {
      throw new IOException("the media engine is closed");
    }
    for (int i = 0; i < TRIES; i++) {
      OptionalInt port = ports.take();
      if (port.isEmpty()) {
        break;
      }
      try {
        return open(port.getAsInt(), listener);
      } catch (BindException somebodyElses) {
        ports.giveBack(port.getAsInt());
      } catch (IOException e) {
        ports.giveBack(port.getAsInt());
        throw e;
      }
    }
    throw new IOException("no RTP port is free in " + range);
  }

  /** How late the latest packet was since the last question: the sign of overload. */
  public Duration takeLatestLateness() {
    long latest = 0;
    for (MediaLoop loop : loops) {
      latest = Math.max(latest, loop.takeLatestNanos());
    }
    return Duration.ofNanos(latest);
  }

  /** Closes all streams and ends the threads; returns when they have ended. */
  @Override
  public void close() {
    synchronized (loops) {
      closed = true;
    }
    try {
      for (MediaLoop loop : loops) {
        loop.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private MediaStream open(int port, MediaListener listener) throws IOException {
    DatagramChannel channel = channel(port);
    int number = opened.getAndIncrement();
    MediaLoop loop = loops.get(Math.floorMod(number, loops.size()));
    int slot = Math.floorMod(number / loops.size(), SLOTS);
    RtpStream stream =
        new RtpStream(
            channel,
            new InetSocketAddress(bind, port),
            slot,
            loop,
            listener,
            prompts,
            timing,
            ports,
            () -> channel(port + 1),
            random);
    synchronized (loops) {
      if (closed) { // no loop would ever close it
        channel.close();
        throw new IOException("the media engine is closed");
      }
      loop.adopt(stream);
    }
    return stream;
  }

  private DatagramChannel channel(int port) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            bind instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.IP_TOS, 0xB8); // expedited forwarding, RFC 3246
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(bind, port));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
