package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Reply;
import org.liniya.flow.call.Target;
import org.liniya.flow.call.Voice;
import org.liniya.flow.value.Value;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * {@code menu}: offers keys and goes where the pressed one leads. Its text is composed of the
 * prompts of its keys, so that a key and its words cannot drift apart. Immutable.
 *
 * @param phrases what may be said instead of a key; none in a menu that does not listen
 */
public record Menu(
    List<String> prompts,
    Map<Key, Entry> keys,
    Map<Key, Target> always,
    KeyPhrases phrases,
    boolean bargeIn,
    Tries tries)
    implements Action {

  static final Duration WAIT = Duration.ofSeconds(5);

  /**
   * What a key does.
   *
   * @param in the language of its prompt, when it is not the caller's: an offer to change the
   *     language is made in that language
   */
  public record Entry(
      Optional<String> prompt, Optional<Language> in, List<Assignment> set, Target go) {}

  public Menu {
    prompts = List.copyOf(prompts);
  }

  static Optional<Menu> read(StepReader in) {
    return in.main("menu").flatMap(section -> read(in, section));
  }

  private static Optional<Menu> read(StepReader in, Section section) {
    List<String> prompts = in.prompts(section, "prompt");
    boolean bargeIn = section.yesNo("barge-in", true);
    boolean always = section.yesNo("always", true);
    Map<Key, Entry> keys = new LinkedHashMap<>();
    Map<Key, Phrases> phrases = new LinkedHashMap<>();
    section.needs("keys");
    section.section("keys").ifPresent(table -> readKeys(in, table, keys, phrases));
    Map<Key, Target> others = new LinkedHashMap<>(always ? in.always().keys() : Map.of());
    others.keySet().removeAll(keys.keySet());
    KeyPhrases said = phrases(in, section, phrases, others);
    Optional<Tries> tries = Tries.read(in, section, WAIT);
    section.done();
    return tries.map(t -> new Menu(prompts, keys, others, said, bargeIn, t));
  }

  /** A menu listens when one of its own keys has phrases, unless it says otherwise. */
  private static KeyPhrases phrases(
      StepReader in, Section section, Map<Key, Phrases> own, Map<Key, Target> others) {
    boolean speaking = own.values().stream().anyMatch(p -> !p.list().isEmpty());
    if (!section.yesNo("voice", speaking)) {
      return KeyPhrases.NONE;
    }
    Map<Key, Phrases> always = new LinkedHashMap<>(in.always().phrases());
    always.keySet().retainAll(others.keySet());
    KeyPhrases all = KeyPhrases.of(own, always, in.problems());
    if (all.all().isEmpty() && section.value("voice").isPresent()) {
      in.problems()
          .add(
              section.placeOf("voice"),
              "this menu has nothing to listen for",
              "Give a key 'phrases: { ru: [...] }'");
    }
    in.needs(section.place(), Listens.AGAIN);
    return all;
  }

  private static void readKeys(
      StepReader in, Section table, Map<Key, Entry> keys, Map<Key, Phrases> phrases) {
    for (Yaml.Text name : table.keys()) {
      Optional<Key> key = Keys.read(name, in.problems());
      table
          .section(name.value())
          .ifPresent(
              entry -> {
                Phrases said = Phrases.read(in, entry);
                List<Assignment> set = in.assignments(entry, "set");
                Optional<Language> spokenIn = changesTo(set);
                Optional<String> prompt = entry.scalar("prompt").map(p -> prompt(in, spokenIn, p));
                Optional<Target> go = in.requiredTarget(entry, "go");
                entry.done();
                if (key.isPresent() && go.isPresent()) {
                  keys.put(key.get(), new Entry(prompt, spokenIn, set, go.get()));
                  phrases.put(key.get(), said);
                }
              });
    }
  }

  private static String prompt(StepReader in, Optional<Language> spokenIn, Yaml.Text name) {
    if (spokenIn.isEmpty()) {
      return in.prompt(name);
    }
    in.promptIn(spokenIn.get(), name.value(), name.place());
    return name.value();
  }

  private static Optional<Language> changesTo(List<Assignment> set) {
    return set.stream()
        .filter(a -> a.path().equals("call.language"))
        .flatMap(
            a ->
                a.value() instanceof Value.Literal(Object tag)
                    ? Optional.of(new Language(tag.toString())).stream()
                    : Optional.<Language>empty().stream())
        .findFirst();
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    Tries.Count count = tries.begin(step, call);
    Listens listens = new Listens(step, call);
    while (true) {
      Optional<Outcome> done =
          switch (ask(step, call, listens)) {
            case Reply.Keyed(Key key) -> pressed(step, call, key).or(count::noMatch);
            case Reply.Said(String words, double confidence) ->
                said(call, listens, words, confidence);
            case Reply.Misheard(Why why) -> {
              listens.misheard(why);
              yield Optional.empty();
            }
            case Reply.Silent _ -> count.noInput();
            case Reply.Over(Outcome outcome) -> Optional.of(outcome);
          };
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private Reply ask(String step, LiveCall call, Listens listens) {
    return call.ask(
        step,
        listens.question(composed(call)),
        bargeIn,
        tries.waitTime(),
        listens.expected(phrases.expected(call.language())));
  }

  private Optional<Outcome> said(LiveCall call, Listens listens, String words, double confidence) {
    Optional<Key> key = phrases.key(call.language(), words);
    if (key.isEmpty()) {
      listens.misheard(Why.OTHER_WORDS);
      return Optional.empty();
    }
    listens.understood(String.valueOf(key.get().symbol()), confidence);
    return go(call, key.get());
  }

  private Voice composed(LiveCall call) {
    Voice voice = call.voice().prompts(prompts);
    keys.values()
        .forEach(
            entry ->
                entry
                    .prompt()
                    .ifPresent(name -> voice.prompt(entry.in().orElse(call.language()), name)));
    return voice;
  }

  private Optional<Outcome> pressed(String step, LiveCall call, Key key) {
    if (keys.containsKey(key) || always.containsKey(key)) {
      call.log().note(new DigitsEntered(step, String.valueOf(key.symbol())));
    }
    return go(call, key);
  }

  /** Where a key leads, pressed or said; empty when it is none of this menu. */
  private Optional<Outcome> go(LiveCall call, Key key) {
    Entry entry = keys.get(key);
    Optional<Target> target =
        entry == null ? Optional.ofNullable(always.get(key)) : Optional.of(entry.go());
    if (entry != null) {
      Assignment.apply(entry.set(), call);
    }
    return target.map(Outcome.Next::new);
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    keys.forEach((key, entry) -> exits.add(Exit.byKey("key " + key.symbol(), entry.go())));
    always.forEach((key, target) -> exits.add(Exit.byKey("key " + key.symbol(), target)));
    exits.addAll(tries.exits());
    return exits;
  }

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public boolean listens() {
    return true;
  }
}
