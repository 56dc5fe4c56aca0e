package org.liniya.sip;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which trunk an INVITE belongs to. Pure.
 *
 * <ul>
 *   <li>place: among the trunks that may call from the address, those whose range is the smallest
 *       are looked at, and no others: who sits there cannot fall back on a wider, laxer trunk. A
 *       trunk without addresses that asks for a password or a certificate is the widest of all
 *   <li>contact: of these, one that has registered the very contact that is called comes first,
 *       then the order of the file counts
 *   <li>proof: the first whose certificate and password are proved is taken
 *   <li>ask: else, when a password would do, it is asked for
 * </ul>
 */
final class TrunkChoice {

  /** What is known of the sender. */
  record Evidence(
      InetAddress source, List<String> peerNames, Optional<String> login, String called) {}

  /** The choice. */
  sealed interface Chosen {
    record Found(Trunk trunk) implements Chosen {}

    record AskPassword() implements Chosen {}

    record Nobody(String reason) implements Chosen {}
  }

  /** A range that is wider than any address range. */
  private static final int EVERYWHERE = -1;

  private static final int NOWHERE = -2;

  private TrunkChoice() {}

  /**
   * Chooses.
   *
   * @param learned addresses of a trunk's own registrar, from which its calls come too
   */
  static Chosen choose(
      List<Trunk> trunks, Evidence evidence, Function<Trunk, Set<InetAddress>> learned) {
    int narrowest =
        trunks.stream()
            .mapToInt(trunk -> bits(trunk, evidence.source(), learned.apply(trunk)))
            .max()
            .orElse(NOWHERE);
    if (narrowest == NOWHERE) {
      return new Chosen.Nobody("no trunk allows the source");
    }
    List<Trunk> there =
        trunks.stream()
            .filter(trunk -> bits(trunk, evidence.source(), learned.apply(trunk)) == narrowest)
            .filter(trunk -> certified(trunk, evidence.peerNames()))
            .sorted(Comparator.comparing(trunk -> !registered(trunk, evidence.called())))
            .toList();
    if (there.isEmpty()) {
      return new Chosen.Nobody("no certificate that the trunk asks for");
    }
    return there.stream()
        .filter(trunk -> loggedIn(trunk, evidence.login()))
        .findFirst()
        .<Chosen>map(Chosen.Found::new)
        .orElseGet(Chosen.AskPassword::new);
  }

  /** Whether our registration for the trunk named this user as contact. */
  static boolean registered(Trunk trunk, String called) {
    return trunk.register().filter(rules -> rules.contactUser().equals(called)).isPresent();
  }

  private static int bits(Trunk trunk, InetAddress source, Set<InetAddress> learned) {
    if (learned.contains(source)) {
      return source.getAddress().length * 8;
    }
    boolean proves = trunk.login().isPresent() || !trunk.certificates().isEmpty();
    boolean anywhere = trunk.callersFrom().isEmpty() && proves;
    return trunk.callersFrom().stream()
        .filter(range -> range.contains(source))
        .mapToInt(AddressRange::bits)
        .max()
        .orElse(anywhere ? EVERYWHERE : NOWHERE);
  }

  private static boolean certified(Trunk trunk, List<String> peerNames) {
    return trunk.certificates().isEmpty()
        || trunk.certificates().stream()
            .anyMatch(name -> peerNames.stream().anyMatch(name::equalsIgnoreCase));
  }

  private static boolean loggedIn(Trunk trunk, Optional<String> login) {
    return trunk.login().isEmpty() || trunk.login().get().user().equals(login.orElse(""));
  }
}
