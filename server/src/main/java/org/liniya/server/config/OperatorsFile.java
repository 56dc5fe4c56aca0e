package org.liniya.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.SkillGroup;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.console.Role;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code operators.yaml}: one table an operator, named by its number. For one thread. */
final class OperatorsFile {

  static final String NAME = "operators.yaml";

  /** The key of an endpoint of Asterisk. */
  static final String ENDPOINT = "asterisk-endpoint";

  private static final List<String> ROLES = List.of(Role.OPERATOR.word(), Role.SUPERVISOR.word());

  private final List<SkillGroup> groups;
  private final Set<String> groupNames = new TreeSet<>();
  private final Secrets secrets;
  private final Problems problems;

  OperatorsFile(List<SkillGroup> groups, Secrets secrets, Problems problems) {
    this.groups = groups;
    this.secrets = secrets;
    this.problems = problems;
    groups.forEach(group -> groupNames.add(group.name()));
  }

  List<OperatorSettings> read(ConfigFolder folder) {
    Optional<Section> root = folder.section(NAME);
    List<OperatorSettings> operators = new ArrayList<>();
    root.ifPresent(r -> Tables.each(r, (id, keys) -> operators.add(operator(id, keys))));
    root.ifPresent(r -> everyGroupIsServed(operators, r.place()));
    eachEndpointOnce(operators);
    return operators;
  }

  private OperatorSettings operator(Yaml.Text id, Section keys) {
    Tables.name(id, "[A-Za-z0-9._-]{1,32}", "a number such as 1001", problems);
    String name = keys.text("name", id.value());
    Optional<Secret> password = secrets.secret(keys, "password");
    Role role = role(keys);
    OperatorProfile profile =
        new OperatorProfile(
            new OperatorId(id.value()),
            name,
            skills(keys, role),
            languages(keys),
            keys.yesNo("ready-on-register", true));
    return new OperatorSettings(profile, password, role, telephone(id, keys));
  }

  private OperatorTelephone telephone(Yaml.Text id, Section keys) {
    Optional<Yaml.Text> endpoint = keys.scalar(ENDPOINT);
    if (endpoint.isEmpty()) {
      return new OperatorTelephone.OfOurs(id.place());
    }
    if (!OperatorTelephone.OfAsterisk.isEndpoint(endpoint.get().value())) {
      problems.add(
          endpoint.get().place(),
          "'" + endpoint.get().value() + "' is no endpoint of Asterisk",
          "Write it like PJSIP/1001: letters, digits and _ . - after PJSIP/ or SIP/");
      return new OperatorTelephone.OfOurs(id.place());
    }
    if (keys.value("password").isPresent()) {
      problems.add(
          keys.placeOf("password"),
          "the telephone of operator '" + id.value() + "' registers with Asterisk, not with us",
          "Take 'password' out; Asterisk has it in pjsip.conf");
    }
    return new OperatorTelephone.OfAsterisk(endpoint.get().value(), endpoint.get().place());
  }

  private void eachEndpointOnce(List<OperatorSettings> operators) {
    Map<String, OperatorId> owners = new HashMap<>();
    for (OperatorSettings operator : operators) {
      if (operator.telephone()
          instanceof OperatorTelephone.OfAsterisk(String endpoint, Place place)) {
        OperatorId id = operator.profile().id();
        OperatorId other = owners.putIfAbsent(endpoint, id);
        if (other != null) {
          problems.add(
              place,
              "the endpoint '" + endpoint + "' is that of operator '" + other.value() + "' already",
              "Give each operator one of their own");
        }
      }
    }
  }

  private Role role(Section keys) {
    Optional<Yaml.Text> written = keys.scalar("role");
    written
        .filter(text -> !ROLES.contains(text.value()))
        .ifPresent(
            text ->
                problems.add(
                    text.place(),
                    "'" + text.value() + "' is no role of an operator",
                    "Write " + String.join(" or ", ROLES)));
    return written
        .filter(text -> text.value().equals(Role.SUPERVISOR.word()))
        .map(_ -> Role.SUPERVISOR)
        .orElse(Role.OPERATOR);
  }

  private Map<String, Integer> skills(Section keys, Role role) {
    Map<String, Integer> skills =
        Levels.read(keys, "skills", OperatorProfile.USUAL_LEVEL, groupNames);
    if (skills.isEmpty() && role != Role.SUPERVISOR) {
      problems.add(
          keys.placeOf("skills"),
          "the operator has no skill and would never be offered a call",
          "Add 'skills: […]' with names of " + SkillGroupsFile.NAME);
    }
    return skills;
  }

  private Set<String> languages(Section keys) {
    Set<String> languages = new LinkedHashSet<>();
    for (Yaml.Text language : keys.texts("languages")) {
      Languages.tag(language, problems).map(Language::tag).ifPresent(languages::add);
    }
    return languages;
  }

  private void everyGroupIsServed(List<OperatorSettings> operators, Place place) {
    for (SkillGroup group : groups) {
      if (operators.stream().noneMatch(o -> serves(o.profile(), group))) {
        problems.add(
            place,
            "no operator serves the skill group '" + group.name() + "'" + from(group),
            "Add it to somebody's skills, or remove it from " + SkillGroupsFile.NAME);
      }
    }
  }

  private static boolean serves(OperatorProfile operator, SkillGroup group) {
    return operator.levels().getOrDefault(group.name(), 0) >= group.routing().level();
  }

  private static String from(SkillGroup group) {
    int level = group.routing().level();
    return level > OperatorProfile.LOWEST_LEVEL ? " at level " + level + " or better" : "";
  }
}
