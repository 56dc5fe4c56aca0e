package org.liniya.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.liniya.fuzz.Corpus;
import org.liniya.fuzz.FuzzTarget;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.WireTargets;

/** What reads header fields and bodies of SIP. */
// only that it ends counts, not what it gives
@SuppressWarnings({"ReturnValueIgnored", "OptionalMapUnusedValue", "NullAway"})
public final class SipTargets {

  private SipTargets() {}

  public static List<FuzzTarget> all() {
    return List.of(
        new FuzzTarget(
            "caller",
            Stream.concat(Corpus.torture().stream(), Corpus.messages().stream()).toList(),
            input -> WireTargets.read(input).ifPresent(SipTargets::caller)),
        new FuzzTarget(
            "info-key",
            List.of(
                Corpus.bytes("Signal=5\r\nDuration=160\r\n"),
                Corpus.bytes("11"),
                Corpus.bytes("*")),
            input -> InfoKey.parse(new String(input, StandardCharsets.UTF_8))));
  }

  private static void caller(Incoming incoming) {
    CallerIdentity.of(incoming, new Trunk("t", List.of(), true));
    CallerIdentity.of(incoming, new Trunk("t", List.of(), false));
    CallerIdentity.fromExtension(incoming, Set.of("127.0.0.1", "liniya"));
    DialledUri.user(incoming.request().getRequestURI());
    incoming.body("application/sdp").map(SipMedia::answerable);
  }
}
