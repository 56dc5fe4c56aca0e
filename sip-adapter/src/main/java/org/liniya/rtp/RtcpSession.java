package org.liniya.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The reports that a stream sends and receives (RFC 3550 section 6). Runs only on the media loop
 * that owns the stream, but for {@link #far}.
 *
 * <p>Two parties need no reckoning of bandwidth: a report goes out every five seconds, give or take
 * a half, the first one sooner (section 6.2), and the last says BYE. A report is believed when it
 * comes from the host that the sound comes from, or names the sound's SSRC; a round-trip time only
 * when it refers to a report that was really sent.
 */
final class RtcpSession {

  private static final int PACKETS_AT_ONCE = 4;
  private static final int LONGEST = 1500;
  private static final int NAME_BYTES = 12; // 96 bits, RFC 7022 section 4.2
  private static final int REMEMBERED = 4;
  private static final long PARSE_APART_NANOS = 20_000_000L;
  private static final long LONGEST_ROUND_TRIP = 10L << 16; // ten seconds

  private final RtpSocket rtp;
  private final RtcpPort port;
  private final Transmitter transmitter;
  private final Reception reception;
  private final Faults faults;
  private final RandomGenerator random;
  private final long apartNanos;
  private final String cname;
  private final ByteBuffer out = ByteBuffer.allocateDirect(256);
  private final int[] sentReports = new int[REMEMBERED];

  private @Nullable MediaSettings settings;
  private @Nullable InetSocketAddress heardFrom;
  private long due;
  private int reports;
  private long sentAtReport;
  private boolean parsedBefore;
  private long lastParsed;

  private int theirSsrc;
  private int theirReport;
  private long theirReportAt;

  private volatile Optional<FarReport> far = Optional.empty();

  RtcpSession(
      RtpSocket rtp,
      RtcpPort port,
      Transmitter transmitter,
      Reception reception,
      MediaTiming timing,
      Faults faults,
      RandomGenerator random) {
    this.rtp = rtp;
    this.port = port;
    this.transmitter = transmitter;
    this.reception = reception;
    this.faults = faults;
    this.random = random;
    this.apartNanos = timing.report().toNanos();
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    this.cname = Base64.getEncoder().encodeToString(name);
  }

  /** What the far end says of our packets; from any thread. */
  Optional<FarReport> far() {
    return far;
  }

  void apply(MediaSettings wanted, long now) {
    if (settings == null) {
      due = now + apartNanos / 4 + (long) (random.nextDouble() * apartNanos / 2);
    } else if (!settings.remote().equals(wanted.remote())) {
      heardFrom = null;
    }
    settings = wanted;
  }

  // ---- what is sent

  /** Sends a report if it is time. */
  void watch(long now, long clockSamples) {
    if (settings != null && now - due >= 0) {
      due = now + apartNanos / 2 + (long) (random.nextDouble() * apartNanos);
      report(now, clockSamples, false);
    }
  }

  /** The last report; a stream that never sent anything says nothing (section 6.3.7). */
  void goodbye(long now, long clockSamples) {
    if (settings != null && transmitter.sent() > 0) {
      report(now, clockSamples, true);
    }
  }

  private void report(long now, long clockSamples, boolean goodbye) {
    try {
      out.clear();
      RtcpWriter.write(
          out, transmitter.ssrc(), sent(now, clockSamples), block(now), cname, goodbye);
      out.flip();
      send();
    } catch (IOException | RuntimeException e) {
      faults.log("RTCP report", e);
    }
  }

  private Optional<RtcpWriter.Sent> sent(long now, long clockSamples) {
    long packets = transmitter.sent();
    if (packets == sentAtReport) {
      return Optional.empty();
    }
    sentAtReport = packets;
    long ntp = NtpTime.at(now);
    sentReports[reports++ % REMEMBERED] = NtpTime.middle(ntp);
    return Optional.of(
        new RtcpWriter.Sent(
            ntp, transmitter.timestampAt(clockSamples), packets, transmitter.octets()));
  }

  private Optional<ReportBlock> block(long now) {
    if (!reception.hasBegun()) {
      return Optional.empty();
    }
    boolean known = theirReportAt != 0 && theirSsrc == reception.ssrc();
    long since = known ? (((now - theirReportAt) / 1000) << 16) / 1_000_000 : 0;
    return Optional.of(reception.report(known ? theirReport : 0, since));
  }

  private void send() throws IOException {
    MediaSettings agreed = settings;
    if (agreed == null) {
      return;
    }
    if (agreed.rtcp() instanceof RtcpPlace.Muxed) {
      if (rtp.destination() != null) {
        rtp.send(out);
      }
      return;
    }
    InetSocketAddress to = destination(agreed);
    RtcpSocket socket = port.socket();
    if (socket != null && to != null) {
      socket.send(out, to);
    }
  }

  /** As announced; behind a NAT where their reports come from, or else next to their sound. */
  private @Nullable InetSocketAddress destination(MediaSettings agreed) {
    InetSocketAddress sound = rtp.destination();
    if (sound == null) {
      return null;
    }
    if (!sound.equals(agreed.remote())) {
      return heardFrom != null ? heardFrom : next(sound);
    }
    return agreed.rtcp() instanceof RtcpPlace.At(InetSocketAddress address)
        ? address
        : next(agreed.remote());
  }

  private static @Nullable InetSocketAddress next(InetSocketAddress sound) {
    return sound.getPort() < 65_535
        ? new InetSocketAddress(sound.getAddress(), sound.getPort() + 1)
        : null;
  }

  // ---- what is received

  /** There is something to read on the port of our own. */
  void receive(ByteBuffer buffer, byte[] bytes) throws IOException {
    RtcpSocket socket = port.socket();
    for (int i = 0; i < PACKETS_AT_ONCE && socket != null; i++) {
      try {
        buffer.clear();
        InetSocketAddress from = socket.read(buffer);
        if (from == null) {
          return;
        }
        buffer.flip();
        packet(from, buffer, bytes);
      } catch (PortUnreachableException nobodyThere) {
        // the answer to a report of ours
      }
    }
  }

  /** A packet that may be RTCP, from whichever port. */
  void packet(InetSocketAddress from, ByteBuffer buffer, byte[] bytes) {
    int length = buffer.remaining();
    long now = System.nanoTime();
    if (settings == null
        || length < RtcpReader.HEADER_BYTES
        || length > Math.min(LONGEST, bytes.length)
        || !RtcpReader.isRtcp(buffer.get(buffer.position()), buffer.get(buffer.position() + 1))
        || (parsedBefore && now - lastParsed < PARSE_APART_NANOS && !isTheirHost(from))) {
      return; // a flood from elsewhere costs a look each, no more
    }
    parsedBefore = true;
    lastParsed = now;
    buffer.get(buffer.position(), bytes, 0, length);
    take(from, RtcpReader.read(bytes, length), now);
  }

  private void take(InetSocketAddress from, List<RtcpPart> parts, long now) {
    if (parts.isEmpty() || !(isTheirHost(from) || isTheirs(parts.getFirst()))) {
      return;
    }
    heardFrom = from;
    for (RtcpPart part : parts) {
      switch (part) {
        case RtcpPart.SenderReport report -> {
          theirSsrc = report.ssrc();
          theirReport = NtpTime.middle(report.ntp());
          theirReportAt = now;
          report.blocks().forEach(block -> ofOurs(block, now));
        }
        case RtcpPart.ReceiverReport report -> report.blocks().forEach(block -> ofOurs(block, now));
        case RtcpPart.Goodbye _, RtcpPart.Other _ -> {
          // that a party has gone is said by SIP
        }
      }
    }
  }

  private boolean isTheirHost(InetSocketAddress from) {
    InetSocketAddress sound = rtp.destination();
    InetAddress host = sound == null ? null : sound.getAddress();
    return from.getAddress().equals(host);
  }

  private boolean isTheirs(RtcpPart first) {
    return reception.hasBegun()
        && switch (first) {
          case RtcpPart.SenderReport(int ssrc, var _, var _) -> ssrc == reception.ssrc();
          case RtcpPart.ReceiverReport(int ssrc, var _) -> ssrc == reception.ssrc();
          case RtcpPart.Goodbye _, RtcpPart.Other _ -> false;
        };
  }

  private void ofOurs(ReportBlock block, long now) {
    if (block.ssrc() != transmitter.ssrc()) {
      return;
    }
    OptionalLong before = far.map(FarReport::roundTripMicros).orElse(OptionalLong.empty());
    OptionalLong roundTrip = roundTrip(block, now);
    long sent = transmitter.sent();
    far =
        Optional.of(
            new FarReport(
                Math.clamp(block.lost(), 0, sent),
                sent,
                Math.min(block.jitterSamples(), 80_000) * 125, // a lie of ten seconds at most
                roundTrip.isPresent() ? roundTrip : before));
  }

  /** Section 6.4.1, figure 2. Unsigned 32 bits, and never longer than since the report itself. */
  private OptionalLong roundTrip(ReportBlock block, long now) {
    boolean ours = false;
    for (int i = 0; i < Math.min(reports, REMEMBERED); i++) {
      ours |= sentReports[i] == block.lastReport();
    }
    if (!ours || block.lastReport() == 0) {
      return OptionalLong.empty();
    }
    int sinceSent = NtpTime.middle(NtpTime.at(now)) - block.lastReport();
    long took = (sinceSent & 0xFFFF_FFFFL) - block.sinceThen();
    // units of 15 µs, rounded at both ends, may come out a little below nothing
    return took < -66 || took > LONGEST_ROUND_TRIP
        ? OptionalLong.empty()
        : OptionalLong.of((Math.max(0, took) * 1_000_000) >> 16);
  }
}
