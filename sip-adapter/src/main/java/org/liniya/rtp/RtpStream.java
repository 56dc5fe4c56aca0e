package org.liniya.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.liniya.call.Key;
import org.liniya.port.Encoding;
import org.liniya.port.Leg;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.Recording;
import org.liniya.speak.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream as its media loop runs it. The methods of {@link MediaStream} come from any thread and
 * only leave orders; all others run on the loop that owns the stream. Two bridged streams have the
 * same loop: one of them moves there first, so that relaying needs no lock.
 */
final class RtpStream implements MediaStream {

  /** The grid on which streams are spread, and the unit of {@code tick}. */
  static final int TICK_MS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(RtpStream.class);
  private static final int SAMPLES_PER_MS = 8;
  private static final int LONGEST_FRAME = 60 * SAMPLES_PER_MS;
  private static final int USUAL_PTIME_MS = 20;
  private static final int PACKETS_AT_ONCE = 32;
  private static final long FILL_AFTER_NANOS = 100_000_000L;
  private static final Outgoing QUIET = new Outgoing.Quiet();

  private final DatagramChannel channel;
  private final InetSocketAddress local;
  private final int slot;
  private final MediaListener listener;
  private final PromptCatalogue prompts;
  private final MediaTiming timing;
  private final RtpPorts ports;
  private final AtomicLong playings = new AtomicLong();
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private volatile MediaLoop loop;
  private volatile boolean closed;

  private final Transmitter transmitter;
  private final KeySender keysOut = new KeySender();
  private final Playback.MusicPhases musicPhases = new Playback.MusicPhases();
  private final byte[] frame = new byte[LONGEST_FRAME];
  private final RelayMap relay = new RelayMap();
  private final Reception reception = new Reception();
  private final KeyReceiver keysIn = new KeyReceiver();
  private Outgoing outgoing = QUIET;
  private Optional<Recording> recording = Optional.empty();
  private @Nullable MediaSettings settings;
  private @Nullable Source source;
  private @Nullable InetSocketAddress destination;
  private @Nullable SelectionKey key;
  private int periodTicks = USUAL_PTIME_MS / TICK_MS;
  private long lastRelayed;
  private long lastReceived;
  private boolean silenceTold;
  private long joinings;
  private int faults;

  RtpStream(
      DatagramChannel channel,
      InetSocketAddress local,
      int slot,
      MediaLoop loop,
      MediaListener listener,
      PromptCatalogue prompts,
      MediaTiming timing,
      RtpPorts ports,
      RandomGenerator random) {
    this.channel = channel;
    this.local = local;
    this.slot = slot;
    this.loop = loop;
    this.listener = listener;
    this.prompts = prompts;
    this.timing = timing;
    this.ports = ports;
    this.transmitter = new Transmitter(channel, random);
  }

