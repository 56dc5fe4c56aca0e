package org.liniya.server.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.sip.Trunk;

/**
 * Who may call in and out, and what is reached under which number. Immutable.
 *
 * @param numbers called number to the name of its flow; any other number is not there (404). A
 *     trunk may have some of its own
 * @param emergency what operators' telephones may not dial as any number
 */
public record Trunks(List<Trunk> trunks, Map<String, String> numbers, EmergencyNumbers emergency) {

  public Trunks {
    trunks = List.copyOf(trunks);
    numbers = Map.copyOf(numbers);
  }

  /** With the usual emergency numbers and no trunk for them. */
  public Trunks(List<Trunk> trunks, Map<String, String> numbers) {
    this(trunks, numbers, EmergencyNumbers.usual());
  }

  /** The first trunk that this address belongs to; empty when it may not call in. */
  public Optional<Trunk> trunkOf(InetAddress address) {
    return trunks.stream().filter(trunk -> trunk.admits(address)).findFirst();
  }

  /** Every number, of all trunks or of one, with the flow that it leads to. */
  public List<Map.Entry<String, String>> leads() {
    return Stream.concat(
            numbers.entrySet().stream(),
            trunks.stream().flatMap(trunk -> trunk.numbers().entrySet().stream()))
        .toList();
  }

  public Optional<String> flowOf(String number) {
    return Optional.ofNullable(numbers.get(number));
  }
}
