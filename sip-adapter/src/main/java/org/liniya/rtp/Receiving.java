package org.liniya.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liniya.call.Key;
import org.liniya.port.Encoding;

/**
 * What one stream receives: whose packets are believed, what is done with each, and whether they
 * still come. Runs only on the media loop that owns the stream, but for {@link #figures}.
 */
final class Receiving {

  private static final int PACKETS_AT_ONCE = 32;
  private static final int COMFORT_NOISE = 13; // RFC 3389; sent while there is nothing to say
  private static final Optional<Encoding> MU_LAW = Optional.of(Encoding.PCMU);
  private static final Optional<Encoding> A_LAW = Optional.of(Encoding.PCMA);

  private final RtpSocket socket;
  private final MediaListener listener;
  private final MediaTiming timing;
  private final Tap tap;
  private final LentEar lentEar;
  private final RtcpSession reports;
  private final Sending sending;
  private final Reception reception;
  private final KeyReceiver keys = new KeyReceiver();
  private final TapLine heardSound;
  private KeyRules rules = KeyRules.USUAL;
  private @Nullable ToneEar ear;
  private @Nullable VoiceEar voice;
  private @Nullable MediaSettings settings;
  private @Nullable Source source;
  private long lastReceived;
  private boolean silenceTold;

  /**
   * @param reports takes RTCP that comes on the port of RTP
   * @param sending the same stream's other half, which knows to whom sound is passed on
   */
  Receiving(
      RtpSocket socket,
      MediaListener listener,
      MediaTiming timing,
      Tap tap,
      LentEar lentEar,
      Reception reception,
      RtcpSession reports,
      Sending sending) {
    this.socket = socket;
    this.listener = listener;
    this.timing = timing;
    this.tap = tap;
    this.lentEar = lentEar;
    this.heardSound = new TapLine(this::inOrder);
    this.reception = reception;
    this.reports = reports;
    this.sending = sending;
  }

  /** Figures of what was received, with the count of what was sent; from any thread. */
  MediaFigures figures(long sent) {
    return reception.figures(sent, reports.far());
  }

  void rules(KeyRules wanted) {
    rules = wanted;
    listenForTones();
  }

  private void listenForTones() {
    boolean listens = settings != null && rules.listens(settings);
    ear = !listens ? null : ear == null ? new ToneEar() : ear;
    heardSound.hold(listens);
  }

  /** Sound in its order, without the keys that were pressed in it. */
  private void inOrder(long nanos, Encoding encoding, byte[] sound, int offset, int samples) {
    tap.received(nanos, encoding, sound, offset, samples);
    lentEar.hear(nanos, encoding, sound, offset, samples);
  }

  /** From now on tells whether the far end speaks. */
  void listen(long number) {
    voice = new VoiceEar(number, listener, System.nanoTime());
  }

  void stopListening(long number) {
    if (voice != null && voice.listening() == number) {
      voice = null;
    }
  }

  void apply(MediaSettings wanted) {
    MediaSettings before = settings;
    settings = wanted;
    listenForTones();
    lastReceived = System.nanoTime();
    silenceTold = false;
    reception.pause();
    boolean hasAddress =
        !wanted.remote().isUnresolved()
            && wanted.remote().getPort() != 0
            && !wanted.remote().getAddress().isAnyLocalAddress(); // 0.0.0.0 is hold (RFC 3264 8.4)
    if (hasAddress && (before == null || !before.remote().equals(wanted.remote()))) {
      socket.aim(wanted.remote());
      source = new Source(wanted.remote());
    }
  }

  /** Reads what has come in, a bounded number of packets so that no stream starves the others. */
  void receive(ByteBuffer buffer, RtpPacket packet, byte[] payload) throws IOException {
    for (int i = 0; i < PACKETS_AT_ONCE; i++) {
      try {
        buffer.clear();
        InetSocketAddress from = socket.read(buffer);
        if (from == null) {
          return;
        }
        buffer.flip();
        if (packet.parse(buffer)) {
          int length = Math.min(packet.payloadLength, payload.length);
          buffer.get(packet.payloadOffset, payload, 0, length);
          accept(from, packet, payload, length);
        } else if (settings != null && settings.rtcp() instanceof RtcpPlace.Muxed) {
          reports.packet(from, buffer, payload);
        }
      } catch (PortUnreachableException nobodyThere) {
        // the answer to a packet of ours, not to this read
      }
    }
  }

