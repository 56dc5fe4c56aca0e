package org.liniya.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.liniya.port.Encoding;
import org.liniya.rtp.RtcpPlace;

/**
 * The offer/answer model (RFC 3264) for one line of G.711 audio. Pure functions; nothing is thrown
 * whatever the other side wrote.
 *
 * <p>For every later description in the same dialog pass the result through {@link
 * SessionDescription#following}, which keeps {@code o=} right.
 */
public final class OfferAnswer {

  /** The payload type that we offer for telephone-event; what most others offer too. */
  public static final int OUR_EVENTS = 101;

  private OfferAnswer() {}

  /** Our offer: both laws, the preferred one first, and telephone-event. */
  public static SessionDescription offer(LocalMedia us, Encoding preferred) {
    List<Encoding> encodings =
        preferred == Encoding.PCMA
            ? List.of(Encoding.PCMA, Encoding.PCMU)
            : List.of(Encoding.PCMU, Encoding.PCMA);
    return describe(
        us,
        List.of(
            ours(
                us,
                "RTP/AVP",
                encodings,
                OptionalInt.of(OUR_EVENTS),
                AudioLine.USUAL_PTIME_MS,
                Direction.SENDRECV)));
  }

  /**
   * Our offer later in a dialog: it must keep every line there was, in order (RFC 3264 section 8).
   */
  public static SessionDescription offerAgain(
      LocalMedia us, Encoding preferred, SessionDescription previous) {
    MediaDescription audio = offer(us, preferred).media().getFirst();
    List<MediaDescription> lines = new ArrayList<>();
    boolean placed = false;
    for (MediaDescription line : previous.media()) {
      boolean here = !placed && line.port() != 0;
      lines.add(here ? audio : line.refused());
      placed |= here;
    }
    if (!placed) {
      lines.add(audio);
    }
    return describe(us, lines).following(previous);
  }

  /** Answers an offer: the first usable line of audio is taken, all others are refused. */
  public static Negotiated answer(String offer, LocalMedia us) {
    return switch (SdpParser.parse(offer)) {
      case SdpParser.Parsed.Broken(var reason) -> new Negotiated.Broken(reason);
      case SdpParser.Parsed.Read(var theirs) -> answer(theirs, us);
    };
  }

  /** Takes the answer to an offer of ours. */
  public static Negotiated accept(SessionDescription ourOffer, String answer) {
    return switch (SdpParser.parse(answer)) {
      case SdpParser.Parsed.Broken(var reason) -> new Negotiated.Broken(reason);
      case SdpParser.Parsed.Read(var theirs) -> accept(ourOffer, theirs);
    };
  }

  private static Negotiated answer(SessionDescription theirs, LocalMedia us) {
    int chosen = usableLine(theirs);
    if (chosen < 0) {
      return none(theirs);
    }
    MediaDescription line = theirs.media().get(chosen);
    Optional<InetSocketAddress> remote = remote(theirs, line, us.host());
    if (remote.isEmpty()) {
      return new Negotiated.Broken("no usable c= address");
    }
    AudioLine audio = new AudioLine(line);
    Encoding encoding = audio.encodings().getFirst();
    OptionalInt events = audio.events();
    Direction direction = direction(theirs, line).reversed();
    MediaDescription ours =
        ours(us, line.protocol(), List.of(encoding), events, audio.ptimeMs(), direction)
            .with(audio.offersMux() ? List.of(new Attribute(AudioLine.MUX, "")) : List.of());
    List<MediaDescription> lines = new ArrayList<>();
    for (int i = 0; i < theirs.media().size(); i++) {
      lines.add(i == chosen ? ours : theirs.media().get(i).refused());
    }
    return new Negotiated.Agreed(
        describe(us, lines),
        new NegotiatedMedia(
            remote.get(),
            encoding,
            events,
            events,
            audio.ptimeMs(),
            direction,
            audio.offersMux() ? new RtcpPlace.Muxed() : audio.rtcp(remote.get())));
  }

