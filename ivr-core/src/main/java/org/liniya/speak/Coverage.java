package org.liniya.speak;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which fragments a language needs, and which of them are missing. Pure functions, for any thread.
 */
public final class Coverage {

  /** Cases that flows use without being asked: the others are for who has recorded them. */
  private static final List<Case> USUAL = List.of(Case.NOMINATIVE, Case.GENITIVE, Case.ACCUSATIVE);

  private Coverage() {}

  /** A form of speech, and the fragments that it lacks. */
  public record Gap(String form, Set<String> missing) {
    public Gap {
      missing = new TreeSet<>(missing);
    }
  }

  /**
   * What a language could not say with the fragments that there are: numbers from 0 to 9,999 alone
   * and with every noun, digits, dates, times, lengths of time and sums. Empty when all is there.
   *
   * @param there the names of the prompts that have a sound
   */
  public static List<Gap> gaps(Grammar grammar, Set<String> there) {
    return forms()
        .map(form -> new Gap(form.name, without(there, needed(grammar, form.samples))))
        .filter(gap -> !gap.missing.isEmpty())
        .toList();
  }

  /**
   * The fragments that a form of speech needs and that are not there.
   *
   * @param form one of {@link Samples}
   * @return empty when the language does not say such a thing
   */
  public static Optional<Set<String>> missing(
      Grammar grammar, List<Sayable> form, Set<String> there) {
    return form.stream().allMatch(what -> grammar.say(what).isPresent())
        ? Optional.of(without(there, needed(grammar, form)))
        : Optional.empty();
  }

  /** All fragments of the usual forms. */
  static Set<String> basic(Grammar grammar) {
    Set<String> names = new LinkedHashSet<>();
    forms().forEach(form -> names.addAll(needed(grammar, form.samples)));
    return Set.copyOf(names);
  }

  /** What a language needs of a form, as far as it has it. */
  private static Set<String> needed(Grammar grammar, List<Sayable> form) {
    Set<String> names = new LinkedHashSet<>();
    form.stream()
        .map(grammar::say)
        .flatMap(Optional::stream)
        .forEach(clips -> names.addAll(new Utterance(clips).promptNames()));
    return names;
  }

  private static Set<String> without(Set<String> there, Set<String> needed) {
    Set<String> missing = new TreeSet<>(needed);
    missing.removeIf(there::contains);
    return missing;
  }

  private record Form(String name, List<Sayable> samples) {}

  private static Stream<Form> forms() {
    Stream<Form> plain =
        Stream.of(
            new Form("digits", Samples.digits()),
            new Form("numbers", Samples.numbers()),
            new Form("dates", Samples.days()),
            new Form("dates with a year", Samples.fullDates()),
            new Form("times of day", usual(Samples::times)),
            new Form("lengths of time", usual(Samples::spans)),
            new Form("sums of money", usual(Samples::sums)));
    return Stream.concat(plain, Arrays.stream(Noun.values()).flatMap(Coverage::counted));
  }

  private static Stream<Form> counted(Noun noun) {
    return Stream.concat(
        USUAL.stream()
            .filter(noun::has)
            .map(in -> new Form(noun.word() + ", " + in.word(), Samples.counts(noun, in))),
        Stream.of(new Form(noun.word() + ", from … to", Samples.ranges(noun))));
  }

  private static List<Sayable> usual(Function<Case, List<Sayable>> samples) {
    return USUAL.stream().flatMap(in -> samples.apply(in).stream()).toList();
  }
}
