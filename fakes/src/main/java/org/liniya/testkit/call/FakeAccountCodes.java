package org.liniya.testkit.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.AccountCodes;
import org.liniya.port.Services.Asking;
import org.liniya.port.Services.Reason;

/** Accounts that show the codes a test names, in the virtual time of an inbox. For one thread. */
public final class FakeAccountCodes implements AccountCodes {

  private final FakeAnswers answers;
  private final Map<LookUp, Secret> codes = new HashMap<>();
  private Optional<Secret> everybody = Optional.empty();

  public FakeAccountCodes(FakeInbox inbox) {
    answers = new FakeAnswers(inbox);
  }

  /** From now on the account of this person shows a code. */
  public void shows(LookUp who, Secret code) {
    answers.well();
    codes.put(who, code);
  }

  /** As {@link #shows(LookUp, Secret)}, by SNILS. */
  public void shows(String snils, String code) {
    shows(LookUp.of(LookUp.Kind.SNILS, new Secret(snils)).orElseThrow(), new Secret(code));
  }

  /** From now on every account shows this code, but those that show one of their own. */
  public void showsEverybody(Secret code) {
    answers.well();
    everybody = Optional.of(code);
  }

  public void away(Reason reason) {
    answers.away(reason);
  }

  /** It never answers, which the port's promise forbids. */
  public void hangs() {
    answers.hangs();
  }

  /** How long an answer takes. */
  public void takes(Duration time) {
    answers.takes(time);
  }

  /** How many questions were given up. */
  public int cancelled() {
    return answers.cancelled();
  }

  @Override
  public Asking check(LookUp who, Secret code, Consumer<Answer> told) {
    return answers.tell(
        answers.reason().<Answer>map(Answer.Failed::new).orElseGet(() -> checked(who, code)), told);
  }

  private Answer checked(LookUp who, Secret code) {
    Optional<Secret> shown = Optional.ofNullable(codes.get(who)).or(() -> everybody);
    if (shown.isEmpty()) {
      return new Answer.None();
    }
    return shown.get().equals(code) ? new Answer.Right() : new Answer.Wrong();
  }
}