  // ---- orders, from any thread ----

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public void apply(MediaSettings wanted) {
    post(() -> begin(wanted));
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
        post(() -> stopPlaying(number));
      }
    };
  }

  @Override
  public void bridge(MediaStream other) {
    if (!(other instanceof RtpStream peer) || peer == this) {
      throw new IllegalArgumentException("only two streams of one engine can be bridged");
    }
    post(
        () -> {
          if (closed || peer.closed) {
            return;
          }
          leave();
          Outgoing.Joining joining = new Outgoing.Joining(this, peer, ++joinings);
          outgoing = joining;
          // as an order, so that it keeps its place among the other orders to that stream
          peer.post(() -> peer.comeAndJoin(joining));
        });
  }

  @Override
  public void unbridge() {
    post(
        () -> {
          if (outgoing instanceof Outgoing.Bridged || outgoing instanceof Outgoing.Joining) {
            leave();
          }
        });
  }

  @Override
  public void record(Recording wanted) {
    post(() -> recording = Optional.of(wanted));
  }

  @Override
  public void sendKey(Key wanted) {
    post(() -> keysOut.add(wanted));
  }

  @Override
  public MediaFigures figures() {
    return reception.figures(transmitter.sent());
  }

  @Override
  public void close() {
    post(this::shut);
  }

  private void post(Runnable order) {
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
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Frees everything; the loop forgets the stream. */
  void shut() {
    if (closed) {
      return;
    }
    try {
      leave();
    } finally {
      closed = true;
      loop.forget(this);
      closeChannel();
      ports.giveBack(local.getPort());
      obeyAfterClose();
    }
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      fault("close", e);
    }
  }

  private void begin(MediaSettings wanted) {
    MediaSettings before = settings;
    settings = wanted;
    periodTicks = Math.clamp(wanted.ptimeMs(), 10, 60) / TICK_MS;
    lastReceived = System.nanoTime();
    silenceTold = false;
    reception.pause();
    boolean hasAddress =
        !wanted.remote().isUnresolved()
            && wanted.remote().getPort() != 0
            && !wanted.remote().getAddress().isAnyLocalAddress(); // 0.0.0.0 is hold (RFC 3264 8.4)
    if (hasAddress && (before == null || !before.remote().equals(wanted.remote()))) {
      disconnect();
      source = new Source(wanted.remote());
      destination = wanted.remote();
    }
  }

  /** A listener that fails must not keep the stream from its next state. */
  private void tellEnded(long number, boolean completed) {
    try {
      listener.playingEnded(number, completed);
    } catch (RuntimeException e) {
      fault("listener", e);
    }
  }

  private void startPlaying(long number, Utterance utterance) {
    if (closed) {
      tellEnded(number, false);
      return;
    }
    leave();
    outgoing = new Outgoing.Playing(new Playback(number, utterance, prompts, musicPhases));
  }

  private void stopPlaying(long number) {
    if (outgoing instanceof Outgoing.Playing(var playback) && playback.number() == number) {
      leave();
    }
  }

  /** Ends whatever goes out, on both sides of a bridge. */
  private void leave() {
    Outgoing left = outgoing;
    outgoing = QUIET;
    switch (left) {
      case Outgoing.Playing(var playback) -> {
        playback.leave();
        tellEnded(playback.number(), false);
      }
      case Outgoing.Bridged(var peer) -> peer.outgoing = QUIET;
      case Outgoing.Joining _, Outgoing.Quiet _ -> {}
    }
  }

  /** The second stream of a joining: goes to the loop of the first. */
  private void comeAndJoin(Outgoing.Joining joining) {
    if (closed) {
      joining.first().post(() -> joining.first().giveUp(joining));
      return;
    }
    leave();
    outgoing = joining;
    MediaLoop target = joining.first().loop;
    if (loop != target) {
      moveTo(target);
    }
    joining.first().post(() -> joining.first().join(joining));
  }

  private void moveTo(MediaLoop target) {
    if (key != null) {
      key.cancel();
    }
    loop.forget(this);
    loop = target;
    target.adopt(this);
  }

  /** The first stream of a joining: both are here now, unless something newer was wanted. */
  private void join(Outgoing.Joining joining) {
    RtpStream peer = joining.second();
    if (!outgoing.equals(joining)) {
      peer.post(() -> peer.giveUp(joining));
    } else if (peer.closed) {
      leave();
    } else if (peer.loop != loop) {
      peer.post(() -> peer.comeAndJoin(joining)); // this one moved meanwhile
    } else if (!peer.outgoing.equals(joining)) {
      leave();
    } else {
      beginRelay(peer);
      peer.beginRelay(this);
    }
  }

  private void giveUp(Outgoing.Joining joining) {
    if (outgoing.equals(joining)) {
      leave();
    }
  }

  private void beginRelay(RtpStream peer) {
    outgoing = new Outgoing.Bridged(peer);
    relay.interrupt();
    lastRelayed = System.nanoTime();
  }

  // ---- sending ----

  /** One tick of 5 ms; every fourth (with 20 ms packets) is this stream's turn. */
  void tick(long tick) throws IOException {
    MediaSettings agreed = settings;
    InetSocketAddress to = destination;
    if (agreed == null || to == null || Math.floorMod(tick - slot, periodTicks) != 0) {
      return;
    }
    long now = System.nanoTime();
    watch(agreed, to, now);
    int samples = periodTicks * TICK_MS * SAMPLES_PER_MS;
    long clock = tick * TICK_MS * SAMPLES_PER_MS;
    if (agreed.sending()
        && agreed.sendEvents().isPresent()
        && keysOut.advance(transmitter.timestampAt(clock), samples)) {
      relay.interrupt();
      transmitter.event(to, agreed.sendEvents().getAsInt(), keysOut, samples);
      return;
    }
    switch (outgoing) {
      case Outgoing.Playing(var playback) -> {
        int filled = playback.fill(frame, samples, agreed.encoding());
        sendFrame(agreed, to, filled, samples, clock, now);
        if (filled < samples) {
          outgoing = QUIET;
          tellEnded(playback.number(), true);
        }
      }
      case Outgoing.Bridged _ -> {
        if (now - lastRelayed > FILL_AFTER_NANOS) {
          relay.interrupt();
          sendFrame(agreed, to, 0, samples, clock, now);
        }
      }
      case Outgoing.Quiet _, Outgoing.Joining _ -> sendFrame(agreed, to, 0, samples, clock, now);
    }
  }

  private void sendFrame(
      MediaSettings agreed, InetSocketAddress to, int filled, int samples, long clock, long now)
      throws IOException {
    if (!agreed.sending()) {
      return; // on hold time goes on, unheard
    }
    Arrays.fill(frame, filled, samples, Laws.of(agreed.encoding()).silence());
    transmitter.sound(to, agreed.encoding(), frame, samples, clock);
    tapSent(now, agreed.encoding(), frame, samples);
  }

  /** A packet that the other side of the bridge received; goes out at once. */
  private void relay(
      RtpPacket in, long arrivalNanos, Encoding encoding, byte[] sound, int samples) {
    MediaSettings agreed = settings;
    InetSocketAddress to = destination;
    lastRelayed = arrivalNanos;
    if (agreed == null || to == null || !agreed.sending() || keysOut.isPressing()) {
      relay.interrupt(); // what is not wanted must not look like loss
      return;
    }
    if (encoding != agreed.encoding()) {
      Laws.of(encoding).toOther(sound, 0, samples);
    }
    int ownTimestamp = transmitter.timestampAt(loop.clockSamples());
    if (!relay.map(in, transmitter.nextSequence(), ownTimestamp)) {
      return;
    }
    try {
      transmitter.relayed(
          to,
          agreed.encoding(),
          in.marker || relay.rebased(),
          relay.sequence(in),
          relay.timestamp(in),
          sound,
          samples);
      tapSent(arrivalNanos, agreed.encoding(), sound, samples);
    } catch (IOException e) {
      fault("relay", e);
    }
  }

  // ---- receiving ----

  /** Reads what has come in, a bounded number of packets so that no stream starves the others. */
  void receive(ByteBuffer buffer, RtpPacket packet, byte[] payload) throws IOException {
    for (int i = 0; i < PACKETS_AT_ONCE; i++) {
      try {
        buffer.clear();
        InetSocketAddress from = read(buffer);
        if (from == null) {
          return;
        }
        buffer.flip();
        if (packet.parse(buffer)) {
          int length = Math.min(packet.payloadLength, payload.length);
          buffer.get(packet.payloadOffset, payload, 0, length);
          accept(from, packet, payload, length);
        }
      } catch (PortUnreachableException nobodyThere) {
        // the answer to a packet of ours, not to this read
      }
    }
  }

  private @Nullable InetSocketAddress read(ByteBuffer buffer) throws IOException {
    if (channel.isConnected()) {
      return channel.read(buffer) > 0 ? destination : null;
    }
    return (InetSocketAddress) channel.receive(buffer);
  }

  private void accept(InetSocketAddress from, RtpPacket packet, byte[] payload, int length)
      throws IOException {
    MediaSettings agreed = settings;
    Source learning = source;
    if (agreed == null || learning == null) {
      return;
    }
    Optional<Encoding> encoding = encodingOf(packet.payloadType);
    if (!channel.isConnected()) {
      Source.Verdict verdict =
          encoding.isPresent()
              ? learning.audio(from, packet.ssrc, packet.payloadType)
              : learning.other(from);
      if (verdict == Source.Verdict.STRANGER) {
        return;
      }
      if (verdict == Source.Verdict.LEARNT) {
        channel.connect(from);
        destination = from;
      }
    }
    long arrival = System.nanoTime();
    boolean isEvent =
        agreed.receiveEvents().isPresent()
            && agreed.receiveEvents().getAsInt() == packet.payloadType;
    // other payload types and other sources of events share our numbers only by having our SSRC
    if (encoding.isPresent() || !reception.hasBegun() || packet.ssrc == reception.ssrc()) {
      reception.count(packet.ssrc, packet.sequence, arrival);
    }
    if (encoding.isPresent()) {
      heard(arrival);
      sound(packet, arrival, encoding.get(), payload, length);
    } else if (isEvent) {
      heard(arrival);
      Key pressed = keysIn.packet(packet, payload, 0, length);
      if (pressed != null) {
        listener.keyPressed(pressed);
      }
    }
  }

  private void sound(
      RtpPacket packet, long arrival, Encoding encoding, byte[] payload, int length) {
    reception.jitter(packet.timestamp, arrival);
    listener.heard(arrival, encoding, payload, 0, length);
    if (recording.isPresent()) {
      try {
        recording.get().fromCaller(arrival, encoding, payload, 0, length);
      } catch (RuntimeException e) {
        fault("recording", e);
      }
    }
    if (outgoing instanceof Outgoing.Bridged(var peer)) {
      peer.relay(packet, arrival, encoding, payload, length);
    }
  }

  private void tapSent(long sentNanos, Encoding encoding, byte[] sound, int samples) {
    if (recording.isPresent()) {
      try {
        recording.get().toCaller(sentNanos, encoding, sound, 0, samples);
      } catch (RuntimeException e) {
        fault("recording", e);
      }
    }
  }

  // ---- watching ----

  private void heard(long arrival) {
    lastReceived = arrival;
    silenceTold = false;
  }

  private void watch(MediaSettings agreed, InetSocketAddress lastKnown, long now) {
    if (!agreed.receiving() || !reception.hasBegun()) {
      return;
    }
    long gap = now - lastReceived;
    if (gap > timing.relearn().toNanos() && channel.isConnected()) {
      disconnect();
      source = Source.again(lastKnown, reception.ssrc());
    }
    if (gap >= timing.silent().toNanos() && !silenceTold) {
      silenceTold = true;
      listener.silentFor(timing.silent());
    }
  }

  private void disconnect() {
    try {
      channel.disconnect();
    } catch (IOException e) {
      fault("disconnect", e);
    }
  }

  private static final Optional<Encoding> MU_LAW = Optional.of(Encoding.PCMU);
  private static final Optional<Encoding> A_LAW = Optional.of(Encoding.PCMA);

  private static Optional<Encoding> encodingOf(int payloadType) {
    return switch (payloadType) {
      case 0 -> MU_LAW;
      case 8 -> A_LAW;
      default -> Optional.empty();
    };
  }

  /** Logs the first fault and then ever more rarely: a fault may come with every packet. */
  void fault(String doing, Throwable fault) {
    faults++;
    if (Integer.bitCount(faults) == 1) {
      LOG.atWarn()
          .addKeyValue("port", local.getPort())
          .addKeyValue("times", faults)
          .setCause(fault)
          .log("media fault while handling: {}", doing);
    }
  }
}
