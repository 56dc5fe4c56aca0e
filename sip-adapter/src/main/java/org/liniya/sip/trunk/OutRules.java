package org.liniya.sip.trunk;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.call.PhoneNumber;

/**
 * What may be dialled over a trunk, and how. Immutable.
 *
 * @param to where the provider takes calls
 * @param prefixes beginnings of numbers in E.164 form that may be dialled; {@code +} alone is every
 *     number of the world
 * @param exact numbers that may be dialled just as they stand, such as {@code 112}; no limit
 *     applies to them
 * @param atOnce calls in progress at most
 * @param anHour calls begun within any 60 minutes at most
 * @param longest a call is ended after so long; but see {@link #longest(PhoneNumber)}
 * @param callerId the number that is shown to the called party
 * @param login for the provider's challenges
 * @param options how often the provider is asked whether it is there; zero: never
 */
public record OutRules(
    TrunkPlace to,
    List<String> prefixes,
    List<String> exact,
    int atOnce,
    int anHour,
    Duration longest,
    Optional<PhoneNumber> callerId,
    Optional<TrunkLogin> login,
    Duration options) {

  /** No talk lasts so long; what was forgotten ends. */
  private static final Duration UNLIMITED = Duration.ofDays(1);

  public OutRules {
    prefixes = List.copyOf(prefixes);
    exact = List.copyOf(exact);
  }

  /**
   * After how long a talk with {@code number} is ended. {@code longest} bounds costs, so it is not
   * for the short numbers that are listed just as they stand: nobody is cut off from an ambulance.
   */
  public Duration longest(PhoneNumber number) {
    boolean listedShort = !number.callable() && exact.contains(number.full().reveal());
    return listedShort ? UNLIMITED : longest;
  }

  /** Takes this number too, just as it stands. */
  public OutRules with(PhoneNumber number) {
    return with(List.of(number.full().reveal()));
  }

  /** Takes these numbers too, just as they stand. */
  public OutRules with(Collection<String> further) {
    return new OutRules(
        to,
        prefixes,
        Stream.concat(exact.stream(), further.stream()).distinct().sorted().toList(),
        atOnce,
        anHour,
        longest,
        callerId,
        login,
        options);
  }
}
