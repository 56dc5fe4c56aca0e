package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.liniya.flow.ask.AskKind;
import org.liniya.flow.ask.AskKinds;
import org.liniya.flow.ask.CodeKind;
import org.liniya.flow.ask.NumberKind;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.SpokenEntry.ReadBack;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Variable;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code ask}. Stateless. */
final class AskReader {

  private static final Duration WAIT = Duration.ofSeconds(7);
  private static final Duration BETWEEN = Duration.ofSeconds(4);
  private static final int MOST_DIGITS = 32;

  private AskReader() {}

  static Optional<Ask> read(StepReader in) {
    return in.main("ask").flatMap(section -> read(in, section));
  }

  private static Optional<Ask> read(StepReader in, Section section) {
    Optional<AskKind> kind = kind(in, section).map(k -> limited(in, section, k));
    section.needs("prompt");
    List<String> prompts = in.prompts(section, "prompt");
    Duration between = section.span("between", BETWEEN);
    boolean bargeIn = section.yesNo("barge-in", true);
    boolean confirm = kind.isPresent() && confirm(in, section, kind.get());
    Optional<Target> failed = in.requiredTarget(section, "failed");
    Optional<String> save = kind.flatMap(k -> save(in, section, k));
    in.later(section, "sensitive", "unavailable");
    Ask.ByVoice voice = voice(in, section, kind);
    Optional<Tries> tries = failed.flatMap(f -> tries(in, section, f));
    section.done();
    kind.filter(_ -> tries.isPresent() && tries.get().most() > 1)
        .ifPresent(
            k -> {
              in.needs(section.place(), k.wrongPrompt());
              k.groups().forEach(group -> in.needs(section.place(), group.prompt()));
            });
    if (kind.isEmpty() || failed.isEmpty() || tries.isEmpty() || save.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Ask(
            kind.get(),
            prompts,
            save.get(),
            confirm,
            voice,
            bargeIn,
            tries.get(),
            between,
            failed.get(),
            Ask.personOf(in),
            Ask.zeroOf(in)));
  }

  private static Ask.ByVoice voice(StepReader in, Section section, Optional<AskKind> kind) {
    if (!section.yesNo("voice", false) || kind.isEmpty()) {
      return Ask.ByVoice.NO;
    }
    if (kind.get() instanceof CodeKind) {
      in.problems()
          .add(
              section.placeOf("voice"),
              "a code is never said aloud",
              "Remove 'voice': whoever stands beside the caller would hear it");
      return Ask.ByVoice.NO;
    }
    in.needs(section.placeOf("voice"), Listens.AGAIN);
    ReadBack readBack = SpokenEntry.readBack(kind.get());
    if (readBack != ReadBack.NONE) {
      in.needs(
          section.placeOf("voice"),
          SpokenEntry.readBackPrompt(kind.get(), readBack),
          SpokenEntry.readBackKeys(kind.get(), readBack));
    }
    return Ask.ByVoice.YES;
  }

  private static Optional<AskKind> kind(StepReader in, Section section) {
    section.needs("kind");
    Optional<Yaml.Text> word = section.scalar("kind");
    Optional<AskKinds.Length> length =
        word.filter(text -> text.value().equals("code")).isPresent()
            ? codeLength(section)
            : length(in, section);
    if (word.isEmpty() || length.isEmpty()) {
      return Optional.empty();
    }
    String kind = word.get().value();
    Optional<AskKind> found = AskKinds.of(kind, length.get());
    if (found.isEmpty()) {
      in.problems()
          .add(
              word.get().place(),
              "'ask' has no kind '" + kind + "'",
              DidYouMean.hint(kind, AskKinds.words()));
    } else if (!Set.of("digits", "code").contains(kind) && section.value("length").isPresent()) {
      in.problems()
          .add(
              section.placeOf("length"),
              "'" + kind + "' knows its length",
              "Remove 'length'; it is for the kinds 'digits' and 'code'");
    }
    return found;
  }

  /** A code has one length, so that nobody has to end it. */
  private static Optional<AskKinds.Length> codeLength(Section section) {
    int length = section.whole("length", CodeKind.USUAL, CodeKind.SHORTEST, CodeKind.LONGEST);
    return Optional.of(new AskKinds.Length(length, length));
  }

