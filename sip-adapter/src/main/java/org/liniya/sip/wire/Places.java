package org.liniya.sip.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All addresses that a wire listens on, and the choice among them: for a request of ours the one
 * with the right transport, family and reach; for an answer the one that the request came to.
 * Immutable; the first place is the main one.
 */
public record Places(List<Place> all) {

  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1");

  public Places {
    all = List.copyOf(all);
  }

  public Place main() {
    return all.getFirst();
  }

  /** The first place with {@code transport}; the main one when none has it. */
  public Place first(String transport) {
    return with(transport).getFirst();
  }

  /** From where one sends to {@code target}. */
  public Place toward(Target target) {
    InetAddress peer =
        Advertised.literal(target.host())
            .orElse(
                target.host().equalsIgnoreCase("localhost")
                    ? InetAddress.getLoopbackAddress()
                    : ELSEWHERE);
    List<Place> candidates = with(target.transport());
    if (target.from() < all.size() && candidates.contains(all.get(target.from()))) {
      Place used = all.get(target.from());
      if (target.from() > 0 && used.fits(peer)) {
        return used;
      }
    }
    Place best = candidates.getFirst();
    for (Place place : candidates) {
      if (place.fit(peer) > best.fit(peer)) {
        best = place;
      }
    }
    return best;
  }

  /** The place with this very socket; else the first with the transport. */
  Place listeningAt(InetAddress address, int port, String transport) {
    return with(transport).stream()
        .filter(place -> place.port() == port && place.bound().equals(address))
        .findFirst()
        .orElse(first(transport));
  }

  /** All that others may call us by, in its {@link Target#canonical} form. */
  public Set<String> names() {
    return all.stream()
        .flatMap(place -> Stream.of(place.host(), place.bound().getHostAddress()))
        .map(Target::canonical)
        .collect(Collectors.toSet());
  }

  private List<Place> with(String token) {
    Optional<Transport> transport = Transport.of(token);
    List<Place> able =
        all.stream()
            .filter(place -> transport.filter(place.transports()::contains).isPresent())
            .toList();
    return able.isEmpty() ? List.of(main()) : able;
  }
}
