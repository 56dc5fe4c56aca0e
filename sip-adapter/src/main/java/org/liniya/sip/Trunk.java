package org.liniya.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.sip.trunk.NumberPlan;
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
    Optional<RegisterRules> register) {

  public Trunk {
    callersFrom = List.copyOf(callersFrom);
    certificates = List.copyOf(certificates);
    numbers = Map.copyOf(numbers);
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
        register);
  }

  public boolean admits(InetAddress source) {
    return callersFrom.stream().anyMatch(range -> range.contains(source));
  }
}
