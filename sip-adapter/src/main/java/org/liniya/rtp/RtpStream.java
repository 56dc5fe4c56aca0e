package org.liniya.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.liniya.call.Key;
import org.liniya.port.Ear;
import org.liniya.port.Leg;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.Recording;
import org.liniya.speak.Utterance;

/**
 * A stream as its media loop runs it: the orders to it, and the loop that it belongs to. The
 * methods of {@link MediaStream} come from any thread and only leave orders; all others run on the
 * loop that owns the stream. What it does is done by {@link Sending}, {@link Receiving} and {@link
 * Joiner}.
 */
final class RtpStream implements MediaStream {

  /** The grid on which streams are spread, and the unit of {@code tick}. */
  static final int TICK_MS = 5;

  private final PromptCatalogue prompts;
  private final RtpPorts ports;
  private final AtomicLong playings = new AtomicLong();
  private final AtomicLong listenings = new AtomicLong();
  private final AtomicLong lendings = new AtomicLong();
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private volatile MediaLoop loop;
  private volatile boolean closed;

  private final RtpSocket socket;
  private final Faults faults;
  private final Tap tap;
  private final LentEar lentEar;
  private final Sending sending;
  private final Receiving receiving;
  private final RtcpSession reports;
  private final RtcpPort rtcpPort;
  private final MediaListener listener;
  private final Joiner joiner = new Joiner(this);

  RtpStream(
      DatagramChannel channel,
      InetSocketAddress local,
      int slot,
      MediaLoop loop,
      MediaListener listener,
      PromptCatalogue prompts,
      MediaTiming timing,
      RtpPorts ports,
      RtcpPort.Opener rtcpOpener,
      RandomGenerator random) {
    this.prompts = prompts;
    this.ports = ports;
    this.listener = listener;
    this.loop = loop;
    this.faults = new Faults(local.getPort());
    this.socket = new RtpSocket(channel, local, faults);
    this.tap = new Tap(faults);
    this.lentEar = new LentEar(faults);
    this.rtcpPort = new RtcpPort(rtcpOpener, this, faults);
    // all loops have one clock: a stream that moves keeps this one
    this.sending = new Sending(socket, slot, loop::clockSamples, listener, tap, faults, random);
    Reception reception = new Reception();
    this.reports =
        new RtcpSession(socket, rtcpPort, sending.transmitter(), reception, timing, faults, random);
    this.receiving =
        new Receiving(socket, listener, timing, tap, lentEar, reception, reports, sending);
  }

  // ---- orders, from any thread ----

  @Override
  public InetSocketAddress local() {
    return socket.local();
  }

  @Override
  public void apply(MediaSettings wanted) {
    if (!(wanted.rtcp() instanceof RtcpPlace.Muxed)) {
      rtcpPort.openOnce();
    }
    post(
        () -> {
          sending.apply(wanted);
          receiving.apply(wanted);
          reports.apply(wanted, System.nanoTime());
        });
  }

  @Override
  public void keys(KeyRules rules) {
    post(
        () -> {
          sending.rules(rules);
          receiving.rules(rules);
        });
  }

  @Override
  public Leg.Playing play(Utterance utterance) {
    long number = playings.incrementAndGet();
    post(() -> startPlaying(number, utterance));
    return new Leg.Playing() {
      @Override
      public long number() {
        return number;
      }

      @Override
      public void stop() {
        post(() -> sending.stop(number));
      }
    };
  }

  @Override
  public void bridge(MediaStream other) {
    if (!(other instanceof RtpStream peer) || peer == this) {
      throw new IllegalArgumentException("only two streams of one engine can be bridged");
    }
    post(() -> joiner.ask(peer));
  }

  @Override
  public void mix(Collection<MediaStream> heard) {
    List<MixVoice> voices = new ArrayList<>();
    for (MediaStream other : heard) {
      if (!(other instanceof RtpStream stream) || stream == this) {
        throw new IllegalArgumentException("only streams of one engine can be mixed");
      }
      voices.add(stream.sending.voice());
    }
    post(
        () -> {
          if (!closed) {
            sending.mix(new MixSum(voices));
          }
        });
  }

