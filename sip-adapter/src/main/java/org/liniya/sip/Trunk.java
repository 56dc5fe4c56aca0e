package org.liniya.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.NumberPlan;
import org.liniya.rtp.KeyRules;
import org.liniya.sip.AdmissionLimits.Share;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.TrunkLogin;

/**
 * A line on which callers come, and over which calls may go out. Immutable.
 *
 * @param callersFrom the only addresses from which it may bring callers
 * @param login what its INVITEs are asked for, if any
 * @param certificates names of which the sender must have proved one (RFC 5922); empty: none asked
 * @param trusted whether its P-Asserted-Identity is believed (RFC 3325)
 * @param plan how it writes numbers
 * @param numbers called number → flow, for this trunk, before those of all trunks
 * @param out what may be dialled over it; nothing when absent
 * @param register our registration at its provider
 * @param keys how keys come over it, and whether those of a talk go to the other party
 * @param share how many calls it may bring, instead of the limits per source
 */
public record Trunk(
    String name,
    List<AddressRange> callersFrom,
    Optional<TrunkLogin> login,
    List<String> certificates,
    boolean trusted,
    NumberPlan plan,
    Map<String, String> numbers,
    Optional<OutRules> out,
    Optional<RegisterRules> register,
    KeyRules keys,
    Optional<Share> share) {

  public Trunk {
    callersFrom = List.copyOf(callersFrom);
    certificates = List.copyOf(certificates);
    numbers = Map.copyOf(numbers);
  }

  /** A trunk that does with keys what is usual and has no limits of its own. */
  public Trunk(
      String name,
      List<AddressRange> callersFrom,
      Optional<TrunkLogin> login,
      List<String> certificates,
      boolean trusted,
      NumberPlan plan,
      Map<String, String> numbers,
      Optional<OutRules> out,
      Optional<RegisterRules> register) {
    this(
        name,
        callersFrom,
        login,
        certificates,
        trusted,
        plan,
        numbers,
        out,
        register,
        KeyRules.USUAL,
        Optional.empty());
  }

  /** A trunk that is known by its addresses alone and only brings callers. */
  public Trunk(String name, List<AddressRange> callersFrom, boolean trusted) {
    this(
        name,
        callersFrom,
        Optional.empty(),
        List.of(),
        trusted,
        NumberPlan.russian(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same trunk with other rules for calls out. */
  public Trunk with(OutRules rules) {
    return new Trunk(
        name,
        callersFrom,
        login,
        certificates,
        trusted,
        plan,
        numbers,
        Optional.of(rules),
        register,
        keys,
        share);
  }

  /** The same trunk with other rules for keys. */
  public Trunk with(KeyRules rules) {
    return new Trunk(
        name,
        callersFrom,
        login,
        certificates,
        trusted,
        plan,
        numbers,
        out,
        register,
        rules,
        share);
  }

  /** The same trunk with limits of its own: calls at once, and new calls a second. */
  public Trunk withShare(int calls, int newCalls) {
    return new Trunk(
        name,
        callersFrom,
        login,
        certificates,
        trusted,
        plan,
        numbers,
        out,
        register,
        keys,
        Optional.of(new Share(name, calls, newCalls)));
  }

  /** What we show its provider when it asks for a password. */
  Optional<TrunkLogin> account() {
    return out.flatMap(OutRules::login).or(() -> register.map(RegisterRules::login));
  }

  public boolean admits(InetAddress source) {
    return callersFrom.stream().anyMatch(range -> range.contains(source));
  }
}
