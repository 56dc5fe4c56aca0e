package org.liniya.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.sip.AddressRange;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;

/** Reads lists of addresses and blocks that connections may come from. For one thread. */
final class AddressRanges {

  private final String world;
  private final Problems problems;

  /**
   * @param world what to do about a block that lets in everybody
   */
  AddressRanges(String world, Problems problems) {
    this.world = world;
    this.problems = problems;
  }

  /** Those that are addresses or blocks at all. */
  List<AddressRange> read(List<Yaml.Text> texts) {
    List<AddressRange> ranges = new ArrayList<>();
    texts.forEach(text -> range(text).ifPresent(ranges::add));
    return ranges;
  }

  private Optional<AddressRange> range(Yaml.Text text) {
    Optional<AddressRange> range = AddressRange.find(text.value());
    if (range.isEmpty()) {
      problems.add(
          text.place(),
          "'" + text.value() + "' is no IP address or block",
          "Write it like 192.0.2.10 or 192.0.2.0/24");
    } else if (range.get().bits() == 0) {
      problems.add(text.place(), "'" + text.value() + "' lets in the whole world", world);
    } else if (!range.get().whole().equals(range.get())) {
      String whole = range.get().whole().toString();
      problems.add(
          text.place(),
          "'" + text.value() + "' means all of " + whole,
          "Write "
              + whole
              + ", or "
              + text.value().replaceFirst("/.*", "")
              + " for this one address");
    }
    return range;
  }
}
