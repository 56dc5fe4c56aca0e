package org.liniya.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.port.Time;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Incoming;

/**
 * Asks trunks for their passwords by the same means as operators, but under a realm, with nonces
 * and names of its own: an operator's password opens no trunk, and a trunk's no telephone.
 * Thread-safe.
 */
final class TrunkGate {

  private final String realm;
  private final Gate gate;
  private volatile Map<String, Secret> passwords;

  TrunkGate(String ourRealm, List<Trunk> trunks, Time time) {
    realm = ourRealm + "-trunks";
    passwords = passwords(trunks);
    gate = new Gate(realm, user -> Optional.ofNullable(passwords.get(user.value())), time);
  }

  /** Other trunks from now on; what was guessed wrongly before is not forgotten. */
  void replace(List<Trunk> trunks) {
    passwords = passwords(trunks);
  }

  private static Map<String, Secret> passwords(List<Trunk> trunks) {
    Map<String, Secret> passwords = new HashMap<>();
    for (Trunk trunk : trunks) {
      trunk.login().ifPresent(login -> passwords.put(login.user(), login.password()));
    }
    return Map.copyOf(passwords);
  }

  /** Whether the request carries a trunk's credentials, right or wrong. */
  boolean shown(Incoming incoming) {
    return incoming.headers("Authorization").stream()
        .map(Challenge::parameters)
        .anyMatch(parameters -> realm.equals(parameters.get("realm")));
  }

  /** The credentials' worth; {@code Known} names the user. */
  Gate.Verdict judge(Incoming incoming) {
    return gate.judge(incoming);
  }

  void ask(Incoming incoming, Gate.Verdict.Ask ask, LegTools tools, Mailbox mailbox) {
    gate.ask(incoming, ask, tools, mailbox);
  }
}
