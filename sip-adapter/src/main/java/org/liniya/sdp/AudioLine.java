package org.liniya.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.liniya.port.Encoding;
import org.liniya.rtp.RtcpPlace;

/**
 * Reads from an {@code m=audio} line what it means. Pure.
 *
 * <p>G.711 is known by its static payload type, or by an rtpmap at that number. An rtpmap that
 * gives the number to something else wins; G.711 at a dynamic number is not used, since all who can
 * speak it offer the static one.
 */
final class AudioLine {

  static final int USUAL_PTIME_MS = 20;
  static final String MUX = "rtcp-mux";
  private static final int MAX_PAYLOAD_TYPE = 127;

  private final MediaDescription media;

  AudioLine(MediaDescription media) {
    this.media = media;
  }

  boolean isUsable() {
    return media.kind().equals("audio")
        && media.port() > 0
        && (media.protocol().equals("RTP/AVP") || media.protocol().equals("RTP/AVPF"));
  }

  /** The encodings that we can speak, in the writer's order. */
  List<Encoding> encodings() {
    List<Encoding> found = new ArrayList<>();
    for (String format : media.formats()) {
      encoding(SdpParser.number(format, MAX_PAYLOAD_TYPE)).ifPresent(found::add);
    }
    return found.stream().distinct().toList();
  }

  /** The payload type of telephone-event at 8,000 Hz, the one rate that fits G.711. */
  OptionalInt events() {
    return media.formats().stream()
        .mapToInt(format -> SdpParser.number(format, MAX_PAYLOAD_TYPE))
        .filter(type -> type >= 0)
        .filter(type -> rtpmap(type).filter("telephone-event/8000"::equals).isPresent())
        .filter(type -> type != 0 && type != 8)
        .findFirst();
  }

  /** How long the writer wants its packets: what we can make nearest to it. */
  int ptimeMs() {
    int wanted = milliseconds("ptime").orElse(USUAL_PTIME_MS);
    int most = milliseconds("maxptime").orElse(60);
    int milliseconds = Math.min(wanted, most);
    return Math.clamp(milliseconds - milliseconds % 10, 10, 60);
  }

  /** Whether the writer can take RTCP on the port of RTP (RFC 5761 section 5.1.1). */
  boolean offersMux() {
    return media.attribute(MUX).isPresent();
  }

  /**
   * Where the writer takes RTCP when it is not muxed: {@code a=rtcp:PORT [IN IP4 ADDRESS]} (RFC
   * 3605 section 2.1), else the port after that of RTP. What cannot be used counts as not said.
   */
  RtcpPlace rtcp(InetSocketAddress rtp) {
    String[] said = media.attribute("rtcp").orElse("").strip().split(" +", 5);
    int port = SdpParser.number(said[0], 65_535);
    Optional<InetAddress> address =
        said.length == 4
            ? OfferAnswer.literal(said[3])
                .filter(each -> !each.isMulticastAddress() && !each.isAnyLocalAddress())
            : Optional.of(rtp.getAddress()).filter(_ -> said.length == 1);
    return port > 0 && address.isPresent()
        ? new RtcpPlace.At(new InetSocketAddress(address.get(), port))
        : new RtcpPlace.NextPort();
  }

  private Optional<Encoding> encoding(int type) {
    for (Encoding encoding : Encoding.values()) {
      String name = encoding.name() + "/8000";
      if (encoding.payloadType() == type && rtpmap(type).orElse(name).equalsIgnoreCase(name)) {
        return Optional.of(encoding);
      }
    }
    return Optional.empty();
  }

  /** Name and rate of a payload type; a channel count of one is left out. */
  private Optional<String> rtpmap(int type) {
    String prefix = type + " ";
    return media.attributes().stream()
        .filter(attribute -> attribute.name().equals("rtpmap"))
        .map(Attribute::value)
        .filter(value -> value.startsWith(prefix))
        .map(value -> value.substring(prefix.length()).strip())
        .map(codec -> codec.endsWith("/1") ? codec.substring(0, codec.length() - 2) : codec)
        .map(codec -> codec.toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private OptionalInt milliseconds(String name) {
    return media.attribute(name).stream()
        .map(value -> value.split("\\.", 2)[0]) // some telephones write 20.0
        .mapToInt(value -> SdpParser.number(value, 1000))
        .filter(value -> value > 0)
        .findFirst();
  }
}
