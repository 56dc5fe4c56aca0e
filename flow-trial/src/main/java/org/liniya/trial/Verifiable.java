package org.liniya.trial;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.CodeSource;

/**
 * By what the caller of a trial can be verified. Immutable.
 *
 * @param registry who stands in it, with what is known of them
 * @param code the one that is sent, each time; another each time when it is empty
 * @param accountCode the one that every personal account shows
 * @param away whether nothing of all this answers
 */
public record Verifiable(
    Map<LookUp, Map<Datum, Secret>> registry,
    Optional<CodeSource.Fresh> code,
    Optional<Secret> accountCode,
    boolean away) {

  /** Nobody stands anywhere. */
  public static final Verifiable NOBODY =
      new Verifiable(Map.of(), Optional.empty(), Optional.empty(), false);

  public Verifiable {
    Map<LookUp, Map<Datum, Secret>> copied = new HashMap<>();
    registry.forEach((who, data) -> copied.put(who, Map.copyOf(data)));
    registry = Map.copyOf(copied);
  }
}
