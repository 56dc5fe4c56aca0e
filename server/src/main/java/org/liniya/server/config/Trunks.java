package org.liniya.server.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.sip.Trunk;

/**
 * Who may call in, and what is reached under which number. Immutable.
 *
 * @param numbers called number to the name of its flow; any other number is not there (404)
 */
public record Trunks(List<Trunk> trunks, Map<String, String> numbers) {

  public Trunks {
    trunks = List.copyOf(trunks);
    numbers = Map.copyOf(numbers);
  }

  /** The first trunk that this address belongs to; empty when it may not call in. */
  public Optional<Trunk> trunkOf(InetAddress address) {
    return trunks.stream().filter(trunk -> trunk.admits(address)).findFirst();
  }

  public Optional<String> flowOf(String number) {
    return Optional.ofNullable(numbers.get(number));
  }
}
