package org.liniya.trial;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.CodeSource;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads by what the caller of a test can be verified: {@code registry}, {@code code}, {@code
 * account-code} and {@code verification}. What may be somebody's is not repeated in a problem. For
 * one thread.
 */
final class VerifiableReader {

  private static final int MOST_PERSONS = 100;

  private final Problems problems;

  VerifiableReader(Problems problems) {
    this.problems = problems;
  }

  Verifiable read(Section in) {
    Map<LookUp, Map<Datum, Secret>> registry =
        in.section("registry").map(this::registry).orElse(Map.of());
    Optional<Yaml.Text> code = code(in, "code");
    Optional<Yaml.Text> accountCode = code(in, "account-code");
    if (code.isPresent() && in.value("registry").isEmpty()) {
      problems.add(
          in.placeOfKey("code"),
          "a code is sent to nobody",
          "Add 'registry: { SNILS: { phone: … } }', where the telephone stands");
    }
    return new Verifiable(
        registry,
        code.map(c -> new CodeSource.Fresh(new Secret(c.value()), c.value().length())),
        accountCode.map(c -> new Secret(c.value())),
        away(in));
  }

  private boolean away(Section in) {
    Optional<Yaml.Text> word = in.scalar("verification");
    word.filter(text -> !text.value().equals("away"))
        .ifPresent(
            text ->
                problems.add(
                    text.place(),
                    "'verification' is only ever said to be away",
                    "Write 'verification: away', or leave it out"));
    return word.isPresent();
  }

  private Optional<Yaml.Text> code(Section in, String key) {
    Optional<Yaml.Text> code = in.scalar(key);
    if (code.filter(text -> !text.value().matches("[0-9]{4,8}")).isPresent()) {
      problems.add(
          in.placeOf(key),
          "a code is four to eight digits",
          "Write it in quotes, such as \"4711\"");
      return Optional.empty();
    }
    return code;
  }

  private Map<LookUp, Map<Datum, Secret>> registry(Section in) {
    Map<LookUp, Map<Datum, Secret>> persons = new HashMap<>();
    List<Yaml.Text> documents = in.keys();
    if (documents.size() > MOST_PERSONS) {
      problems.add(in.place(), "there are more than " + MOST_PERSONS + " persons", "");
      return persons;
    }
    for (Yaml.Text document : documents) {
      Optional<LookUp> who = who(document);
      in.section(document.value())
          .map(this::data)
          .ifPresent(data -> who.ifPresent(w -> persons.put(w, data)));
    }
    return persons;
  }

  private Optional<LookUp> who(Yaml.Text document) {
    Optional<LookUp> who =
        switch (document.value().length()) {
          case 10 -> LookUp.of(LookUp.Kind.PASSPORT, new Secret(document.value()));
          case 11 -> LookUp.of(LookUp.Kind.SNILS, new Secret(document.value()));
          case 12 -> LookUp.of(LookUp.Kind.INN, new Secret(document.value()));
          default -> Optional.empty();
        };
    if (who.isEmpty()) {
      problems.add(
          document.place(),
          "a person stands in the registry under the digits of a document",
          "Write 11 of a SNILS, 12 of an INN or 10 of a passport, in quotes");
    }
    return who;
  }

  private Map<Datum, Secret> data(Section in) {
    Map<Datum, Secret> data = new EnumMap<>(Datum.class);
    for (Yaml.Text word : in.keys()) {
      List<Datum> all = List.of(Datum.values());
      Optional<Datum> datum =
          all.stream().filter(each -> each.word().equals(word.value())).findFirst();
      if (datum.isEmpty()) {
        problems.add(
            word.place(),
            "'" + word.value() + "' is nothing that a registry could know",
            DidYouMean.hint(word.value(), all.stream().map(Datum::word).toList()));
      }
      in.scalar(word.value())
          .ifPresent(
              value ->
                  datum
                      .filter(d -> isRight(d, value))
                      .ifPresent(d -> data.put(d, new Secret(value.value()))));
    }
    return data;
  }

  private boolean isRight(Datum datum, Yaml.Text value) {
    return switch (datum) {
      case PHONE ->
          is(value, v -> PhoneNumber.of(v).callable(), "a telephone is + and 8 to 15 digits");
      case BIRTH_DATE ->
          is(value, v -> v.matches("[0-9]{8}"), "a birth date is day, month and year, 8 digits");
      case EMAIL -> is(value, v -> v.matches("[^@]+@[^@]+"), "an e-mail address holds one @");
      case SNILS, INN, PASSPORT ->
          is(value, v -> v.matches("[0-9]{10,12}"), "a document is 10 to 12 digits");
    };
  }

  private boolean is(Yaml.Text value, Predicate<String> right, String what) {
    if (!right.test(value.value())) {
      problems.add(value.place(), what, "Write it in quotes");
      return false;
    }
    return true;
  }
}
