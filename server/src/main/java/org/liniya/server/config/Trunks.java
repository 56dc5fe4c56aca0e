package org.liniya.server.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.sip.Trunk;
import org.liniya.yaml.Place;

/**
 * Who may call in and out, and what is reached under which number. Immutable.
 *
 * @param numbers called number to the name of its flow; any other number is not there (404). A
 *     trunk may have some of its own
 * @param emergency what operators' telephones may not dial as any number
 * @param leads every number, of all trunks or of one, as it is written
 */
public record Trunks(
    List<Trunk> trunks, Map<String, String> numbers, EmergencyNumbers emergency, List<Lead> leads) {

  /** A number, the flow that it leads to, and where that is written. */
  public record Lead(String number, String flow, Place place) {}

  public Trunks {
    trunks = List.copyOf(trunks);
    numbers = Map.copyOf(numbers);
    leads = List.copyOf(leads);
  }

  /** With the usual emergency numbers and no trunk for them. */
  public Trunks(List<Trunk> trunks, Map<String, String> numbers) {
    this(trunks, numbers, EmergencyNumbers.usual(), List.of());
  }

  /** The first trunk that this address belongs to; empty when it may not call in. */
  public Optional<Trunk> trunkOf(InetAddress address) {
    return trunks.stream().filter(trunk -> trunk.admits(address)).findFirst();
  }

  /** Whether anybody may call in to any number. */
  public boolean takeCalls() {
    return trunks.stream()
        .filter(Trunks::letsIn)
        .anyMatch(trunk -> !numbers.isEmpty() || !trunk.numbers().isEmpty());
  }

  private static boolean letsIn(Trunk trunk) {
    return !trunk.callersFrom().isEmpty()
        || trunk.login().isPresent()
        || !trunk.certificates().isEmpty()
        || trunk.register().isPresent();
  }

  public Optional<String> flowOf(String number) {
    return Optional.ofNullable(numbers.get(number));
  }
}
