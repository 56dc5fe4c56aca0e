package org.liniya.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.flow.step.Phrases;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads the script of a test: a list of one act a line. For one thread. */
final class ScriptReader {

  private static final int MOST_ACTS = 200;
  static final int MOST_KEYS = 64;
  private static final Duration LONGEST_WAIT = Duration.ofHours(2);
  private static final String ACTS =
      "Write one of hears, hears-next, presses, says, waits, hangs-up, operator, outside";

  private final Set<String> sounds;
  private final Problems problems;

  ScriptReader(Set<String> prompts, Problems problems) {
    this.sounds = new TreeSet<>(prompts);
    this.sounds.add("music");
    this.sounds.add("tone");
    this.problems = problems;
  }

  List<FlowTest.Line> read(Yaml script) {
    if (!(script instanceof Yaml.Items items)) {
      problems.add(
          script.place(), "'script' takes a list, not " + script.what(), "Begin lines with '- '");
      return List.of();
    }
    if (items.values().size() > MOST_ACTS) {
      problems.add(script.place(), "the script has more than " + MOST_ACTS + " lines", "");
      return List.of();
    }
    List<FlowTest.Line> lines = new ArrayList<>();
    for (Yaml item : items.values()) {
      act(item).ifPresent(act -> lines.add(new FlowTest.Line(act, item.place())));
    }
    return lines;
  }

  private Optional<Act> act(Yaml item) {
    return switch (item) {
      case Yaml.Text(_, String word, _) when word.equals("hangs-up") ->
          Optional.of(new Act.HangsUp());
      case Yaml.Table table when table.entries().size() == 1 -> one(new Section(table, problems));
      case Yaml.Table _, Yaml.Text _, Yaml.Items _, Yaml.Nothing _ -> {
        problems.add(item.place(), "a line of the script is one act", ACTS);
        yield Optional.empty();
      }
    };
  }

  private Optional<Act> one(Section line) {
    Optional<Act> act =
        line.scalar("hears").filter(this::sounds).map(t -> new Act.Hears(t.value()));
    act =
        act.or(
            () ->
                line.scalar("hears-next")
                    .filter(this::sounds)
                    .map(t -> new Act.HearsNext(t.value())));
    act =
        act.or(
            () -> line.scalar("presses").filter(this::keys).map(t -> new Act.Presses(t.value())));
    act = act.or(() -> line.scalar("says").flatMap(t -> says(line, t)));
    act = act.or(() -> span(line, "waits").map(Act.Waits::new));
    act = act.or(() -> line.scalar("operator").flatMap(this::operator));
    act = act.or(() -> line.scalar("outside").flatMap(this::outside));
    if (line.keys().getFirst().value().equals("hangs-up")) {
      line.value("hangs-up");
      problems.add(line.place(), "'hangs-up' takes nothing", "Write '- hangs-up'");
    }
    line.done();
    return act;
  }

  private boolean sounds(Yaml.Text prompt) {
    if (!sounds.contains(prompt.value())) {
      FlowTestReader.unknown(prompt.place(), "prompt", prompt.value(), sounds, problems);
    }
    return sounds.contains(prompt.value());
  }

  private boolean keys(Yaml.Text keys) {
    boolean right = keys.value().matches("[0-9*#]+") && keys.value().length() <= MOST_KEYS;
    if (!right) {
      // not repeated: it may be somebody's number
      problems.add(
          keys.place(),
          "'presses' takes 1 to " + MOST_KEYS + " keys of 0-9, * and #",
          "Write them in quotes, such as \"47\" or \"#\"");
    }
    return right;
  }

  private Optional<Act> says(Section line, Yaml.Text text) {
    if (text.value().matches("[0-9]+[a-z]+")) {
      return span(line, "says").map(Act.Says::new);
    }
    if (!Phrases.wellWritten(text.value())) {
      problems.add(
          text.place(),
          "'says' takes a length of time, or words in small letters without punctuation",
          "Write 'says: 5s', or 'says: оператор'");
    }
    return Optional.of(new Act.SaysWords(text.value()));
  }

  private Optional<Duration> span(Section line, String key) {
    if (line.value(key).isEmpty()) {
      return Optional.empty();
    }
    Duration span = line.span(key, Duration.ZERO);
    if (span.compareTo(LONGEST_WAIT) > 0) {
      problems.add(line.placeOf(key), "no call lasts longer than 2h", "Write a shorter time");
    }
    return Optional.of(span);
  }

  private Optional<Act> outside(Yaml.Text does) {
    return switch (does.value()) {
      case "answers" -> Optional.of(new Act.OutsideAnswers());
      case "busy" -> Optional.of(new Act.OutsideIsBusy());
      case "hangs-up" -> Optional.of(new Act.OutsideHangsUp());
      default -> {
        problems.add(
            does.place(),
            "nobody outside does '" + does.value() + "' here",
            DidYouMean.hint(does.value(), List.of("answers", "busy", "hangs-up")));
        yield Optional.empty();
      }
    };
  }

  private Optional<Act> operator(Yaml.Text does) {
    return switch (does.value()) {
      case "answers" -> Optional.of(new Act.OperatorAnswers());
      case "hangs-up" -> Optional.of(new Act.OperatorHangsUp());
      default -> {
        problems.add(
            does.place(),
            "an operator does not do '" + does.value() + "' here",
            DidYouMean.hint(does.value(), List.of("answers", "hangs-up")));
        yield Optional.empty();
      }
    };
  }
}
