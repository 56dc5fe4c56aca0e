package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.liniya.audio.hearing.Sound;
import org.liniya.testkit.sound.G711;

/**
 * A far end of RTP on 127.0.0.1 (RFC 3550): takes every packet with its time of arrival, and can
 * send a tone as A-law. A reading thread and a sending thread of its own; any thread may ask.
 *
 * <pre>
 *  0                   1                   2                   3
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * </pre>
 */
public final class RtpEnd implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int A_LAW = 8;
  private static final int MU_LAW = 0;
  private static final int FRAME = 160;
  private static final long FRAME_NANOS = 20_000_000;

  private final DatagramSocket socket;
  private final Waiting waiting = new Waiting();
  private final List<Packet> packets = new ArrayList<>();
  private volatile boolean sending;

  /**
   * A packet as it came.
   *
   * @param arrivedNanos by {@link System#nanoTime()}
   * @param payload what follows the fixed header
   */
  public record Packet(
      long arrivedNanos,
      int payloadType,
      boolean marker,
      int sequence,
      long timestamp,
      int ssrc,
      Payload payload) {}

  /** Octets. */
  public record Payload(List<Byte> octets) {
    /** Copies the list. */
    public Payload {
      octets = List.copyOf(octets);
    }
  }

  private RtpEnd(DatagramSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens one on a free even port and starts to read.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static RtpEnd open() {
    try {
      RtpEnd end =
          new RtpEnd(new DatagramSocket(FreePorts.several(2), InetAddress.ofLiteral("127.0.0.1")));
      Thread.ofPlatform().daemon().name("rtp-end-" + end.port()).start(end::read);
      return end;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot open a UDP port", broken);
    }
  }

  /** The port for one's SDP. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Every packet so far, by arrival. */
  public List<Packet> packets() {
    return waiting.look(() -> List.copyOf(packets));
  }

  /** Waits until so many packets have come in all. */
  public void awaitPackets(int count, Duration atMost) {
    waiting.await(
        atMost,
        () -> packets.size() >= count ? Optional.of(count) : Optional.empty(),
        () -> count + " RTP packets; came " + packets.size());
  }

  /** The longest time between two packets so far; zero when fewer than two came. */
  public Duration longestGap() {
    List<Packet> all = packets();
    long longest = 0;
    for (int i = 1; i < all.size(); i++) {
      longest = Math.max(longest, all.get(i).arrivedNanos() - all.get(i - 1).arrivedNanos());
    }
    return Duration.ofNanos(longest);
  }

  /** The G.711 sound so far, in order of arrival, other payload types left out, gaps not filled. */
  public Sound heard() {
    List<Packet> sound =
        packets().stream()
            .filter(p -> p.payloadType() == A_LAW || p.payloadType() == MU_LAW)
            .toList();
    short[] samples = new short[sound.stream().mapToInt(p -> p.payload().octets().size()).sum()];
    int at = 0;
    for (Packet packet : sound) {
      for (byte octet : packet.payload().octets()) {
        samples[at++] =
            packet.payloadType() == A_LAW ? G711.fromALaw(octet) : G711.fromMuLaw(octet);
      }
    }
    return Sound.of(samples);
  }

  /**
   * Sends a tone as A-law, a packet every 20 ms, until {@link #stopSending()}; once only at a time.
   */
  public void sendTone(int hertz, int toPort) {
    sending = true;
    InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), toPort);
    Thread.ofPlatform().daemon().name("rtp-tone-" + port()).start(() -> send(hertz, to));
  }

  /** Falls silent: no packets any more. */
  public void stopSending() {
    sending = false;
  }

  private void send(int hertz, InetSocketAddress to) {
    Sound second =
        Sound.tone(hertz, 0.3, Duration.ofSeconds(1)); // whole hertz: the end meets the beginning
    int ssrc = 0x4C000000 | port();
    long due = System.nanoTime();
    for (int sequence = 0; sending && !socket.isClosed(); sequence++) {
      ByteBuffer packet = ByteBuffer.allocate(HEADER + FRAME);
      packet.put((byte) 0x80).put((byte) (sequence == 0 ? 0x80 | A_LAW : A_LAW));
      packet.putShort((short) sequence).putInt(sequence * FRAME).putInt(ssrc);
      for (int i = 0; i < FRAME; i++) {
        packet.put(G711.toALaw(second.sample((sequence * FRAME + i) % Sound.RATE)));
      }
      try {
        socket.send(new DatagramPacket(packet.array(), packet.capacity(), to));
      } catch (IOException nobodyThere) {
        // ICMP says that the far end is gone; like a telephone, go on.
      }
      due += FRAME_NANOS;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
    }
  }

  private void read() {
    byte[] buffer = new byte[2048];
    while (!socket.isClosed()) {
      DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(datagram);
        long now = System.nanoTime();
        if (datagram.getLength() >= HEADER) {
          Packet packet = packet(now, ByteBuffer.wrap(buffer, 0, datagram.getLength()));
          waiting.change(() -> packets.add(packet));
        }
      } catch (IOException closedOrRefused) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }

  private static Packet packet(long now, ByteBuffer in) {
    int contributors = in.get() & 0x0F;
    int second = in.get();
    int sequence = in.getShort() & 0xFFFF;
    long timestamp = in.getInt() & 0xFFFFFFFFL;
    int ssrc = in.getInt();
    in.position(Math.min(in.limit(), HEADER + 4 * contributors));
    List<Byte> octets = new ArrayList<>(in.remaining());
    while (in.hasRemaining()) {
      octets.add(in.get());
    }
    return new Packet(
        now, second & 0x7F, (second & 0x80) != 0, sequence, timestamp, ssrc, new Payload(octets));
  }

  @Override
  public void close() {
    sending = false;
    socket.close();
  }
}
