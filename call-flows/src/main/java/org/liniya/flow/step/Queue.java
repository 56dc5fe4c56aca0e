package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.Signal.WaitingEnded;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.call.Waiting;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.port.WaitingRoom;
import org.liniya.ticket.TicketNumber;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Place;
import org.liniya.yaml.Section;

/**
 * {@code queue}: waits for an operator of a skill group and lets the two talk. A call without a
 * ticket gets one here, and hears its number. Immutable.
 */
public record Queue(
    Value group,
    Value headStart,
    String music,
    Announce announce,
    Optional<Duration> waitTime,
    Exits to)
    implements Action {

  private static final Duration EVERY = Duration.ofSeconds(45);

  /** What is told to those who wait. */
  public record Announce(Optional<Duration> every, boolean position) {}

  /** Where to go when it did not come to a talk, and after it. */
  public record Exits(
      Optional<Target> timeout,
      Optional<Target> closed,
      Optional<Target> full,
      Optional<Target> nobody,
      Optional<Target> served) {}

  static Optional<Queue> read(StepReader in) {
    return in.main("queue")
        .flatMap(
            section -> {
              Type groups = new Type.OneOf("skill group", List.copyOf(in.known().skillGroups()));
              section.needs("skill-group");
              Optional<Value> group = in.openValue(section, "skill-group", groups);
              group.ifPresent(g -> staffed(in, g, section.placeOf("skill-group")));
              Optional<Value> headStart = in.value(section, "head-start", Types.SPAN);
              String music = music(in, section);
              Announce announce = announce(in, section);
              in.later(section, "callback");
              Optional<Section> timeout = section.section("timeout");
              Optional<Duration> wait = timeout.map(t -> t.span("wait", Duration.ofMinutes(15)));
              Optional<Target> timedOut = timeout.flatMap(t -> in.requiredTarget(t, "go"));
              timeout.ifPresent(Section::done);
              Exits to =
                  new Exits(
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
                          wait,
                          to));
            });
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

  private static Announce announce(StepReader in, Section section) {
    Optional<Section> announce = section.section("announce");
    if (announce.isEmpty()) {
      return new Announce(Optional.of(EVERY), true);
    }
    Section table = announce.get();
    in.later(table, "estimate");
    Announce read =
        new Announce(Optional.of(table.span("every", EVERY)), table.yesNo("position", true));
    table.done();
    return read;
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

  @Override
  public Outcome run(String step, LiveCall call) {
    String name = group.of(call.memory()).toString();
    Duration head = (Duration) headStart.of(call.memory());
    call.memory().set("queue.group", name);
    Optional<Outcome> over = ticketed(step, name, call);
    if (over.isPresent()) {
      return over.get();
    }
    if (to.nobody().isPresent() && nobodyIn(name, call)) {
      return new Outcome.Next(to.nobody().get());
    }
    Waiting.Terms terms =
        new Waiting.Terms(
            step,
            name,
            head,
            music,
            announce.every(),
            announce.position(),
            waitTime,
            call.ticket().number().map(TicketNumber::digits).orElse(""));
    return switch (new Waiting(call, terms).run()) {
      case Waiting.Result.Served _ -> to(to.served());
      case Waiting.Result.TimedOut _ -> to(to.timeout());
      case Waiting.Result.Over(Outcome outcome) -> outcome;
      case Waiting.Result.GivenBack(WaitingEnded.Reason reason) -> givenBack(reason);
    };
  }

  /** Nobody waits without a ticket. The number is spoken; any key cuts it short. */
  static Optional<Outcome> ticketed(String step, String group, LiveCall call) {
    if (call.ticket().number().isPresent()) {
      return Optional.empty();
    }
    TicketNumber number = call.ticket().open(group, call.identity(), call.language());
    return switch (call.say(
        step, call.voice().prompt("your-ticket-number-is").digits(number.digits()), true)) {
      case OVER -> call.line().over();
      case COMPLETED -> {
        call.numberSpoken();
        yield Optional.empty();
      }
      case INTERRUPTED, SKIPPED -> Optional.empty();
    };
  }

  private static boolean nobodyIn(String group, LiveCall call) {
    return call.ports()
        .waitingRoom()
        .figures(group)
        .map(WaitingRoom.Figures::loggedIn)
        .filter(loggedIn -> loggedIn > 0)
        .isEmpty();
  }

  private Outcome givenBack(WaitingEnded.Reason reason) {
    Optional<Target> target =
        switch (reason) {
          case NOBODY -> to.nobody();
          case CLOSED -> to.closed();
          case FULL -> to.full();
          case FAULT -> Optional.empty();
        };
    return target
        .or(() -> reason == WaitingEnded.Reason.FAULT ? Optional.empty() : to.timeout())
        .<Outcome>map(Outcome.Next::new)
        .orElseGet(() -> new Outcome.Failed("the waiting room gave the call back: " + reason));
  }

  private static Outcome to(Optional<Target> target) {
    return target.<Outcome>map(Outcome.Next::new).orElse(Outcome.ONWARD);
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    to.timeout().ifPresent(t -> exits.add(Exit.other("timeout", t)));
    to.closed().ifPresent(t -> exits.add(Exit.other("closed", t)));
    to.full().ifPresent(t -> exits.add(Exit.other("full", t)));
    to.nobody().ifPresent(t -> exits.add(Exit.other("nobody", t)));
    to.served().ifPresent(t -> exits.add(Exit.other("served", t)));
    return exits;
  }

  @Override
  public boolean goesOn() {
    return to.served().isEmpty();
  }
}
