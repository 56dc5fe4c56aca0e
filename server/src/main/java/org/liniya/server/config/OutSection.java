package org.liniya.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code out} of a trunk: what may be dialled over it. For one thread. */
final class OutSection {

  static final int AT_ONCE = 2;
  static final int AN_HOUR = 20;
  static final Duration LONGEST = Duration.ofMinutes(30);
  static final Duration OPTIONS = Duration.ofSeconds(30);

  private static final Duration SHORTEST_OPTIONS = Duration.ofSeconds(5);

  private final NumberPlan plan;
  private final boolean tie;
  private final TrunkLogins logins;
  private final Problems problems;

  /**
   * @param tie whether the trunk is the tie to Asterisk, over which no number outside need be
   *     dialled
   */
  OutSection(NumberPlan plan, boolean tie, TrunkLogins logins, Problems problems) {
    this.plan = plan;
    this.tie = tie;
    this.logins = logins;
    this.problems = problems;
  }

  /** Empty, with a problem, when it is not known where calls should go. */
  Optional<OutRules> read(Section keys) {
    Optional<TrunkPlace> to = place(keys, "to", problems);
    List<String> prefixes = prefixes(keys);
    List<String> exact = exact(keys);
    if (!tie && keys.texts("prefixes").isEmpty() && exact.isEmpty() && prefixes.isEmpty()) {
      problems.add(
          keys.place(),
          "nothing can be dialled over this trunk: 'out' lists no number",
          "Add 'prefixes: [\"+7495\"]' with the beginnings of allowed numbers, or take 'out' away");
    }
    int atOnce = keys.whole("at-once", AT_ONCE, 1, 1_000);
    int anHour = keys.whole("an-hour", AN_HOUR, 1, 100_000);
    Duration longest = Spans.atLeastOneSecond(keys, "longest", LONGEST);
    Optional<PhoneNumber> callerId = callerId(keys);
    Optional<TrunkLogin> login = logins.wanted(keys);
    Duration options = options(keys);
    keys.done();
    return to.map(
        place ->
            new OutRules(
                place, prefixes, exact, atOnce, anHour, longest, callerId, login, options));
  }

  /** A key that holds {@code sip:host:port;transport=udp} and must be there. */
  static Optional<TrunkPlace> place(Section keys, String key, Problems problems) {
    if (!keys.needs(key)) {
      return Optional.empty();
    }
    Optional<Yaml.Text> text = keys.scalar(key);
    Optional<TrunkPlace> place = text.flatMap(written -> TrunkPlace.parse(written.value()));
    if (text.isPresent() && place.isEmpty()) {
      problems.add(
          text.get().place(),
          "'" + key + "' is no place that can be called: '" + text.get().value() + "'",
          "Write it like \"sip:provider.example:5060;transport=udp\", in quotes");
    }
    return place;
  }

  private List<String> prefixes(Section keys) {
    List<String> prefixes = new ArrayList<>();
    for (Yaml.Text text : keys.texts("prefixes")) {
      if (text.value().isBlank() || text.value().equals("+")) {
        problems.add(
            text.place(),
            "the prefix '" + text.value() + "' allows every number of the world",
            "Name countries and cities, such as \"+7495\"; if it is really meant, write 'any: yes'");
      } else if (!text.value().matches("\\+[1-9]\\d{0,13}")) {
        problems.add(
            text.place(),
            "a prefix is + and figures, not '" + text.value() + "'",
            "Write it like \"+7495\"; short numbers such as 112 go under 'numbers-out'");
      } else {
        prefixes.add(text.value());
      }
    }
    if (keys.yesNo("any", false)) {
      prefixes.add("+");
    }
    return prefixes;
  }

  private List<String> exact(Section keys) {
    List<String> exact = new ArrayList<>();
    for (Yaml.Text text : keys.texts("numbers-out")) {
      if (text.value().matches("\\+?\\d{2,15}")) {
        exact.add(plan.canonical(text.value()));
      } else {
        problems.add(
            text.place(),
            "'" + text.value() + "' is no number that can be dialled",
            "Write figures only, in quotes, such as \"112\"");
      }
    }
    return exact;
  }

  private Optional<PhoneNumber> callerId(Section keys) {
    Optional<PhoneNumber> number = keys.text("caller-id").map(plan::canonical).map(PhoneNumber::of);
    if (number.filter(shown -> !shown.callable()).isPresent()) {
      problems.add(
          keys.placeOf("caller-id"),
          "'caller-id' is no whole telephone number",
          "Write it like \"+78001234567\"");
      return Optional.empty();
    }
    return number;
  }

  private Duration options(Section keys) {
    Duration every = keys.span("options", OPTIONS);
    if (every.isPositive() && every.compareTo(SHORTEST_OPTIONS) < 0) {
      problems.add(
          keys.placeOf("options"),
          "'options' asks the provider too often",
          "Give at least 5s, or 0s to ask never");
      return OPTIONS;
    }
    return every;
  }
}
