package org.liniya.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.port.Encoding;

/** A far end with a socket of its own, sharing no code with the engine but the packet's view. */
final class Phone implements AutoCloseable {

  static final int EVENTS = 101;

  private final DatagramSocket socket;
  private final List<Packet> packets = new ArrayList<>();
  int ssrc = 0x1234_5678;
  int sequence = 65_530; // wraps early
  int timestamp = -800; // wraps early

  /** A packet that came in. */
  static final class Packet {
    private final long nanos;
    private final int type;
    private final boolean marker;
    private final int seq;
    private final int time;
    private final int ssrc;
    private final byte[] payload;

    Packet(long nanos, int type, boolean marker, int seq, int time, int ssrc, byte[] payload) {
      this.nanos = nanos;
      this.type = type;
      this.marker = marker;
      this.seq = seq;
      this.time = time;
      this.ssrc = ssrc;
      this.payload = payload;
    }

    long nanos() {
      return nanos;
    }

    int type() {
      return type;
    }

    boolean marker() {
      return marker;
    }

    int seq() {
      return seq;
    }

    int time() {
      return time;
    }

    int ssrc() {
      return ssrc;
    }

    byte[] payload() {
      return payload;
    }

    @Override
    public String toString() {
      return "type=" + type + " seq=" + seq + " time=" + time + (marker ? " marker" : "");
    }
  }

  Phone() throws SocketException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::read);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
  }

  MediaSettings settings(Encoding encoding, int ptimeMs) {
    return new MediaSettings(
        address(), encoding, OptionalInt.of(EVENTS), OptionalInt.of(EVENTS), ptimeMs, true, true);
  }

  /** Says a tone in real time. */
  void say(InetSocketAddress to, Encoding encoding, int hertz, int packetCount, int ptimeMs) {
    sayEncoded(
        to,
        encoding,
        Laws.of(encoding).encode(Tone.sine(hertz, packetCount * ptimeMs * 8)),
        ptimeMs);
  }

  /** Says what is encoded already, in real time. */
  void sayEncoded(InetSocketAddress to, Encoding encoding, byte[] sound, int ptimeMs) {
    int packetCount = sound.length / (ptimeMs * 8);
    long start = System.nanoTime();
    for (int i = 0; i < packetCount; i++) {
      waitUntil(start + i * (ptimeMs * 1_000_000L));
      byte[] payload = Arrays.copyOfRange(sound, i * ptimeMs * 8, (i + 1) * ptimeMs * 8);
      send(to, encoding.payloadType(), i == 0, timestamp, payload);
      timestamp += ptimeMs * 8;
    }
  }

  /** Sends one packet with the next sequence number. */
  void send(InetSocketAddress to, int type, boolean marker, int time, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(12 + payload.length);
    RtpPacket.writeHeader(out, type, marker, sequence, time, ssrc);
    sequence = (sequence + 1) & 0xFFFF;
    sendRaw(to, out.put(payload).array());
  }

  void sendRaw(InetSocketAddress to, byte[] bytes) {
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Packet> packets() {
    synchronized (packets) {
      return List.copyOf(packets);
    }
  }

  List<Packet> audio() {
    return packets().stream().filter(packet -> packet.type == 0 || packet.type == 8).toList();
  }

  void forget() {
    synchronized (packets) {
      packets.clear();
    }
  }

  /** All sound that came in, in order of arrival. */
  short[] heard() {
    List<Packet> audio = audio();
    int length = audio.stream().mapToInt(packet -> packet.payload.length).sum();
    short[] samples = new short[length];
    int at = 0;
    for (Packet packet : audio) {
      G711 law = packet.type == 8 ? G711.A_LAW : G711.MU_LAW;
      law.decode(packet.payload, 0, samples, at, packet.payload.length);
      at += packet.payload.length;
    }
    return samples;
  }

  /** How many milliseconds of this tone came in. */
  int millisOf(int hertz) {
    return Tones.millisOf(heard(), hertz);
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void read() {
    byte[] bytes = new byte[2048];
    RtpPacket view = new RtpPacket();
    while (!socket.isClosed()) {
      DatagramPacket in = new DatagramPacket(bytes, bytes.length);
      try {
        socket.receive(in);
      } catch (IOException closed) {
        return;
      }
      if (view.parse(ByteBuffer.wrap(bytes, 0, in.getLength()))) {
        byte[] payload =
            Arrays.copyOfRange(bytes, view.payloadOffset, view.payloadOffset + view.payloadLength);
        synchronized (packets) {
          packets.add(
              new Packet(
                  System.nanoTime(),
                  view.payloadType,
                  view.marker,
                  view.sequence,
                  view.timestamp,
                  view.ssrc,
                  payload));
        }
      }
    }
  }

  @Override
  public void close() {
    socket.close(); // which ends the reader too
  }
}
