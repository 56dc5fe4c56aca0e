package org.liniya.rtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.liniya.port.Encoding;

/**
 * The sending half of a stream: one SSRC, one run of sequence numbers, one direct buffer. Runs only
 * on the media loop that owns the stream; only the count may be read elsewhere.
 *
 * <p>The clock that timestamps come from goes on while nothing is sent (RFC 3550 section 5.1), so a
 * pause shows as a gap in time and none in numbers; what follows it carries the marker bit (RFC
 * 3551 section 4.1).
 */
final class Transmitter {

  private final RtpSocket socket;
  private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpPacket.MAX_BYTES);
  private final AtomicLong sent = new AtomicLong();
  private long octets;
  private final int ssrc;
  private final int clockOffset;
  private int nextSequence;
  private int nextTimestamp;
  private boolean begun;

  Transmitter(RtpSocket socket, RandomGenerator random) {
    this.socket = socket;
    this.ssrc = random.nextInt();
    this.clockOffset = random.nextInt();
    this.nextSequence = random.nextInt(0x8000); // room before the first wrap, as RFC 3711 advises
  }

  long sent() {
    return sent.get();
  }

  int ssrc() {
    return ssrc;
  }

  /** Bytes of payload sent; on the loop only. */
  long octets() {
    return octets;
  }

  /** The timestamp of a packet sent now: never behind what was sent before. */
  int timestampAt(long clockSamples) {
    int clock = (int) clockSamples + clockOffset;
    return begun && clock - nextTimestamp < 0 ? nextTimestamp : clock;
  }

  int nextSequence() {
    return nextSequence;
  }

  /** Sends a packet of sound on our own grid. */
  void sound(Encoding encoding, byte[] sound, int samples, long clockSamples) throws IOException {
    int timestamp = timestampAt(clockSamples);
    boolean talkspurt = !begun || timestamp != nextTimestamp;
    header(encoding.payloadType(), talkspurt, nextSequence, timestamp);
    packet.put(sound, 0, samples);
    send();
    advance(nextSequence, timestamp + samples);
  }

  /** Sends a relayed packet of sound under the numbers that the map gave. */
  void relayed(
      Encoding encoding, boolean marker, int sequence, int timestamp, byte[] sound, int samples)
      throws IOException {
    header(encoding.payloadType(), marker, sequence, timestamp);
    packet.put(sound, 0, samples);
    send();
    if (!begun || (short) (sequence - nextSequence) >= 0) {
      advance(sequence, timestamp + samples);
    }
  }

  /** Sends a telephone-event packet; its timestamp is that of the event's start. */
  void event(int payloadType, KeySender key, int packetSamples) throws IOException {
    header(payloadType, key.isFirst(packetSamples), nextSequence, key.startTimestamp());
    TelephoneEvent.write(packet, key.event(), key.isEnd(), key.durationSamples());
    send();
    advance(nextSequence, key.startTimestamp() + key.durationSamples());
  }

  private void header(int payloadType, boolean marker, int sequence, int timestamp) {
    packet.clear();
    RtpPacket.writeHeader(packet, payloadType, marker, sequence, timestamp, ssrc);
  }

  private void advance(int sequence, int timestamp) {
    begun = true;
    nextSequence = (sequence + 1) & 0xFFFF;
    nextTimestamp = timestamp;
  }

  private void send() throws IOException {
    packet.flip();
    int payload = packet.remaining() - RtpPacket.HEADER_BYTES;
    if (socket.send(packet)) {
      sent.incrementAndGet();
      octets += payload;
    }
  }
}
