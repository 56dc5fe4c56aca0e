package org.liniya.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.liniya.fuzz.Corpus;
import org.liniya.fuzz.FuzzTarget;
import org.liniya.port.Encoding;

/** What reads session descriptions. */
public final class SdpTargets {

  private static final LocalMedia US =
      new LocalMedia(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 20_000), 42);

  private SdpTargets() {}

  public static List<FuzzTarget> all() {
    SessionDescription ours = OfferAnswer.offer(US, Encoding.PCMA);
    return List.of(
        new FuzzTarget(
            "sdp",
            Corpus.descriptions(),
            input -> {
              String text = new String(input, StandardCharsets.UTF_8);
              OfferAnswer.answer(text, US);
              OfferAnswer.accept(ours, text);
            }));
  }
}
