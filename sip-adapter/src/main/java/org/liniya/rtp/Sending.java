package org.liniya.rtp;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.liniya.call.Key;
import org.liniya.port.Encoding;

/**
 * What one stream sends: keys first, then what plays, what the other side of a bridge says, or
 * silence. Runs only on the media loop that owns the stream; the two sides of a bridge share a
 * loop, so one may call the other.
 */
final class Sending {

  private static final int SAMPLES_PER_MS = 8;
  private static final int LONGEST_FRAME = 60 * SAMPLES_PER_MS;
  private static final int USUAL_PTIME_MS = 20;
  private static final long FILL_AFTER_NANOS = 100_000_000L;
  private static final Outgoing QUIET = new Outgoing.Quiet();

  private final RtpSocket socket;
  private final int slot;
  private final LongSupplier clockSamples;
  private final MediaListener listener;
  private final Tap tap;
  private final Faults faults;
  private final Transmitter transmitter;
  private final TapLine relayedSound;
  private final KeySender keys = new KeySender();
  private final byte[] frame = new byte[LONGEST_FRAME];
  private final RelayMap relay = new RelayMap();
  private final MixVoice voice = new MixVoice();
  private Outgoing outgoing = QUIET;
  private @Nullable MediaSettings settings;
  private int periodTicks = USUAL_PTIME_MS / RtpStream.TICK_MS;
  private long lastRelayed;
  private KeyRules rules = KeyRules.USUAL;

  /**
   * @param slot which of the ticks of the grid is this stream's
   * @param clockSamples the time that all streams share
   */
  Sending(
      RtpSocket socket,
      int slot,
      LongSupplier clockSamples,
      MediaListener listener,
      Tap tap,
      Faults faults,
      RandomGenerator random) {
    this.socket = socket;
    this.slot = slot;
    this.clockSamples = clockSamples;
    this.listener = listener;
    this.tap = tap;
    this.faults = faults;
    this.transmitter = new Transmitter(socket, random);
    this.relayedSound = new TapLine(tap::sent);
  }

  // ---- what is sent ----

  void apply(MediaSettings wanted) {
    settings = wanted;
    periodTicks = Math.clamp(wanted.ptimeMs(), 10, 60) / RtpStream.TICK_MS;
  }

  Transmitter transmitter() {
    return transmitter;
  }

  /** Packets sent; from any thread. */
  long sent() {
    return transmitter.sent();
  }

  void key(Key wanted) {
    keys.add(wanted);
  }

