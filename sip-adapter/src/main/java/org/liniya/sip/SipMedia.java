package org.liniya.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.liniya.port.Encoding;
import org.liniya.rtp.MediaStream;
import org.liniya.sdp.LocalMedia;
import org.liniya.sdp.Negotiated;
import org.liniya.sdp.NegotiatedMedia;
import org.liniya.sdp.OfferAnswer;
import org.liniya.sdp.OfferedFamily;
import org.liniya.sdp.SessionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offer/answer state of one leg (RFC 3264): turns session descriptions into settings of its
 * stream. Belongs to the leg's mailbox, but for {@link #encoding}.
 */
public final class SipMedia {

  private static final Logger LOG = LoggerFactory.getLogger(SipMedia.class);

  private final MediaStream stream;
  private final LocalMedia us;
  private Optional<SessionDescription> ours = Optional.empty();
  private volatile Encoding encoding = Encoding.PCMA;
  private boolean held;

  public SipMedia(MediaStream stream) {
    this.stream = stream;
    this.us =
        new LocalMedia(stream.local(), ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE));
  }

  /** Whether an offer can be answered at all, from an address of the family that it wants. */
  static boolean answerable(String offer) {
    boolean six = OfferedFamily.of(offer).filter(StandardProtocolFamily.INET6::equals).isPresent();
    InetAddress own = InetAddress.ofLiteral(six ? "::1" : "127.0.0.1");
    LocalMedia nobody = new LocalMedia(new InetSocketAddress(own, 9), 1);
    return OfferAnswer.answer(offer, nobody) instanceof Negotiated.Agreed;
  }

  /** Our offer, with {@code first} as the preferred codec. */
  public String offer(Encoding first) {
    SessionDescription offer =
        ours.map(before -> OfferAnswer.offerAgain(us, first, before))
            .orElseGet(() -> OfferAnswer.offer(us, first));
    ours = Optional.of(offer);
    return offer.toText();
  }

  /** Our offer with the codec in use first. */
  public String offer() {
    return offer(encoding);
  }

  /** Takes their offer and gives our answer; nothing when we have no codec in common. */
  public Optional<String> answer(String offer) {
    return switch (OfferAnswer.answer(offer, us)) {
      case Negotiated.Agreed(SessionDescription local, NegotiatedMedia media) -> {
        SessionDescription answer = ours.map(local::following).orElse(local);
        ours = Optional.of(answer);
        use(media);
        yield Optional.of(answer.toText());
      }
      case Negotiated.NoCommonCodec() -> Optional.empty();
      case Negotiated.Broken(String reason) -> {
        LOG.atInfo().addKeyValue("reason", reason).log("session description not usable");
        yield Optional.empty();
      }
    };
  }

  /** Takes their answer to our offer; false when it cannot be used. */
  public boolean accept(String answer) {
    if (ours.isEmpty()) {
      return false;
    }
    return switch (OfferAnswer.accept(ours.get(), answer)) {
      case Negotiated.Agreed(var _, NegotiatedMedia media) -> {
        use(media);
        yield true;
      }
      case Negotiated.NoCommonCodec() -> false;
      case Negotiated.Broken(String reason) -> {
        LOG.atInfo().addKeyValue("reason", reason).log("session description not usable");
        yield false;
      }
    };
  }

  private void use(NegotiatedMedia media) {
    encoding = media.encoding();
    held = media.held();
    stream.apply(media.toSettings());
  }

  /** Whether the far end has put us on hold. */
  public boolean held() {
    return held;
  }

  /** What we send in. Any thread may ask. */
  public Encoding encoding() {
    return encoding;
  }
}