  private static Optional<AskKinds.Length> length(StepReader in, Section section) {
    Optional<Yaml.Text> text = section.scalar("length");
    if (text.isEmpty()) {
      return Optional.of(new AskKinds.Length(1, MOST_DIGITS));
    }
    String value = text.get().value();
    if (value.matches("\\d{1,2}(-\\d{1,2})?")) {
      String[] parts = value.split("-", -1);
      int least = Integer.parseInt(parts[0]);
      int most = Integer.parseInt(parts[parts.length - 1]);
      if (least >= 1 && least <= most && most <= MOST_DIGITS) {
        return Optional.of(new AskKinds.Length(least, most));
      }
    }
    in.problems()
        .add(
            text.get().place(),
            "'length' is a number of digits up to 32, not '" + value + "'",
            "Write it as 4 or 4-8");
    return Optional.empty();
  }

  private static boolean confirm(StepReader in, Section section, AskKind kind) {
    Optional<Yaml.Text> confirm = section.scalar("confirm");
    if (confirm.isEmpty() || confirm.get().value().equals("no")) {
      return false;
    }
    if (!confirm.get().value().equals("last-digits")) {
      in.problems()
          .add(
              confirm.get().place(),
              "'confirm' is last-digits or no, not '" + confirm.get().value() + "'",
              "A full value is never spoken");
      return false;
    }
    if (!kind.readBack()) {
      in.problems()
          .add(confirm.get().place(), "'" + kind.word() + "' is not read back", "Remove 'confirm'");
      return false;
    }
    in.needs(confirm.get().place(), kind.confirmPrompt(), kind.confirmPrompt() + "-keys");
    return true;
  }

  private static Optional<String> save(StepReader in, Section section, AskKind kind) {
    Optional<Yaml.Text> save = section.scalar("save");
    if (save.isEmpty()) {
      if (kind.field().isEmpty() && section.value("save").isEmpty()) {
        section.needs("save");
      }
      return kind.field();
    }
    Optional<Type> type = in.settable(save.get());
    String path = save.get().value();
    Field field = in.fields().get(path);
    if (type.isPresent() && kind.secret() && (field == null || !field.secret())) {
      in.problems()
          .add(
              save.get().place(),
              "'" + path + "' would give away a secret",
              "Save it as '" + kind.field().orElse("") + "'");
    }
    type.filter(t -> !takes(t, kind.type()))
        .ifPresent(t -> in.problems().add(save.get().place(), misfit(kind, path, t), cure(kind)));
    return type.map(_ -> path);
  }

  private static boolean takes(Type variable, Type entry) {
    if (variable instanceof Type.Whole(long least, long most)
        && entry instanceof Type.Whole(long smallest, long largest)) {
      return least <= smallest && largest <= most;
    }
    return variable.equals(entry);
  }

  private static String misfit(AskKind kind, String path, Type variable) {
    String entry =
        kind.type() instanceof Type.Text ? "digits are a text" : "it is " + kind.type().what();
    return entry + ", and '" + path + "' is " + variable.what();
  }

  private static String cure(AskKind kind) {
    return switch (kind.type()) {
      case Type.Whole(long least, long most) ->
          "Declare it as { whole: %d-%d }, or set 'least' and 'most'".formatted(least, most);
      case Type.YesNo _ -> "Declare it as yes-no";
      default -> "Declare it as text, so that zeros in front are kept";
    };
  }

  /** The limits of a number; those of the variable that keeps it when the flow gives none. */
  private static AskKind limited(StepReader in, Section section, AskKind kind) {
    if (!(kind instanceof NumberKind)) {
      return kind;
    }
    Type.Whole variable =
        section.text("save").map(in.variables()::get).map(Variable::type).stream()
            .flatMap(type -> type instanceof Type.Whole whole ? Stream.of(whole) : Stream.empty())
            .findFirst()
            .orElse(new Type.Whole(0, NumberKind.LARGEST));
    int smallest = Math.clamp(variable.least(), 0, NumberKind.LARGEST);
    int largest = Math.clamp(variable.most(), 0, NumberKind.LARGEST);
    int least = section.whole("least", smallest, 0, NumberKind.LARGEST);
    int most = section.whole("most", Math.max(largest, least), 0, NumberKind.LARGEST);
    if (least > most) {
      in.problems()
          .add(section.placeOf("least"), "'least' is more than 'most'", "Exchange the two");
      return new NumberKind(most, least);
    }
    return new NumberKind(least, most);
  }

  /** In an ask, {@code failed} stands for whatever is not named. */
  private static Optional<Tries> tries(StepReader in, Section section, Target failed) {
    Optional<Target> noInput = in.target(section, "no-input");
    Optional<Target> noMatch = in.target(section, "no-match");
    int most = section.whole("tries", Tries.MOST, 1, 10);
    if (most > 1) {
      in.needs(section.place(), "no-input");
    }
    return Optional.of(
        new Tries(
            most,
            section.span("wait", WAIT),
            noInput.or(() -> Optional.of(failed)),
            noMatch.or(() -> Optional.of(failed))));
  }
}