  private void accept(InetSocketAddress from, RtpPacket packet, byte[] payload, int length)
      throws IOException {
    MediaSettings agreed = settings;
    Source learning = source;
    if (agreed == null || learning == null) {
      return;
    }
    Optional<Encoding> encoding = encodingOf(packet.payloadType);
    if (!socket.isConnected() && !isBelieved(learning, from, packet, encoding.isPresent())) {
      return;
    }
    long arrival = System.nanoTime();
    boolean isEvent =
        agreed.receiveEvents().isPresent()
            && agreed.receiveEvents().getAsInt() == packet.payloadType;
    // other payload types and other sources of events share our numbers only by having our SSRC
    if (encoding.isPresent() || !reception.hasBegun() || packet.ssrc == reception.ssrc()) {
      reception.count(packet.ssrc, packet.sequence, arrival);
    }
    if (encoding.isPresent() && length > 0) {
      heard(arrival);
      reception.jitter(packet.timestamp, arrival);
      listener.heard(arrival, encoding.get(), payload, 0, length);
      if (voice != null) {
        voice.hear(arrival, encoding.get(), payload, length);
      }
      record(packet, arrival, encoding.get(), payload, length);
      sending.passOn(packet, arrival, encoding.get(), payload, length); // last: it may translate
    } else if (isEvent) {
      heard(arrival);
      sending.passOver();
      Key pressed = keys.packet(packet, payload, 0, length);
      if (pressed != null) {
        listener.keyPressed(pressed);
        sending.passOn(pressed);
      }
    } else if (packet.ssrc == reception.ssrc()) {
      sending.passOver();
      if (packet.payloadType == COMFORT_NOISE) {
        heard(arrival);
      }
    }
  }

  private void record(
      RtpPacket packet, long arrival, Encoding encoding, byte[] sound, int samples) {
    ToneEar listening = ear;
    if (listening == null && !tap.isOpen() && !lentEar.isOpen()) {
      return;
    }
    heardSound.sound(packet, arrival, encoding, sound, samples);
    if (listening != null) {
      Key pressed = listening.hear(packet, encoding, sound, samples, heardSound);
      if (pressed != null) {
        listener.toneHeard(pressed);
      }
    }
  }

  /** Gives the recording what has waited for others. */
  void flush() {
    heardSound.flush();
  }

  private boolean isBelieved(
      Source learning, InetSocketAddress from, RtpPacket packet, boolean isSound)
      throws IOException {
    Source.Verdict verdict =
        isSound ? learning.audio(from, packet.ssrc, packet.payloadType) : learning.other(from);
    if (verdict == Source.Verdict.LEARNT) {
      socket.connect(from);
    }
    return verdict != Source.Verdict.STRANGER;
  }

  private void heard(long arrival) {
    lastReceived = arrival;
    silenceTold = false;
  }

  /** Looks, with every turn to send, whether the far end has fallen silent or moved. */
  void watch(long now) {
    heardSound.tick(now);
    if (voice != null) {
      voice.watch(now);
    }
    MediaSettings agreed = settings;
    InetSocketAddress lastKnown = socket.destination();
    if (agreed == null || lastKnown == null || !agreed.receiving() || !reception.hasBegun()) {
      return;
    }
    long gap = now - lastReceived;
    if (gap > timing.relearn().toNanos() && socket.isConnected()) {
      socket.disconnect();
      source = Source.again(lastKnown, reception.ssrc());
    }
    if (gap >= timing.silent().toNanos() && !silenceTold) {
      silenceTold = true;
      listener.silentFor(timing.silent());
    }
  }

  private static Optional<Encoding> encodingOf(int payloadType) {
    return switch (payloadType) {
      case 0 -> MU_LAW;
      case 8 -> A_LAW;
      default -> Optional.empty();
    };
  }
}
