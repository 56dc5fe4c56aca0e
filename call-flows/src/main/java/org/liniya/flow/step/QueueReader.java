package org.liniya.flow.step;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Key;
import org.liniya.estimate.WaitRange;
import org.liniya.flow.call.Target;
import org.liniya.flow.call.WaitingOffer;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code queue}. Stateless. */
final class QueueReader {

  private static final Duration EVERY = Duration.ofSeconds(45);
  private static final Duration OFFER_AFTER = Duration.ofMinutes(2);
  private static final Duration LEAST_OFFER = Duration.ofSeconds(10);
  private static final String OFFER = "offer-callback";

  /** The key that the words of {@link #OFFER} name. */
  private static final char OFFERS_KEY = '1';

  private QueueReader() {}

  static Optional<Queue> read(StepReader in) {
    return in.main("queue").flatMap(section -> read(in, section));
  }

  private static Optional<Queue> read(StepReader in, Section section) {
    Type groups = new Type.OneOf("skill group", List.copyOf(in.known().skillGroups()));
    section.needs("skill-group");
    Optional<Value> group = in.openValue(section, "skill-group", groups);
    group.ifPresent(g -> staffed(in, g, section.placeOf("skill-group")));
    Optional<Value> headStart = in.value(section, "head-start", Types.SPAN);
    String music = music(in, section);
    Queue.Announce announce = announce(in, section);
    Optional<Queue.CallbackKey> callback =
        section.section("callback").map(table -> callback(in, table));
    Optional<Section> timeout = section.section("timeout");
    Optional<Duration> wait = timeout.map(t -> t.span("wait", Duration.ofMinutes(15)));
    Optional<Target> timedOut = timeout.flatMap(t -> in.requiredTarget(t, "go"));
    timeout.ifPresent(Section::done);
    Queue.Exits to =
        new Queue.Exits(
            timedOut,
            in.target(section, "closed"),
            in.target(section, "full"),
            in.target(section, "nobody"),
            in.target(section, "served"));
    section.done();
    in.needs(section.place(), "position", "your-ticket-number-is");
    return group.map(
        g ->
            new Queue(
                g,
                headStart.orElse(new Value.Literal(Duration.ZERO)),
                music,
                announce,
                callback,
                wait,
                to));
  }

  static String music(StepReader in, Section section) {
    String music = section.text("music", "default");
    if (!in.known().music().contains(music)) {
      in.problems()
          .add(
              section.placeOf("music"),
              "there is no music '" + music + "'",
              DidYouMean.hint(music, in.known().music()));
    }
    return music;
  }

  private static Queue.Announce announce(StepReader in, Section section) {
    Optional<Section> announce = section.section("announce");
    if (announce.isEmpty()) {
      return new Queue.Announce(Optional.of(EVERY), true, false);
    }
    Section table = announce.get();
    Queue.Announce read =
        new Queue.Announce(
            Optional.of(table.span("every", EVERY)),
            table.yesNo("position", true),
            table.yesNo("estimate", false));
    if (read.estimate()) {
      Arrays.stream(WaitRange.values())
          .forEach(range -> in.needs(table.placeOf("estimate"), range.prompt()));
    }
    table.done();
    return read;
  }

  private static Queue.CallbackKey callback(StepReader in, Section table) {
    Duration after =
        in.spanWithin(table, "offer-after", OFFER_AFTER, LEAST_OFFER, Duration.ofHours(1));
    Optional<Duration> above =
        table
            .value("offer-above")
            .map(
                _ ->
                    in.spanWithin(
                        table, "offer-above", OFFER_AFTER, LEAST_OFFER, Duration.ofHours(1)));
    Key key =
        table
            .scalar("key")
            .flatMap(text -> Keys.read(text, in.problems()))
            .orElse(new Key(OFFERS_KEY));
    Optional<Yaml.Text> prompt = table.scalar("prompt");
    if (prompt.isEmpty() && key.symbol() != OFFERS_KEY) {
      in.problems()
          .add(
              table.placeOf("key"),
              "the prompt '" + OFFER + "' tells callers to press " + OFFERS_KEY,
              "Write a prompt that names your key, and 'prompt: NAME' here");
    }
    prompt.ifPresentOrElse(in::prompt, () -> in.needs(table.place(), OFFER));
    CallbackNumber number =
        new CallbackNumber(in.value(table, "number", Types.TEXT), CallbackNumber.WAIT, Tries.MOST);
    number.needs(in, table.place());
    Optional<Target> done = in.target(table, "done");
    table.done();
    return new Queue.CallbackKey(
        new WaitingOffer(after, above, key, prompt.map(Yaml.Text::value).orElse(OFFER)),
        number,
        done);
  }

  static void staffed(StepReader in, Value group, Place place) {
    List<String> groups =
        group instanceof Value.Literal(Object name)
            ? List.of(name.toString())
            : in.known().skillGroups().stream().sorted().toList();
    groups.stream()
        .filter(name -> !in.known().hasOperators(name))
        .forEach(
            name ->
                in.problems()
                    .add(
                        place,
                        "no operator serves the skill group '" + name + "'",
                        "Add the skill to an operator in operators.yaml"));
  }
}