  private static Negotiated accept(SessionDescription ourOffer, SessionDescription theirs) {
    int chosen = usableLine(theirs);
    if (chosen < 0) {
      return none(theirs);
    }
    if (chosen >= ourOffer.media().size() || ourOffer.media().get(chosen).port() == 0) {
      return new Negotiated.Broken("the answer uses a line that was not offered");
    }
    MediaDescription line = theirs.media().get(chosen);
    Optional<InetSocketAddress> remote =
        remote(theirs, line, ourOffer.connection().orElse("0.0.0.0"));
    if (remote.isEmpty()) {
      return new Negotiated.Broken("no usable c= address");
    }
    AudioLine audio = new AudioLine(line);
    AudioLine offered = new AudioLine(ourOffer.media().get(chosen));
    OptionalInt sendEvents = audio.events();
    return new Negotiated.Agreed(
        ourOffer,
        new NegotiatedMedia(
            remote.get(),
            audio.encodings().getFirst(),
            sendEvents.isPresent() ? offered.events() : OptionalInt.empty(),
            sendEvents,
            audio.ptimeMs(),
            direction(theirs, line).reversed(),
            audio.rtcp(remote.get()))); // we never offer to mux
  }

  private static Negotiated none(SessionDescription theirs) {
    return theirs.media().isEmpty()
        ? new Negotiated.Broken("no m= line")
        : new Negotiated.NoCommonCodec();
  }

  private static int usableLine(SessionDescription theirs) {
    for (int i = 0; i < theirs.media().size(); i++) {
      AudioLine audio = new AudioLine(theirs.media().get(i));
      if (audio.isUsable() && !audio.encodings().isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Media before session (RFC 8866 section 5.7); names are refused, a look-up would block. So is an
   * address that our socket cannot send to, being IPv6 where ours is IPv4 or the other way round: a
   * call without sound is worse than none.
   */
  private static Optional<InetSocketAddress> remote(
      SessionDescription theirs, MediaDescription line, String ourHost) {
    return line.connection()
        .or(theirs::connection)
        .flatMap(OfferAnswer::literal)
        .filter(address -> !address.isMulticastAddress())
        .filter(address -> address.isAnyLocalAddress() || sameFamily(address, ourHost))
        .map(address -> new InetSocketAddress(address, line.port()));
  }

  private static boolean sameFamily(InetAddress theirs, String ourHost) {
    return literal(ourHost).filter(ours -> ours.getClass() == theirs.getClass()).isPresent();
  }

  static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static Direction direction(SessionDescription theirs, MediaDescription line) {
    return Attributes.direction(line.attributes())
        .or(() -> Attributes.direction(theirs.attributes()))
        .orElse(Direction.SENDRECV);
  }

  private static SessionDescription describe(LocalMedia us, List<MediaDescription> lines) {
    return new SessionDescription(us.origin(), Optional.of(us.host()), List.of(), lines);
  }

  private static MediaDescription ours(
      LocalMedia us,
      String protocol,
      List<Encoding> encodings,
      OptionalInt events,
      int ptimeMs,
      Direction direction) {
    List<String> formats = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    for (Encoding encoding : encodings) {
      formats.add(Integer.toString(encoding.payloadType()));
      attributes.add(new Attribute("rtpmap", encoding.payloadType() + " " + encoding + "/8000"));
    }
    events.ifPresent(
        type -> {
          formats.add(Integer.toString(type));
          attributes.add(new Attribute("rtpmap", type + " telephone-event/8000"));
          attributes.add(new Attribute("fmtp", type + " 0-15")); // the sixteen keys
        });
    attributes.add(new Attribute("ptime", Integer.toString(ptimeMs)));
    attributes.add(new Attribute(direction.attribute(), ""));
    return new MediaDescription(
        "audio", us.address().getPort(), protocol, formats, Optional.empty(), attributes);
  }
}
