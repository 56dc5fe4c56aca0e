package org.liniya.flow.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.flow.ask.AskKinds;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Value;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;

/**
 * {@code verify}: has the caller prove to be somebody, by data that a registry knows, by a one-time
 * code that is sent to where the registry knows the person, or by a code that the personal account
 * shows. While a code is keyed in, the recording is silent. Immutable; {@link VerifyReader} reads
 * it.
 *
 * @param document by what the person is looked up
 * @param number the document's number, as the caller has said it
 * @param compared what else the caller has said
 * @param prompts said before the registry is asked, or asking for the code
 * @param failed where what is not right leads, or a caller without a code
 * @param unavailable where it leads when nobody can say whether it is right
 * @param noPhone where it leads when no code can reach the person
 * @param person where {@code *0} leads
 */
public record Verify(
    By by,
    Datum document,
    Value number,
    Map<Datum, Value> compared,
    List<String> prompts,
    Target failed,
    Target unavailable,
    Target noPhone,
    Optional<Target> person)
    implements Action {

  /** How it is proved. */
  public sealed interface By {

    /** As in a flow and in the journal. */
    default String word() {
      return switch (this) {
        case Registry _ -> "registry";
        case Code _ -> "code";
        case AccountCode _ -> "account-code";
      };
    }
  }

  /** The data besides the document are those that the registry knows. */
  public record Registry() implements By {}

  /**
   * A code that is sent.
   *
   * @param channels by which, the first that the registry has an address for
   * @param valid how long it counts
   * @param resendAfter how soon the caller may have another one
   * @param resends how often
   */
  public record Code(
      List<Channel> channels, Keying keying, Duration valid, Duration resendAfter, int resends)
      implements By {
    public Code {
      channels = List.copyOf(channels);
    }
  }

  /** A code that the person sees in the personal account. */
  public record AccountCode(Keying keying) implements By {}

  /**
   * How a code is keyed in.
   *
   * @param length how many digits it has
   * @param attempts how often silence, and how often a wrong code, is put up with
   * @param waitTime for the first digit
   * @param between the longest pause between two digits
   */
  public record Keying(
      int length, int attempts, Duration waitTime, Duration between, boolean bargeIn) {}

  public Verify {
    compared = Map.copyOf(compared);
    prompts = List.copyOf(prompts);
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    return switch (by) {
      case Registry _ -> registry(step, call);
      case Code code -> silently(call, () -> new CodeCheck(this, code, step, call).run());
      case AccountCode code ->
          silently(call, () -> new AccountCodeCheck(this, code.keying(), step, call).run());
    };
  }

  private Outcome registry(String step, LiveCall call) {
    call.say(step, call.voice().prompts(prompts), false);
    return switch (new RegistryCheck(this, step, call).run()) {
      case RegistryCheck.Result.Known(LookUp who, _) -> {
        // the count of wrong attempts stands: else who knows the data could guess codes unslowed
        raise(call, IdentityLevel.KNOWS_DATA, who);
        yield Outcome.ONWARD;
      }
      case RegistryCheck.Result.Unknown _ -> new Outcome.Next(failed);
      case RegistryCheck.Result.Away _ -> new Outcome.Next(unavailable);
      case RegistryCheck.Result.Over(Outcome outcome) -> outcome;
    };
  }

  private interface Keyed {
    Outcome run();
  }

  private static Outcome silently(LiveCall call, Keyed keyed) {
    call.recorder().silence(true);
    try {
      return keyed.run();
    } finally {
      call.recorder().silence(false);
    }
  }

  /** What the caller has said besides, now; empty when something of it is missing. */
  Optional<Map<Datum, Secret>> said(LiveCall call) {
    Map<Datum, Secret> said = new EnumMap<>(Datum.class);
    for (Map.Entry<Datum, Value> each : compared.entrySet()) {
      String value = each.getValue().of(call.memory()).toString();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      said.put(each.getKey(), new Secret(value));
    }
    return Optional.of(said);
  }

  /** Whom the document names; empty when it is none. */
  Optional<LookUp> who(LiveCall call) {
    return look(document, Optional.of(new Secret(number.of(call.memory()).toString())));
  }

  /** The form in which data of this kind are compared; empty for those that are as they are. */
  static Optional<LookUp> look(Datum datum, Optional<Secret> value) {
    return LookUp.Kind.of(datum.word())
        .flatMap(kind -> value.flatMap(written -> LookUp.of(kind, written)));
  }

  /** The caller has proved it; what was proved before is never lowered. */
  void raise(LiveCall call, IdentityLevel level, LookUp who) {
    if (call.identity().level().compareTo(level) >= 0) {
      return;
    }
    String shown =
        AskKinds.of(document.word(), new AskKinds.Length(1, 1))
            .map(kind -> kind.masked(number.of(call.memory()).toString()))
            .orElse("");
    call.identify(new Identity(level, document.word(), shown), Optional.of(who));
  }

  /** Keys pressed in excess never leave it. */
  static Outcome out(LiveCall call, Target target) {
    call.line().dropKeysAhead();
    return new Outcome.Next(target);
  }

  /** How its code is keyed in. */
  Entry.Form form(Keying keying, int digits) {
    return new Entry.Form(
        prompts,
        digits,
        digits,
        keying.bargeIn(),
        keying.waitTime(),
        keying.between(),
        person.isPresent(),
        Optional.empty());
  }

  /** Silence and wrong codes are counted apart, and both lead to {@code failed}. */
  Tries.Count tries(Keying keying, String step, LiveCall call) {
    return new Tries(keying.attempts(), keying.waitTime(), Optional.of(failed), Optional.of(failed))
        .begin(step, call, "code-wrong");
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>();
    exits.add(Exit.other("failed", failed));
    exits.add(Exit.other("unavailable", unavailable));
    if (by instanceof Code) {
      exits.add(Exit.other("no-phone", noPhone));
    }
    if (listens()) {
      person.ifPresent(target -> exits.add(Exit.byKey("key *0", target)));
    }
    return List.copyOf(exits);
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public boolean listens() {
    return !(by instanceof Registry);
  }
}
