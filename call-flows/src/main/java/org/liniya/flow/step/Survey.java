package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.JournalEvent.Rated;
import org.liniya.call.Key;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.Heard;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.value.Type;
import org.liniya.yaml.Yaml;

/**
 * {@code survey}: asks for a rating and keeps it with the ticket; silence is an answer too.
 * Immutable.
 */
public record Survey(
    List<String> prompts, int least, int most, Optional<String> save, Duration waitTime, int tries)
    implements Action {

  private static final Duration WAIT = Duration.ofSeconds(7);

  static Optional<Survey> read(StepReader in) {
    return in.main("survey")
        .flatMap(
            section -> {
              section.needs("prompt");
              List<String> prompts = in.prompts(section, "prompt");
              String keys = section.text("keys", "1-5");
              boolean right = keys.matches("[0-9]-[0-9]") && keys.charAt(0) < keys.charAt(2);
              if (!right) {
                in.problems()
                    .add(
                        section.placeOf("keys"),
                        "'keys' is a range of digits, not '" + keys + "'",
                        "Write it as 1-5");
              }
              int least = right ? keys.charAt(0) - '0' : 1;
              int most = right ? keys.charAt(2) - '0' : 5;
              Optional<String> save = section.scalar("save").flatMap(n -> save(in, n));
              Duration wait = section.span("wait", WAIT);
              int tries = section.whole("tries", 2, 1, 10);
              in.later(section, "comment");
              if (tries > 1) {
                in.needs(section.place(), "no-match");
              }
              section.done();
              return Optional.of(new Survey(prompts, least, most, save, wait, tries));
            });
  }

  private static Optional<String> save(StepReader in, Yaml.Text name) {
    Optional<Type> type = in.settable(name);
    if (type.isPresent() && !(type.get() instanceof Type.Whole)) {
      in.problems()
          .add(
              name.place(),
              "a rating is a whole number, and '" + name.value() + "' is " + type.get().what(),
              "Declare it as { whole: 1-5 }");
    }
    return type.map(_ -> name.value());
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    call.line().dropKeysAhead();
    for (int attempt = 1; attempt <= tries; attempt++) {
      if (call.prompt(step, call.voice().prompts(prompts), true) == CallerLine.Played.OVER) {
        return call.line().over().orElseThrow();
      }
      switch (call.line().key(waitTime)) {
        case Heard.Pressed(Key key) when rates(key) -> {
          keep(key.symbol() - '0', call);
          return Outcome.ONWARD;
        }
        case Heard.Pressed _ -> {
          call.log().note(new InputMissed(step, "no-match"));
          call.line().dropKeysAhead();
          if (attempt < tries
              && call.say(step, call.voice().prompt("no-match"), true) == CallerLine.Played.OVER) {
            return call.line().over().orElseThrow();
          }
        }
        case Heard.Over(Outcome outcome) -> {
          return outcome;
        }
        case Heard.TimeUp _, Heard.PlayingOver _, Heard.Arrived _ -> {
          call.log().note(new InputMissed(step, "no-input"));
          return Outcome.ONWARD;
        }
      }
    }
    return Outcome.ONWARD;
  }

  private boolean rates(Key key) {
    return key.isDigit() && key.symbol() - '0' >= least && key.symbol() - '0' <= most;
  }

  private void keep(int rating, LiveCall call) {
    save.ifPresent(path -> call.set(path, (long) rating));
    call.ticket().number().ifPresent(number -> call.ports().tickets().rated(number, rating));
    call.log().commit(new Rated(rating));
  }

  @Override
  public List<Exit> exits() {
    return List.of();
  }

  @Override
  public boolean goesOn() {
    return true;
  }
}