  @Override
  public void unbridge() {
    post(
        () -> {
          switch (sending.outgoing()) {
            case Outgoing.Bridged _, Outgoing.Joining _, Outgoing.Mixed _ -> sending.leave();
            case Outgoing.Playing _, Outgoing.Quiet _ -> {}
          }
        });
  }

  @Override
  public void record(Recording wanted) {
    post(() -> tap.open(wanted));
  }

  @Override
  public Leg.Listening listen() {
    long number = listenings.incrementAndGet();
    post(() -> receiving.listen(number));
    return new Leg.Listening() {
      @Override
      public long number() {
        return number;
      }

      @Override
      public void stop() {
        post(() -> receiving.stopListening(number));
      }
    };
  }

  @Override
  public Leg.Lending lend(Ear ear) {
    long number = lendings.incrementAndGet();
    post(() -> lentEar.lend(number, ear));
    return () -> post(() -> lentEar.takeBack(number));
  }

  @Override
  public void sendKey(Key wanted) {
    post(() -> sending.key(wanted));
  }

  @Override
  public MediaFigures figures() {
    return receiving.figures(sending.sent());
  }

  @Override
  public void close() {
    post(this::shut);
  }

  /** Leaves an order; they are carried out in this order, on whichever loop the stream is. */
  void post(Runnable order) {
    orders.add(order);
    if (closed) {
      obeyAfterClose(); // no loop looks any more; a playing must still be told its end
    }
  }

  private synchronized void obeyAfterClose() {
    for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
      order.run();
    }
  }

  // ---- the loop's side ----

  /** Carries out what was ordered. An order that fails is logged, the others still happen. */
  void obey() {
    MediaLoop here = loop;
    while (loop == here && !closed) {
      Runnable order = orders.poll();
      if (order == null) {
        return;
      }
      try {
        order.run();
      } catch (Throwable e) {
        fault("order", e);
      }
    }
  }

  void register(Selector selector) throws IOException {
    socket.register(selector, this);
    rtcpPort.register(selector);
  }

  /** One tick of 5 ms; sends if it is this stream's turn. */
  void tick(long tick) throws IOException {
    if (sending.isTurn(tick)) {
      long now = System.nanoTime();
      receiving.watch(now);
      sending.send(tick, now);
      reports.watch(now, loop.clockSamples());
    }
  }

  /** There is something to read; the buffers are the loop's, for this call only. */
  void receive(ByteBuffer buffer, RtpPacket packet, byte[] payload) throws IOException {
    receiving.receive(buffer, packet, payload);
  }

  /** There is RTCP to read; the buffers are the loop's. */
  void receiveReports(ByteBuffer buffer, byte[] bytes) throws IOException {
    reports.receive(buffer, bytes);
  }

  /** Frees everything; the loop forgets the stream. */
  void shut() {
    if (closed) {
      return;
    }
    try {
      receiving.flush();
      sending.leave();
      reports.goodbye(System.nanoTime(), loop.clockSamples());
    } finally {
      closed = true;
      loop.forget(this);
      socket.close();
      rtcpPort.close();
      ports.giveBack(socket.local().getPort());
      obeyAfterClose();
      tellClosed();
    }
  }

  private void tellClosed() {
    try {
      listener.closed(figures());
    } catch (RuntimeException e) {
      faults.log("listener", e);
    }
  }

  private void startPlaying(long number, Utterance utterance) {
    if (closed) {
      sending.tellEnded(number, false);
    } else {
      sending.play(new Playback(number, utterance, prompts, loop::clockSamples));
    }
  }

  /** Goes to the loop of another stream, if it is not there already. */
  void moveTo(RtpStream other) {
    MediaLoop target = other.loop;
    if (loop != target) {
      socket.leaveSelector();
      rtcpPort.leaveSelector();
      loop.forget(this);
      loop = target;
      target.adopt(this);
    }
  }

  /** Whether two streams share a loop, so that one may call the other. */
  boolean isBeside(RtpStream other) {
    return loop == other.loop;
  }

  boolean isClosed() {
    return closed;
  }

  Sending sending() {
    return sending;
  }

  Joiner joiner() {
    return joiner;
  }

  void fault(String doing, Throwable fault) {
    faults.log(doing, fault);
  }
}
