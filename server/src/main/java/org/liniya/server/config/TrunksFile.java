package org.liniya.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.call.NumberPlan;
import org.liniya.sip.Trunk;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** Reads {@code trunks.yaml}: who may call in and out, and the numbers. For one thread. */
final class TrunksFile {

  static final String NAME = "trunks.yaml";

  private final Secrets secrets;
  private final Problems problems;

  TrunksFile(Secrets secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /**
   * Reads it.
   *
   * @param otherCallers whether callers come by another front end: it may be empty then
   * @param tie the trunk that is the tie to the other front end
   */
  Trunks read(ConfigFolder folder, SipSettings sip, boolean otherCallers, Optional<String> tie) {
    Optional<Section> root = folder.section(NAME);
    if (root.isEmpty()) {
      return new Trunks(List.of(), Map.of());
    }
    List<Trunk> trunks = new ArrayList<>();
    List<Trunks.Lead> leads = new ArrayList<>();
    TrunkSection section = new TrunkSection(secrets, tie, leads, problems);
    root.get()
        .section("trunks")
        .ifPresent(all -> Tables.each(all, (name, keys) -> trunks.add(section.read(name, keys))));
    Map<String, String> numbers = numbers(root.get(), trunks, leads, otherCallers);
    EmergencyNumbers emergency =
        EmergencyNumbers.read(
            root.get(), trunks.stream().map(Trunk::name).collect(Collectors.toSet()), problems);
    List<Trunk> all = emergency.over(trunks, root.get().placeOf("emergency"), problems);
    root.get().done();
    Place place = root.get().placeOf("trunks");
    eachNameOnce(trunks, place);
    openOnlyToListed(trunks, sip, place, otherCallers);
    TlsTrunks.check(trunks, sip, place, problems);
    return new Trunks(all, numbers, emergency, leads);
  }

  private Map<String, String> numbers(
      Section root, List<Trunk> trunks, List<Trunks.Lead> leads, boolean otherCallers) {
    Map<String, String> numbers =
        root.section("numbers")
            .map(section -> new NumbersSection(NumberPlan.russian(), leads, problems).read(section))
            .orElse(Map.of());
    if (!otherCallers
        && numbers.isEmpty()
        && trunks.stream().allMatch(trunk -> trunk.numbers().isEmpty())) {
      problems.add(
          root.placeOf("numbers"),
          "no number can be called",
          "Add 'numbers: { hotline: hotline }', called number to flow");
    }
    return numbers;
  }

  /** A password or a contact that two trunks share would not tell which of them it is. */
  private void eachNameOnce(List<Trunk> trunks, Place place) {
    once(
        trunks.stream().flatMap(trunk -> trunk.login().stream()).map(TrunkLogin::user),
        place,
        "the digest user");
    once(
        trunks.stream()
            .flatMap(trunk -> trunk.register().stream())
            .map(rules -> rules.contactUser() + " at " + rules.registrar().authority()),
        place,
        "the contact-user");
  }

  private void once(Stream<String> names, Place place, String what) {
    Set<String> seen = new HashSet<>();
    names
        .filter(name -> !seen.add(name))
        .forEach(
            name ->
                problems.add(
                    place,
                    what + " '" + name + "' belongs to two trunks",
                    "Give each trunk one of its own"));
  }

  /**
   * A line that listens to the outside must know its neighbours, or anyone may use it up. While it
   * listens to this machine only, loopback is all that could be meant.
   */
  private void openOnlyToListed(
      List<Trunk> trunks, SipSettings sip, Place place, boolean otherCallers) {
    Optional<String> outside = sip.outside();
    boolean listed = trunks.stream().anyMatch(TrunksFile::letsOthersIn);
    if (outside.isPresent() && !listed) {
      problems.add(
          place,
          outside.get() + " is open to others, but no trunk names who may call in",
          "Add a trunk with 'from: […]', or bind to 127.0.0.1");
    } else if (trunks.isEmpty() && !otherCallers) {
      problems.add(
          place,
          "nobody may call in",
          "Add a trunk, such as 'local: { from: [127.0.0.0/8, \"::1\"] }'");
    }
  }

  private static boolean letsOthersIn(Trunk trunk) {
    return trunk.login().isPresent()
        || !trunk.certificates().isEmpty()
        || trunk.register().isPresent()
        || trunk.callersFrom().stream().anyMatch(range -> !range.loopbackOnly());
  }
}
