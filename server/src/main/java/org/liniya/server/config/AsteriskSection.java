package org.liniya.server.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.asterisk.SharedFolder;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code asterisk:} of {@code liniya.yaml}. For one thread. */
final class AsteriskSection {

  private static final int AGI_PORT = 4573;
  private static final int EAR_PORT = 4574;
  private static final int SESSIONS = 500;

  private final AmiSection amiSection;
  private final Problems problems;

  /**
   * @param folder from which paths of certificates are taken
   */
  AsteriskSection(Path folder, Secrets secrets, Problems problems) {
    this.amiSection = new AmiSection(folder, secrets, problems);
    this.problems = problems;
  }

  /** Empty, with a problem, when something is missing without which nothing works. */
  Optional<AsteriskSettings> read(Section keys) {
    Section empty = new Section(new Yaml.Table(keys.place(), List.of()), problems);
    AsteriskSettings.Agi agi = agi(keys.section("agi").orElse(empty));
    Optional<AsteriskSettings.Ami> ami =
        keys.needs("ami") ? keys.section("ami").flatMap(amiSection::read) : Optional.empty();
    List<Trunks.Lead> leads = new ArrayList<>();
    Map<String, String> numbers =
        keys.section("numbers").map(section -> numbers(section, leads)).orElse(Map.of());
    Optional<SharedFolder> sounds = folder(keys, "sounds", "asterisk-sounds");
    Optional<SharedFolder> recordings = folder(keys, "recordings", "asterisk-monitor");
    Optional<AsteriskSettings.Ear> ear = keys.section("ear").map(section -> ear(section, agi));
    Optional<AsteriskSettings.Tie> tie = keys.section("tie").flatMap(this::tie);
    differ(keys, sounds, recordings);
    if (ami.isEmpty() || sounds.isEmpty() || recordings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AsteriskSettings(
            agi, ami.get(), numbers, leads, sounds.get(), recordings.get(), ear, tie));
  }

  private AsteriskSettings.Agi agi(Section keys) {
    AsteriskSettings.Door door = new DoorSection(AGI_PORT, problems).read(keys);
    int sessions = keys.whole("sessions", SESSIONS, 1, 100_000);
    keys.done();
    return new AsteriskSettings.Agi(door, sessions);
  }

  private Map<String, String> numbers(Section section, List<Trunks.Lead> leads) {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (Yaml.Text key : section.keys()) {
      String number = key.value();
      String flow = section.required(number);
      if (number.matches("[A-Za-z0-9_.*#+-]{1,64}")) {
        numbers.put(number, flow);
        leads.add(new Trunks.Lead(number, flow, section.placeOf(number)));
      } else {
        problems.add(
            key.place(),
            "'" + number + "' is no extension of a dialplan",
            "Write it as the dialplan passes it: letters, digits and _ . * # + - without spaces");
      }
    }
    return numbers;
  }

  private Optional<SharedFolder> folder(Section keys, String key, String usual) {
    if (!keys.needs(key)) {
      return Optional.empty();
    }
    return keys.section(key)
        .flatMap(
            section -> {
              Optional<Path> ours = ours(section, usual);
              boolean named = section.needs("seen-as");
              Optional<Yaml.Text> theirs = section.scalar("seen-as");
              section.done();
              return named && ours.isPresent()
                  ? theirs.flatMap(text -> shared(ours.get(), text))
                  : Optional.empty();
            });
  }

  private Optional<Path> ours(Section section, String usual) {
    try {
      return Optional.of(Path.of(section.text("folder", usual)));
    } catch (InvalidPathException e) {
      problems.add(section.placeOf("folder"), "'folder' is no path", "");
      return Optional.empty();
    }
  }

  private Optional<SharedFolder> shared(Path ours, Yaml.Text theirs) {
    try {
      return Optional.of(new SharedFolder(ours, theirs.value()));
    } catch (IllegalArgumentException e) {
      problems.add(
          theirs.place(),
          "'" + theirs.value() + "' is no folder that Asterisk can be told of",
          "Write its absolute path on the machine of Asterisk, such as /var/lib/liniya/sounds,"
              + " without spaces, quotes, commas, brackets, & and | and without a slash at the end");
      return Optional.empty();
    }
  }

  private void differ(
      Section keys, Optional<SharedFolder> sounds, Optional<SharedFolder> recordings) {
    boolean same =
        sounds.isPresent()
            && recordings
                .filter(
                    folder ->
                        folder.theirs().equals(sounds.get().theirs())
                            || folder.ours().normalize().equals(sounds.get().ours().normalize()))
                .isPresent();
    if (same) {
      problems.add(
          keys.placeOf("recordings"),
          "'sounds' and 'recordings' are one folder",
          "Asterisk writes into one of them and reads from the other: take two");
    }
  }

  private AsteriskSettings.Ear ear(Section keys, AsteriskSettings.Agi agi) {
    AsteriskSettings.Door door = new DoorSection(EAR_PORT, problems).read(keys);
    Optional<String> told = keys.scalar("told").flatMap(this::told);
    if (keys.value("told").isEmpty() && InetAddress.ofLiteral(door.address()).isAnyLocalAddress()) {
      problems.add(
          keys.placeOf("bind"),
          "Asterisk is told to connect to what 'bind' says, and nobody can to " + door.address(),
          "Add 'told: HOST:PORT' with the address at which Asterisk reaches this machine");
    }
    if (door.port() != 0
        && door.port() == agi.door().port()
        && door.address().equals(agi.door().address())) {
      problems.add(
          keys.placeOf("port"),
          "TCP port " + door.port() + " is also that of 'agi'",
          "Take another port for one of the two");
    }
    keys.done();
    return new AsteriskSettings.Ear(door, told);
  }

  private Optional<String> told(Yaml.Text text) {
    if (text.value().matches("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):[1-9]\\d{0,4}")
        && Integer.parseInt(text.value().replaceFirst(".*:", "")) <= 65_535) {
      return Optional.of(text.value());
    }
    problems.add(
        text.place(),
        "'" + text.value() + "' is nothing that Asterisk can connect to",
        "Write it like 192.0.2.5:4574, in quotes");
    return Optional.empty();
  }

  private Optional<AsteriskSettings.Tie> tie(Section keys) {
    String trunk = keys.required("trunk");
    String endpoint = keys.required("endpoint");
    keys.done();
    if (!endpoint.isEmpty() && !endpoint.matches("[A-Za-z0-9_.-]{1,64}")) {
      problems.add(
          keys.placeOf("endpoint"),
          "'endpoint' takes only letters, digits, dots, dashes and underscores",
          "Write the name of the section of pjsip.conf, such as liniya");
    }
    return trunk.isEmpty()
        ? Optional.empty()
        : Optional.of(new AsteriskSettings.Tie(trunk, endpoint, keys.placeOf("trunk")));
  }
}
