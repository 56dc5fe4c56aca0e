package org.liniya.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowRunner;
import org.liniya.flow.FlowWatcher;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.step.Step;
import org.liniya.port.PromptCatalogue;
import org.liniya.testkit.call.FakeLeg;

/**
 * Runs a flow for a person who plays the caller: prompts are shown as text, what the caller does is
 * written. Lives on the thread that calls {@link #run}; time is virtual, and nothing is stored or
 * dialled, as in a {@link Trial}.
 */
public final class Play {

  private static final Duration BETWEEN_KEYS = Duration.ofMillis(200);

  private final Flow flow;
  private final World world;
  private final PromptCatalogue texts;
  private final Screen screen;
  private final AskingInbox inbox;
  private final List<String> path = new ArrayList<>();
  private final List<String> figures = new ArrayList<>();
  private Optional<LiveCall> call = Optional.empty();
  private boolean inputOver;

  private Play(
      Flow flow, Surroundings surroundings, Given given, PromptCatalogue texts, Screen screen) {
    this.flow = flow;
    this.world = new World(surroundings, given);
    this.texts = texts;
    this.screen = screen;
    this.inbox = new AskingInbox(world.inbox, world.time, this::ask);
  }

  /**
   * Runs the flow to its end, and shows the way it took and how it ended.
   *
   * @param texts of the prompts, by language
   */
  public static void run(
      Flow flow, Surroundings surroundings, Given given, PromptCatalogue texts, Screen screen) {
    new Play(flow, surroundings, given, texts, screen).run(given);
  }

  private void run(Given given) {
    world.leg.onHeard(this::heard);
    FlowRunner.Ended ended = world.run(flow, given, inbox, new Steps());
    endFigures();
    screen.show("");
    screen.show("path: " + String.join(" > ", path));
    world
        .ticket()
        .ifPresent(
            ticket ->
                screen.show(
                    "ticket: category %s, identity %s"
                        .formatted(ticket.category(), ticket.identity().level().word())));
    screen.show("ended: %s (%s)".formatted(ended.ending().word(), ended.reason()));
  }

  private final class Steps implements FlowWatcher {
    @Override
    public void enters(Step step, LiveCall now) {
      endFigures();
      call = Optional.of(now);
      path.add(step.id());
      screen.show("[" + step.id() + "]");
    }

    @Override
    public void broke(Step step, RuntimeException why) {
      String reason = Optional.ofNullable(why.getMessage()).orElse(why.getClass().getSimpleName());
      trouble(step, reason);
    }

    @Override
    public void left(Step step, Outcome outcome) {
      endFigures();
      // what a step threw was shown already
      if (outcome instanceof Outcome.Failed(String reason) && !reason.endsWith("Exception")) {
        trouble(step, reason);
      }
    }

    private void trouble(Step step, String reason) {
      endFigures();
      screen.show(
          "trouble: step %s, line %d: %s".formatted(step.id(), step.place().line(), reason));
    }
  }

  private void heard(FakeLeg.Heard heard) {
    String text =
        heard.language().flatMap(l -> texts.text(l, heard.name())).orElse("(" + heard.name() + ")");
    if (Heard.isFigure(heard.name())) {
      figures.add(text);
    } else {
      endFigures();
      screen.show("  " + text);
    }
  }

  /** Figures that were spoken one after the other are one line. */
  private void endFigures() {
    if (!figures.isEmpty()) {
      screen.show("  " + String.join(" ", figures));
      figures.clear();
    }
  }

  private void ask(Duration left) {
    endFigures();
    Optional<String> line =
        inputOver ? Optional.empty() : screen.ask("%s> ".formatted(awaited(left)));
    if (line.isPresent()) {
      obey(CallerWord.of(line.get()), left);
    } else if (inputOver) {
      inbox.silence(left); // the caller is gone, and something else is waited for
    } else {
      inputOver = true;
      screen.show("the input is over: the caller hangs up");
      world.leg.partyEnds(EndCause.NORMAL);
    }
  }

  private String awaited(Duration left) {
    if (world.talks()) {
      return "you talk with an operator ";
    }
    if (world.waits()) {
      return "you wait for an operator, nothing happens for " + Spans.inWords(left) + " ";
    }
    return Spans.inWords(left) + " for you to answer ";
  }

  private void obey(CallerWord word, Duration left) {
    switch (word) {
      case CallerWord.Does(Act act) -> act(act);
      case CallerWord.Nothing _ -> {
        screen.show("you said nothing for " + Spans.inWords(left));
        inbox.silence(left);
      }
      case CallerWord.Where _ -> where();
      case CallerWord.Help _ -> screen.show(CallerWord.HELP);
      case CallerWord.Unclear(String why) -> screen.show(why);
    }
  }

  private void where() {
    screen.show("step " + path.getLast());
    call.ifPresent(c -> Shown.lines(flow, c.memory()).forEach(line -> screen.show("  " + line)));
  }

  private void act(Act act) {
    switch (act) {
      case Act.Presses(String keys) -> press(keys);
      case Act.Waits(Duration span) -> inbox.silence(span);
      case Act.HangsUp _ -> world.leg.partyEnds(EndCause.NORMAL);
      case Act.Says(Duration span) -> {
        world.leg.speaks(span);
        inbox.silence(span);
      }
      case Act.SaysWords(String words) ->
          when(
              world.listens(),
              () -> world.says(words, Act.SaysWords.TAKES),
              "nobody listens to words here; press keys");
      case Act.OperatorAnswers _ ->
          when(
              world.waits(),
              world::operatorAnswers,
              "no operator can answer: you are not waiting in a queue");
      case Act.OperatorHangsUp _ ->
          when(
              world.talks(),
              world::operatorHangsUp,
              "no operator can hang up: you do not talk with one");
      case Act.OutsideAnswers _ ->
          when(world.outside.rings(), world.outside::answers, "no telephone rings outside");
      case Act.OutsideIsBusy _ ->
          when(world.outside.rings(), world.outside::isBusy, "no telephone rings outside");
      case Act.OutsideHangsUp _ ->
          when(world.outside.talks(), world.outside::hangsUp, "you talk with nobody outside");
      case Act.Hears _, Act.HearsNext _ -> {} // what is heard is shown
    }
  }

  private void when(boolean possible, Runnable action, String otherwise) {
    if (possible) {
      action.run();
    } else {
      screen.show(otherwise);
    }
  }

  private void press(String keys) {
    for (int i = 0; i < keys.length(); i++) {
      Key key = new Key(keys.charAt(i));
      world.inbox.after(BETWEEN_KEYS.multipliedBy(i), () -> world.leg.presses(key));
    }
  }
}
