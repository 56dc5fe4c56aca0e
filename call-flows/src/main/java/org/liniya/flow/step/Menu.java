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
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.call.Voice;
import org.liniya.flow.value.Value;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * {@code menu}: offers keys and goes where the pressed one leads. Its text is composed of the
 * prompts of its keys, so that a key and its words cannot drift apart. Immutable.
 */
public record Menu(
    List<String> prompts,
    Map<Key, Entry> keys,
    Map<Key, Target> always,
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
    return in.main("menu")
        .flatMap(
            section -> {
              List<String> prompts = in.prompts(section, "prompt");
              boolean bargeIn = section.yesNo("barge-in", true);
              boolean always = section.yesNo("always", true);
              in.later(section, "voice", "phrases");
              Map<Key, Entry> keys = new LinkedHashMap<>();
              section.needs("keys");
              section.section("keys").ifPresent(table -> readKeys(in, table, keys));
              Optional<Tries> tries = Tries.read(in, section, WAIT);
              section.done();
              Map<Key, Target> others = new LinkedHashMap<>(always ? in.always() : Map.of());
              others.keySet().removeAll(keys.keySet());
              return tries.map(t -> new Menu(prompts, keys, others, bargeIn, t));
            });
  }

  private static void readKeys(StepReader in, Section table, Map<Key, Entry> keys) {
    for (Yaml.Text name : table.keys()) {
      Optional<Key> key = Keys.read(name, in.problems());
      table
          .section(name.value())
          .ifPresent(
              entry -> {
                in.later(entry, "phrases");
                List<Assignment> set = in.assignments(entry, "set");
                Optional<Language> spokenIn = changesTo(set);
                Optional<String> prompt = entry.scalar("prompt").map(p -> prompt(in, spokenIn, p));
                Optional<Target> go = in.requiredTarget(entry, "go");
                entry.done();
                if (key.isPresent() && go.isPresent()) {
                  keys.put(key.get(), new Entry(prompt, spokenIn, set, go.get()));
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
    CallerLine line = call.line();
    Tries.Count count = tries.begin(step, call);
    while (true) {
      if (call.prompt(step, composed(call), bargeIn) == CallerLine.Played.OVER) {
        return line.over().orElseThrow();
      }
      Optional<Outcome> done =
          switch (line.key(tries.waitTime())) {
            case Heard.Pressed(Key key) -> pressed(step, call, key).or(count::noMatch);
            case Heard.Over(Outcome outcome) -> Optional.of(outcome);
            case Heard.TimeUp _, Heard.PlayingOver _, Heard.Arrived _ -> count.noInput();
          };
      if (done.isPresent()) {
        return done.get();
      }
    }
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
    Entry entry = keys.get(key);
    Optional<Target> target =
        entry == null ? Optional.ofNullable(always.get(key)) : Optional.of(entry.go());
    target.ifPresent(_ -> call.log().note(new DigitsEntered(step, String.valueOf(key.symbol()))));
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
