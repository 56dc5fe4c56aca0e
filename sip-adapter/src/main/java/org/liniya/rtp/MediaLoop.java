package org.liniya.rtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One paced platform thread with the streams that it owns. Every millisecond it obeys orders and
 * drains its selector, every 5 ms it lets those streams send whose turn it is. Deadlines are
 * absolute, so a late round is followed by a punctual one; a fault of one stream never stops the
 * others.
 */
final class MediaLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(RtpStream.TICK_MS);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After a longer stall the missed packets are not sent in a burst but left out. */
  private static final long MOST_TICKS_LATE = 100 / RtpStream.TICK_MS;

  private final long origin;
  private final Selector selector;
  private final Thread thread;
  private final Queue<RtpStream> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicLong latestNanos = new AtomicLong();
  private volatile boolean stopping;

  private final List<RtpStream> streams = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(RtpPacket.MAX_BYTES);
  private final byte[] payload = new byte[RtpPacket.MAX_BYTES - RtpPacket.HEADER_BYTES];
  private final RtpPacket packet = new RtpPacket();
  private final Consumer<SelectionKey> readable = this::receive;

  MediaLoop(int number, long originNanos) throws IOException {
    this.origin = originNanos;
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().name("media-" + number).daemon().unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** From any thread: takes a stream over. */
  void adopt(RtpStream stream) {
    arrivals.add(stream);
    LockSupport.unpark(thread);
  }

  /** On the loop: the stream is closed or has gone elsewhere. */
  void forget(RtpStream stream) {
    streams.remove(stream);
  }

  /** The time in samples that all streams share; each adds an offset of its own. */
  long clockSamples() {
    return (System.nanoTime() - origin) / 125_000;
  }

  /** How late the latest tick was since the last question. From any thread. */
  long takeLatestNanos() {
    return latestNanos.getAndSet(0);
  }

  /** Ends the thread after closing all streams. From any other thread. */
  void stop() throws InterruptedException {
    stopping = true;
    LockSupport.unpark(thread);
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  @Override
  public void run() {
    long tick = tickAt(System.nanoTime());
    long round = System.nanoTime();
    while (!stopping) {
      adoptArrivals();
      obey();
      select();
      tick = tickUntil(tick);
      boolean idle = streams.isEmpty();
      round = pause(round);
      if (idle) {
        tick = tickAt(System.nanoTime()); // nobody was to be sent to: nothing is late
      }
    }
    closeAll();
  }

  private void adoptArrivals() {
    for (RtpStream stream = arrivals.poll(); stream != null; stream = arrivals.poll()) {
      streams.add(stream);
      try {
        stream.register(selector);
      } catch (Throwable e) {
        stream.fault("register", e);
      }
    }
  }

  /** Backwards, since a stream that closes or moves takes itself out of the list. */
  private void obey() {
    for (int i = streams.size() - 1; i >= 0; i--) {
      if (i < streams.size()) {
        streams.get(i).obey();
      }
    }
  }

  private void select() {
    try {
      selector.selectNow(readable);
    } catch (IOException | ClosedSelectorException e) {
      LOG.atError().setCause(e).log("media selector");
    }
  }

  private void receive(SelectionKey key) {
    switch (key.attachment()) {
      case RtpStream stream -> {
        try {
          stream.receive(buffer, packet, payload);
        } catch (Throwable e) {
          stream.fault("receive", e);
        }
      }
      case RtcpSocket reports -> {
        try {
          reports.stream().receiveReports(buffer, payload);
        } catch (Throwable e) {
          reports.stream().fault("receive RTCP", e);
        }
      }
      default -> throw new IllegalStateException("a key of nobody");
    }
  }

  private long tickUntil(long last) {
    long now = System.nanoTime();
    long due = tickAt(now);
    if (due > last) {
      latestNanos.accumulateAndGet(now - origin - (last + 1) * TICK_NANOS, Math::max);
    }
    long tick = Math.max(last, due - MOST_TICKS_LATE);
    while (tick < due) {
      tick++;
      for (int i = streams.size() - 1; i >= 0; i--) {
        tickOne(streams.get(i), tick);
      }
    }
    return tick;
  }

  private static void tickOne(RtpStream stream, long tick) {
    try {
      stream.tick(tick);
    } catch (Throwable e) {
      stream.fault("tick", e);
    }
  }

  private long pause(long round) {
    if (streams.isEmpty() && arrivals.isEmpty()) {
      LockSupport.parkNanos(IDLE_NANOS);
      return System.nanoTime();
    }
    long next = Math.max(round + ROUND_NANOS, System.nanoTime() - ROUND_NANOS);
    long left = next - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
    return next;
  }

  private long tickAt(long nanos) {
    return (nanos - origin) / TICK_NANOS;
  }

  private void closeAll() {
    adoptArrivals();
    for (RtpStream stream : List.copyOf(streams)) {
      stream.obey();
      try {
        stream.shut();
      } catch (Throwable e) {
        stream.fault("close", e);
      }
    }
    try {
      selector.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("media selector");
    }
  }
}
