package org.liniya.flow.step;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.Key;
import org.liniya.call.Secret;
import org.liniya.flow.ask.AskKind;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.SpokenEntry.ReadBack;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.listen.SpeechNews.Why;
import org.liniya.person.LookUp;

/**
 * {@code ask}: has the caller key in a number, checks it and, if wanted, reads its last digits back
 * for confirmation. While a secret is keyed in, the recording is silent. Immutable; {@link
 * AskReader} reads it.
 *
 * @param between the longest pause between two digits
 * @param save the variable or field that keeps the entry
 * @param confirm whether the last four digits are read back, of an entry that was keyed in
 * @param voice whether it may be spoken; then it is read back in any case
 * @param failed where to go when the caller has no number or all tries were in vain
 * @param person where {@code *0} leads
 * @param zero what may be said instead of {@code *0} where the entry may be spoken
 */
public record Ask(
    AskKind kind,
    List<String> prompts,
    String save,
    boolean confirm,
    ByVoice voice,
    boolean bargeIn,
    Tries tries,
    Duration between,
    Target failed,
    Optional<Target> person,
    Phrases zero)
    implements Action {

  static final int LAST = 4;

  /** The keys that the person is asked for with, for the journal. */
  static final String PERSON = "*0";

  /** Whether an entry may be spoken. */
  public enum ByVoice {
    NO,
    YES
  }

  private static final ZoneOffset FURTHEST_ON = ZoneOffset.ofHours(14);

  public Ask {
    prompts = List.copyOf(prompts);
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    if (!kind.secret()) {
      return entry(step, call);
    }
    call.recorder().silence(true);
    try {
      return entry(step, call);
    } finally {
      call.recorder().silence(false);
    }
  }

  private Outcome entry(String step, LiveCall call) {
    Tries.Count count = tries.begin(step, call, kind.wrongPrompt());
    Listens listens = new Listens(step, call);
    Optional<Partly> partly = Optional.empty();
    while (true) {
      Optional<Partly> before = partly;
      partly = Optional.empty();
      Optional<Outcome> done =
          switch (read(step, call, form(before, call, listens), listens)) {
            case Entry.Result.Complete(String digits) -> {
              String whole = before.map(known -> known.with(digits)).orElse(digits);
              Optional<Outcome> after = complete(step, call, count, whole, keyedReadBack());
              partly = after.isEmpty() ? onlyPartlyWrong(whole, call) : Optional.empty();
              yield after;
            }
            case Entry.Result.Said(String text, double confidence)
                when saidForPerson(call).contains(text) -> {
              listens.understood(PERSON, confidence);
              yield out(call, person.orElse(failed));
            }
            case Entry.Result.Said(String text, double confidence) -> {
              String digits = SpokenEntry.keyed(kind, call.language(), text);
              String whole = before.map(known -> known.with(digits)).orElse(digits);
              listens.understood(kind.masked(whole), confidence);
              Optional<Outcome> after =
                  complete(step, call, count, whole, SpokenEntry.readBack(kind));
              partly = after.isEmpty() ? onlyPartlyWrong(whole, call) : Optional.empty();
              yield after;
            }
            case Entry.Result.Misheard(Why why) -> {
              listens.misheard(why);
              partly = before;
              yield Optional.empty();
            }
            case Entry.Result.Wrong _ -> count.noMatch();
            case Entry.Result.Silent _ -> count.noInput();
            case Entry.Result.Without _ -> out(call, failed);
            case Entry.Result.Person _ -> out(call, person.orElse(failed));
            case Entry.Result.Over(Outcome outcome) -> Optional.of(outcome);
          };
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  /** An entry of which one group was wrong: only that is asked again. */
  private record Partly(String digits, AskKind.Group group) {
    String with(String part) {
      return group.in(digits, part);
    }

    @Override
    public String toString() {
      return "partly wrong";
    }
  }

  private Optional<Partly> onlyPartlyWrong(String digits, LiveCall call) {
    return kind.fault(digits, today(call))
        .flatMap(_ -> kind.wrongGroup(digits, today(call)))
        .map(group -> new Partly(digits, group));
  }

  private static Entry.Result read(String step, LiveCall call, Entry.Form form, Listens listens) {
    return new Entry(form, step, call).read(listens.question(form.prompts()));
  }

  private Entry.Form form(Optional<Partly> again, LiveCall call, Listens listens) {
    Optional<AskKind.Group> group = again.map(Partly::group);
    int least = group.map(AskKind.Group::length).orElse(kind.least());
    int most = group.map(AskKind.Group::length).orElse(kind.most());
    return new Entry.Form(
        group.map(part -> List.of(part.prompt())).orElse(prompts),
        least,
        most,
        bargeIn,
        tries.waitTime(),
        between,
        person.isPresent(),
        voice == ByVoice.YES
            ? listens.expected(
                SpokenEntry.expected(kind, least, most, call.language(), saidForPerson(call)))
            : Optional.empty());
  }

  /** What may be said instead of {@code *0}, in the caller's language. */
  Set<String> saidForPerson(LiveCall call) {
    return SpokenEntry.forPerson(zero, call.language());
  }

  private ReadBack keyedReadBack() {
    return confirm ? ReadBack.LAST_DIGITS : ReadBack.NONE;
  }

  /** Where it is the furthest on: nobody is refused because of the time of day. */
  private static LocalDate today(LiveCall call) {
    return LocalDate.ofInstant(call.ports().time().now(), FURTHEST_ON);
  }

  /** Keys pressed in excess never leave an ask. */
  private static Optional<Outcome> out(LiveCall call, Target target) {
    call.line().dropKeysAhead();
    return Optional.of(new Outcome.Next(target));
  }

  private Optional<Outcome> complete(
      String step, LiveCall call, Tries.Count count, String digits, ReadBack readBack) {
    call.log().note(new DigitsEntered(step, kind.masked(digits)));
    if (kind.fault(digits, today(call)).isPresent()) {
      return count.noMatch();
    }
    if (readBack == ReadBack.NONE) {
      return accepted(call, digits, readBack);
    }
    return switch (new Confirmation(this, step, call, digits, readBack).ask()) {
      case Confirmation.Answer.Right _ -> accepted(call, digits, readBack);
      case Confirmation.Answer.Anew _ -> count.anew();
      case Confirmation.Answer.Silent _ -> out(call, tries.noInput().orElse(failed));
      case Confirmation.Answer.Person _ -> out(call, person.orElse(failed));
      case Confirmation.Answer.Over(Outcome outcome) -> Optional.of(outcome);
    };
  }

  private Optional<Outcome> accepted(LiveCall call, String digits, ReadBack confirmed) {
    call.line().dropKeysAhead();
    call.set(save, kind.kept(digits));
    if (kind.identifies()
        && confirmed != ReadBack.NONE
        && call.identity().level().compareTo(IdentityLevel.STATED) < 0) {
      // well formed and confirmed by the caller: it is stated, it proves nobody
      call.identify(
          new Identity(IdentityLevel.STATED, kind.word(), kind.masked(digits)),
          LookUp.Kind.of(kind.word()).flatMap(of -> LookUp.of(of, new Secret(digits))));
    }
    return Optional.of(Outcome.ONWARD);
  }

  @Override
  public List<Exit> exits() {
    List<Exit> exits = new ArrayList<>(tries.exits());
    exits.add(Exit.other("failed", failed));
    person.ifPresent(target -> exits.add(Exit.byKey("key *0", target)));
    return exits;
  }

  /** The key of the person among the always-keys, which {@code *0} stands for here. */
  static Optional<Target> personOf(StepReader in) {
    return Optional.ofNullable(in.always().keys().get(new Key('0')));
  }

  /** What may be said for that key. */
  static Phrases zeroOf(StepReader in) {
    return in.always().phrases().getOrDefault(new Key('0'), Phrases.NONE);
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public boolean listens() {
    return true;
  }
}
