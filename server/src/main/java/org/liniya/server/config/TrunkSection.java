package org.liniya.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.NumberPlan;
import org.liniya.rtp.KeyRules;
import org.liniya.sip.AddressRange;
import org.liniya.sip.AdmissionLimits.Share;
import org.liniya.sip.Trunk;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads one trunk of {@code trunks.yaml}. For one thread. */
final class TrunkSection {

  private final Secrets secrets;
  private final Optional<String> tie;
  private final List<Trunks.Lead> leads;
  private final Problems problems;

  /**
   * @param tie the trunk that is the tie to Asterisk
   * @param leads gets the numbers of each trunk
   */
  TrunkSection(Secrets secrets, Optional<String> tie, List<Trunks.Lead> leads, Problems problems) {
    this.secrets = secrets;
    this.tie = tie;
    this.leads = leads;
    this.problems = problems;
  }

  Trunk read(Yaml.Text name, Section keys) {
    Tables.name(name, "[a-z][a-z0-9-]{0,39}", "small letters, digits and dashes", problems);
    NumberPlan plan = plan(keys);
    TrunkLogins logins = new TrunkLogins(secrets, problems);
    List<Yaml.Text> texts = keys.texts("from");
    List<AddressRange> from =
        new AddressRanges(
                "Name the addresses of your operator or of your border controller", problems)
            .read(texts);
    Optional<TrunkLogin> login = keys.section("digest").flatMap(digest -> logins.whole(digest));
    List<String> certificates = keys.texts("certificate").stream().map(Yaml.Text::value).toList();
    Optional<OutRules> out =
        keys.section("out")
            .flatMap(
                section ->
                    new OutSection(
                            plan, tie.filter(name.value()::equals).isPresent(), logins, problems)
                        .read(section));
    Optional<RegisterRules> register =
        keys.section("register")
            .flatMap(section -> new RegisterSection(logins, problems).read(section));
    boolean known =
        keys.value("digest").isPresent()
            || keys.value("out").isPresent()
            || keys.value("register").isPresent();
    if (texts.isEmpty() && certificates.isEmpty() && !known) {
      problems.add(
          keys.placeOf("from"),
          "the trunk has no addresses",
          "Add 'from: [192.0.2.10]' with the addresses its calls come from");
    }
    Map<String, String> numbers =
        keys.section("numbers")
            .map(section -> new NumbersSection(plan, leads, problems).read(section))
            .orElse(Map.of());
    return new Trunk(
        name.value(),
        from,
        login,
        certificates,
        keys.yesNo("trusted", false),
        plan,
        numbers,
        out,
        register,
        keyRules(keys),
        keys.section("limits").map(limits -> share(name.value(), limits)));
  }

  private KeyRules keyRules(Section keys) {
    KeyRules usual = KeyRules.USUAL;
    boolean relay = keys.yesNo("relay-keys", usual.relay());
    KeyRules.Tones tones =
        switch (keys.text("dtmf", "auto")) {
          case "auto" -> KeyRules.Tones.WITHOUT_EVENTS;
          case "both" -> KeyRules.Tones.ALWAYS;
          case "rfc4733" -> KeyRules.Tones.NEVER;
          case String other -> {
            problems.add(
                keys.placeOf("dtmf"),
                "'dtmf' is not '" + other + "'",
                "Write auto, both or rfc4733; to look for keys in the sound always, write both");
            yield usual.tones();
          }
        };
    return new KeyRules(relay, tones);
  }

  /** What is not written is as much as one address may bring without a word about it. */
  private static Share share(String trunk, Section limits) {
    Limits.Intake usual = Limits.Intake.DEFAULT;
    Share share =
        new Share(
            trunk,
            limits.whole("calls", usual.callsPerSource(), 1, 100_000),
            limits.whole("new-calls-a-second", usual.newCallsPerSource(), 1, 100_000));
    limits.done();
    return share;
  }

  private NumberPlan plan(Section keys) {
    String country =
        figures(keys, "country", "7", "[1-9]\\d{0,2}", "1 to 3 figures, such as \"7\"");
    NumberPlan usual = NumberPlan.of(country);
    String national =
        figures(
            keys,
            "national-prefix",
            usual.nationalPrefix().orElse(""),
            "\\d{0,4}",
            "up to 4 figures, such as \"8\"");
    List<Yaml.Text> written = keys.texts("international-prefix");
    for (Yaml.Text prefix : written) {
      if (!prefix.value().matches("\\d{1,5}")) {
        problems.add(
            prefix.place(),
            "'international-prefix' is 1 to 5 figures, not '" + prefix.value() + "'",
            "Write it in quotes, such as [\"810\", \"00\"]");
      }
    }
    List<String> international = written.stream().map(Yaml.Text::value).toList();
    return new NumberPlan(
        country,
        Optional.of(national).filter(prefix -> !prefix.isEmpty()),
        written.isEmpty() ? usual.internationalPrefixes() : international,
        keys.whole("national-length", usual.nationalLength(), 0, 13));
  }

  private String figures(Section keys, String key, String otherwise, String form, String what) {
    String text = keys.text(key, otherwise);
    if (text.matches(form)) {
      return text;
    }
    problems.add(keys.placeOf(key), "'" + key + "' is not '" + text + "'", "Write " + what);
    return otherwise;
  }
}
