package org.liniya.flow.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.flow.call.Attempts;
import org.liniya.flow.call.Enquiry;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Answer;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.Services.Reason;

/**
 * Looks the caller up in the registry and compares what was said with what stands there. For one
 * visit of a {@link Verify}, on the call's thread.
 */
final class RegistryCheck {

  private final Verify verify;
  private final String step;
  private final LiveCall call;

  /** What came of it. */
  sealed interface Result {
    /** The person stands there, and all that was said agrees. */
    record Known(LookUp who, Map<Datum, Secret> data) implements Result {
      public Known {
        data = Map.copyOf(data);
      }
    }

    /** Nobody of that document stands there, or something else does, or nothing was said. */
    record Unknown() implements Result {}

    record Away() implements Result {}

    record Over(Outcome outcome) implements Result {}
  }

  RegistryCheck(Verify verify, String step, LiveCall call) {
    this.verify = verify;
    this.step = step;
    this.call = call;
  }

  Result run() {
    Optional<Map<Datum, Secret>> said = verify.said(call);
    Optional<LookUp> who = verify.who(call);
    if (said.isEmpty() || who.isEmpty()) {
      return new Result.Unknown(); // nothing was guessed
    }
    Attempts attempts = new Attempts(call, step, who.get());
    Optional<Outcome> over = attempts.pause();
    return over.<Result>map(Result.Over::new).orElseGet(() -> ask(said.get(), who.get(), attempts));
  }

  private Result ask(Map<Datum, Secret> said, LookUp who, Attempts attempts) {
    Enquiry<Answer> enquiry =
        new Enquiry<>(
            call,
            step,
            "registry",
            told -> call.ports().verification().registry().look(who, told),
            Answer.Failed::new);
    return switch (enquiry.ask()) {
      case Enquiry.Result.Over<Answer>(Outcome outcome) -> new Result.Over(outcome);
      case Enquiry.Result.Answered<Answer>(Answer.Found(Map<Datum, Secret> known)) -> {
        List<String> differing = differing(said, known);
        if (differing.isEmpty()) {
          enquiry.note("found", "");
          yield new Result.Known(who, known);
        }
        enquiry.note("differs", String.join(" ", differing));
        attempts.wrong();
        yield new Result.Unknown();
      }
      case Enquiry.Result.Answered<Answer>(Answer.NotFound _) -> {
        enquiry.note("not-found", "");
        attempts.wrong();
        yield new Result.Unknown();
      }
      case Enquiry.Result.Answered<Answer>(Answer.Failed(Reason reason)) -> {
        enquiry.note(reason.word(), "");
        yield new Result.Away();
      }
    };
  }

  /** All are compared, in a time that does not tell how much of one is right. */
  private static List<String> differing(Map<Datum, Secret> said, Map<Datum, Secret> known) {
    return said.entrySet().stream()
        .filter(
            each ->
                !agree(
                    each.getKey(), each.getValue(), Optional.ofNullable(known.get(each.getKey()))))
        .map(each -> each.getKey().word())
        .toList();
  }

  private static boolean agree(Datum datum, Secret said, Optional<Secret> known) {
    if (LookUp.Kind.of(datum.word()).isEmpty()) {
      return known.filter(said::equals).isPresent();
    }
    Optional<LookUp> form = Verify.look(datum, Optional.of(said));
    return form.isPresent() && form.equals(Verify.look(datum, known));
  }
}
