package org.liniya.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.sip.AddressRange;
import org.liniya.sip.Trunk;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code trunks.yaml}: who may call in, and the numbers. For one thread. */
final class TrunksFile {

  static final String NAME = "trunks.yaml";

  private final Problems problems;

  TrunksFile(Problems problems) {
    this.problems = problems;
  }

  Trunks read(ConfigFolder folder, SipSettings sip) {
    Optional<Section> root = folder.section(NAME);
    if (root.isEmpty()) {
      return new Trunks(List.of(), Map.of());
    }
    List<Trunk> trunks = new ArrayList<>();
    root.get()
        .section("trunks")
        .ifPresent(all -> Tables.each(all, (name, keys) -> trunks.add(trunk(name, keys))));
    Map<String, String> numbers = numbers(root.get());
    root.get().done();
    openOnlyToListed(trunks, sip, root.get().placeOf("trunks"));
    return new Trunks(trunks, numbers);
  }

  private Trunk trunk(Yaml.Text name, Section keys) {
    Tables.name(name, "[a-z][a-z0-9-]{0,39}", "small letters, digits and dashes", problems);
    List<AddressRange> from = new ArrayList<>();
    List<Yaml.Text> texts = keys.texts("from");
    texts.forEach(text -> range(text).ifPresent(from::add));
    if (texts.isEmpty()) {
      problems.add(
          keys.placeOf("from"),
          "the trunk has no addresses",
          "Add 'from: [192.0.2.10]' with the addresses its calls come from");
    }
    return new Trunk(name.value(), from, keys.yesNo("trusted", false));
  }

  private Optional<AddressRange> range(Yaml.Text text) {
    Optional<AddressRange> range = AddressRange.find(text.value());
    if (range.isEmpty()) {
      problems.add(
          text.place(),
          "'" + text.value() + "' is no IP address or block",
          "Write it like 192.0.2.10 or 192.0.2.0/24");
    } else if (range.get().bits() == 0) {
      problems.add(
          text.place(),
          "'" + text.value() + "' lets in the whole world",
          "Name the addresses of your operator or of your border controller");
    }
    return range;
  }

  private Map<String, String> numbers(Section root) {
    Map<String, String> numbers = new LinkedHashMap<>();
    root.section("numbers")
        .ifPresent(
            section ->
                section.keys().stream()
                    .map(Yaml.Text::value)
                    .forEach(number -> numbers.put(number, section.required(number))));
    if (numbers.isEmpty()) {
      problems.add(
          root.placeOf("numbers"),
          "no number can be called",
          "Add 'numbers: { hotline: hotline }', called number to flow");
    }
    return numbers;
  }

  /**
   * A line that listens to the outside must know its neighbours, or anyone may use it up. While it
   * listens to this machine only, loopback is all that could be meant.
   */
  private void openOnlyToListed(List<Trunk> trunks, SipSettings sip, Place place) {
    Optional<String> outside = sip.outside();
    boolean listed =
        trunks.stream()
            .flatMap(trunk -> trunk.callersFrom().stream())
            .anyMatch(r -> !r.loopbackOnly());
    if (outside.isPresent() && !listed) {
      problems.add(
          place,
          outside.get() + " is open to others, but no trunk names who may call in",
          "Add a trunk with 'from: […]', or bind to 127.0.0.1");
    } else if (trunks.isEmpty()) {
      problems.add(
          place,
          "nobody may call in",
          "Add a trunk, such as 'local: { from: [127.0.0.0/8, \"::1\"] }'");
    }
  }
}
