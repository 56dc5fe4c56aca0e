package org.liniya.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.port.Services;
import org.liniya.server.identity.Fields;
import org.liniya.server.service.Service;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * The keys by which {@code identity.yaml} says what is told to which service: {@code service},
 * {@code path}, {@code fields} and {@code fixed}. Stateless.
 */
final class ServiceKeys {

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,63}";
  private static final String MEMBER = NAME + "(\\.[A-Za-z_0-9][A-Za-z0-9_-]{0,63}){0,9}";
  private static final int LONGEST_FIXED = 200;

  static final Form REGISTRY =
      new Form(
          Map.of("kind", "kind", "number", "number"), Set.of("kind", "number"), Set.of("number"));
  static final Form SMS =
      new Form(
          Map.of("to", "phone", "text", "text"),
          Set.of("phone", "phone-digits", "text"),
          Set.of("text"));
  static final Form ACCOUNT =
      new Form(
          Map.of("kind", "kind", "number", "number", "code", "code"),
          Set.of("kind", "number", "code"),
          Set.of("number", "code"));

  /**
   * What can be told.
   *
   * @param usual when {@code fields} is not written
   * @param words our words
   * @param needed those that must be told
   */
  record Form(Map<String, String> usual, Set<String> words, Set<String> needed) {}

  /** What was written. */
  record Read(String service, String path, Fields fields) {}

  private ServiceKeys() {}

  /** Reads the four keys and no others, then reports what is not known; empty with a problem. */
  static Optional<Read> read(Section keys, List<Service> services, Form form) {
    Optional<String> service = service(keys, services);
    Optional<String> path = path(keys);
    Map<String, String> ours =
        keys.section("fields").map(all -> ours(all, form)).orElse(form.usual());
    Map<String, String> fixed = keys.section("fixed").map(ServiceKeys::fixed).orElse(Map.of());
    for (String name : fixed.keySet()) {
      if (ours.containsKey(name)) {
        keys.problems()
            .add(
                keys.placeOf("fixed"),
                "'" + name + "' stands in 'fields' too",
                "Remove one of them");
      }
    }
    keys.done();
    return service.flatMap(to -> path.map(at -> new Read(to, at, new Fields(ours, fixed))));
  }

  private static Optional<String> service(Section keys, List<Service> services) {
    String name = keys.required("service");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Service> service = services.stream().filter(s -> s.name().equals(name)).findFirst();
    if (service.isEmpty()) {
      Set<String> names = new TreeSet<>();
      services.forEach(each -> names.add(each.name()));
      keys.problems()
          .add(
              keys.placeOf("service"),
              "there is no service '" + name + "'",
              names.isEmpty()
                  ? "Services are named in services.yaml"
                  : DidYouMean.hint(name, names));
      return Optional.empty();
    }
    if (!service.get().allowsPersonal()) {
      keys.problems()
          .add(
              keys.placeOf("service"),
              "the service '" + name + "' would be given personal data, and may have none",
              "Write 'allow-personal: yes' for it in services.yaml when that is right");
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private static Optional<String> path(Section keys) {
    String path = keys.required("path");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Services.Request("", path, new Services.Verb.Post(Map.of()), List.of()).path());
    } catch (IllegalArgumentException e) {
      keys.problems()
          .add(
              keys.placeOf("path"),
              "'path' is no path below the service's address",
              "Begin it with '/', without '?', '#' and '..'");
      return Optional.empty();
    }
  }

  private static Map<String, String> ours(Section all, Form form) {
    Map<String, String> ours = new LinkedHashMap<>();
    for (Yaml.Text name : all.keys()) {
      name(all, name);
      String word = all.required(name.value());
      if (form.words().contains(word)) {
        ours.put(name.value(), word);
      } else {
        all.problems()
            .add(
                all.placeOf(name.value()),
                "'" + word + "' is nothing that can be told here",
                DidYouMean.hint(word, form.words()));
      }
    }
    for (String needed : new TreeSet<>(form.needed())) {
      if (!ours.containsValue(needed)) {
        all.problems()
            .add(
                all.place(),
                "no field takes the " + needed,
                "Add one, with the member's name: 'NAME: " + needed + "'");
      }
    }
    if (form.words().contains("phone")
        && !ours.containsValue("phone")
        && !ours.containsValue("phone-digits")) {
      all.problems()
          .add(all.place(), "no field takes the telephone", "Add 'NAME: phone', or phone-digits");
    }
    return ours;
  }

  private static Map<String, String> fixed(Section all) {
    Map<String, String> fixed = new LinkedHashMap<>();
    for (Yaml.Text name : all.keys()) {
      name(all, name);
      String text = all.required(name.value());
      if (text.length() > LONGEST_FIXED) {
        all.problems()
            .add(
                all.placeOf(name.value()),
                "the text is longer than " + LONGEST_FIXED + " characters",
                "Shorten it");
      }
      fixed.put(name.value(), text);
    }
    return fixed;
  }

  private static void name(Section all, Yaml.Text name) {
    if (!name.value().matches(NAME)) {
      all.problems()
          .add(
              name.place(),
              "'" + name.value() + "' is no name of a member",
              "Use letters, digits, '_' and '-'");
    }
  }

  /** Whether something may be the place of a value in an answer; a problem when not. */
  static boolean member(Section keys, String key, String member) {
    boolean right = member.matches(MEMBER);
    if (!right) {
      keys.problems()
          .add(
              keys.placeOf(key),
              "'" + member + "' is no place in an answer",
              "Write the names of its members with points between them, as 'contact.phone'");
    }
    return right;
  }
}