  void rules(KeyRules wanted) {
    rules = wanted;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  void play(Playback playback) {
    leave();
    outgoing = new Outgoing.Playing(playback);
  }

  void stop(long number) {
    if (outgoing instanceof Outgoing.Playing(var playback) && playback.number() == number) {
      leave();
    }
  }

  /** Silence until the other stream has come. */
  void await(Outgoing.Joining joining) {
    leave();
    outgoing = joining;
  }

  /** From now on sends what the other stream hears. */
  void bridge(Sending peer) {
    outgoing = new Outgoing.Bridged(peer);
    relay.interrupt();
    lastRelayed = System.nanoTime();
  }

  /** From now on sends what others say, and what is received may be heard by others. */
  void mix(MixSum heard) {
    leave();
    outgoing = new Outgoing.Mixed(heard);
    relay.interrupt();
  }

  /** What this stream receives while it is in a mix; any thread may keep it, loops read it. */
  MixVoice voice() {
    return voice;
  }

  /** Ends whatever goes out, on both sides of a bridge. */
  void leave() {
    Outgoing left = outgoing;
    outgoing = QUIET;
    relayedSound.flush();
    switch (left) {
      case Outgoing.Playing(var playback) -> tellEnded(playback.number(), false);
      case Outgoing.Bridged(var peer) -> {
        peer.outgoing = QUIET;
        peer.relayedSound.flush();
      }
      case Outgoing.Mixed _, Outgoing.Joining _, Outgoing.Quiet _ -> {}
    }
  }

  /** A listener that fails must not keep the stream from its next state. */
  void tellEnded(long number, boolean completed) {
    try {
      listener.playingEnded(number, completed);
    } catch (RuntimeException e) {
      faults.log("listener", e);
    }
  }

  // ---- the packets ----

  /** Whether a tick is this stream's turn: with 20 ms packets every fourth. */
  boolean isTurn(long tick) {
    return settings != null
        && socket.destination() != null
        && Math.floorMod(tick - slot, periodTicks) == 0;
  }

  /** Sends the packet of this turn. */
  void send(long tick, long now) throws IOException {
    MediaSettings agreed = settings;
    if (agreed == null) {
      return;
    }
    int samples = periodTicks * RtpStream.TICK_MS * SAMPLES_PER_MS;
    long clock = tick * RtpStream.TICK_MS * SAMPLES_PER_MS;
    if (agreed.sending()
        && agreed.sendEvents().isPresent()
        && keys.advance(transmitter.timestampAt(clock), samples)) {
      relay.interrupt();
      transmitter.event(agreed.sendEvents().getAsInt(), keys, samples);
      return;
    }
    switch (outgoing) {
      case Outgoing.Playing(var playback) -> {
        int filled = playback.fill(frame, samples, agreed.encoding());
        sendFrame(agreed, filled, samples, clock, now);
        if (filled < samples) {
          outgoing = QUIET;
          tellEnded(playback.number(), true);
        }
      }
      case Outgoing.Bridged _ -> {
        relayedSound.tick(now);
        if (now - lastRelayed > FILL_AFTER_NANOS) {
          relay.interrupt();
          sendFrame(agreed, 0, samples, clock, now);
        }
      }
      case Outgoing.Mixed(var heard) -> {
        heard.fill(clock, frame, samples, Laws.of(agreed.encoding()));
        sendFrame(agreed, samples, samples, clock, now);
      }
      case Outgoing.Quiet _, Outgoing.Joining _ -> sendFrame(agreed, 0, samples, clock, now);
    }
  }

  private void sendFrame(MediaSettings agreed, int filled, int samples, long clock, long now)
      throws IOException {
    if (!agreed.sending()) {
      return; // on hold time goes on, unheard
    }
    Arrays.fill(frame, filled, samples, Laws.of(agreed.encoding()).silence());
    transmitter.sound(agreed.encoding(), frame, samples, clock);
    relayedSound.flush();
    tap.sent(now, agreed.encoding(), frame, 0, samples);
  }

  /** Gives what this side has heard to the other side of the bridge, or to the mix. */
  void passOn(RtpPacket in, long arrivalNanos, Encoding encoding, byte[] sound, int samples) {
    switch (outgoing) {
      case Outgoing.Bridged(var peer) -> peer.relay(in, arrivalNanos, encoding, sound, samples);
      case Outgoing.Mixed _ -> say(in, encoding, sound, samples);
      case Outgoing.Playing _, Outgoing.Joining _, Outgoing.Quiet _ -> {}
    }
  }

  /** Who has put us on hold is not heard: what comes then is the music of a telephone. */
  private void say(RtpPacket in, Encoding encoding, byte[] sound, int samples) {
    MediaSettings agreed = settings;
    if (agreed != null && agreed.sending()) {
      voice.hear(in, encoding, sound, samples, clockSamples.getAsLong());
    }
  }

  /**
   * This side has received a packet that is no sound and goes nowhere (a key, comfort noise): its
   * number is not to be missed by the other side of the bridge.
   */
  void passOver() {
    if (outgoing instanceof Outgoing.Bridged(var peer)) {
      peer.relay.interrupt();
    }
  }

  /** A key that this side has received by RFC 4733; the other side gets it if it may. */
  void passOn(Key pressed) {
    if (outgoing instanceof Outgoing.Bridged(var peer) && (rules.relay() || peer.rules.relay())) {
      peer.relay(pressed);
    }
  }

  /** Pressed anew, with our times: what is relayed of it can neither stick nor get lost in part. */
  private void relay(Key pressed) {
    MediaSettings agreed = settings;
    if (agreed != null && agreed.sending() && agreed.sendEvents().isPresent()) {
      keys.addIfRoom(pressed);
    }
  }

  /** A packet that the other side of the bridge received; goes out at once. */
  private void relay(
      RtpPacket in, long arrivalNanos, Encoding encoding, byte[] sound, int samples) {
    MediaSettings agreed = settings;
    lastRelayed = arrivalNanos;
    if (agreed == null || socket.destination() == null || !agreed.sending() || keys.isPressing()) {
      relay.interrupt(); // what is not wanted must not look like loss
      return;
    }
    if (encoding != agreed.encoding()) {
      Laws.of(encoding).toOther(sound, 0, samples);
    }
    int ownTimestamp = transmitter.timestampAt(clockSamples.getAsLong());
    if (!relay.map(in, transmitter.nextSequence(), ownTimestamp)) {
      return;
    }
    try {
      transmitter.relayed(
          agreed.encoding(),
          in.marker || relay.rebased(),
          relay.sequence(in),
          relay.timestamp(in),
          sound,
          samples);
      if (tap.isOpen()) {
        relayedSound.sound(in, arrivalNanos, agreed.encoding(), sound, samples);
      }
    } catch (IOException e) {
      faults.log("relay", e);
    }
  }
}
