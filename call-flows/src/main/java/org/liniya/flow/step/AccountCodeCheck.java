package org.liniya.flow.step;

import java.util.Optional;
import org.liniya.call.JournalEvent.CodeUsed;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.Secret;
import org.liniya.flow.call.Attempts;
import org.liniya.flow.call.Enquiry;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.identity.IdentityLevel;
import org.liniya.person.LookUp;
import org.liniya.port.AccountCodes.Answer;
import org.liniya.port.Services.Reason;

/**
 * Asks for the code that the personal account shows, and has its keeper look at it. For one visit
 * of a {@link Verify}, on the call's thread.
 */
final class AccountCodeCheck {

  private final Verify verify;
  private final Verify.Keying keying;
  private final String step;
  private final LiveCall call;

  AccountCodeCheck(Verify verify, Verify.Keying keying, String step, LiveCall call) {
    this.verify = verify;
    this.keying = keying;
    this.step = step;
    this.call = call;
  }

  Outcome run() {
    Optional<LookUp> who = verify.who(call);
    if (who.isEmpty()) {
      return new Outcome.Next(verify.failed());
    }
    Tries.Count count = verify.tries(keying, step, call);
    while (true) {
      Optional<Outcome> done =
          switch (new Entry(verify.form(keying, keying.length()), step, call).read()) {
            case Entry.Result.Complete(String digits) -> entered(who.get(), digits, count);
            // a code is never listened for
            case Entry.Result.Wrong _, Entry.Result.Said _, Entry.Result.Misheard _ ->
                count.noMatch();
            case Entry.Result.Silent _ -> count.noInput();
            case Entry.Result.Without _ -> Optional.of(Verify.out(call, verify.failed()));
            case Entry.Result.Person _ ->
                Optional.of(Verify.out(call, verify.person().orElse(verify.failed())));
            case Entry.Result.Over(Outcome outcome) -> Optional.of(outcome);
          };
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private Optional<Outcome> entered(LookUp who, String digits, Tries.Count count) {
    call.log().note(new DigitsEntered(step, "*".repeat(digits.length())));
    Attempts attempts = new Attempts(call, step, who);
    Optional<Outcome> over = attempts.pause();
    if (over.isPresent()) {
      return over;
    }
    Enquiry<Answer> enquiry =
        new Enquiry<>(
            call,
            step,
            "account-codes",
            told -> call.ports().verification().accountCodes().check(who, new Secret(digits), told),
            Answer.Failed::new);
    return switch (enquiry.ask()) {
      case Enquiry.Result.Over<Answer>(Outcome outcome) -> Optional.of(outcome);
      case Enquiry.Result.Answered<Answer>(Answer.Right _) -> {
        enquiry.note("right", "");
        call.log().commit(new CodeUsed(step, "account-code"));
        attempts.right();
        call.line().dropKeysAhead();
        verify.raise(call, IdentityLevel.CODE, who);
        yield Optional.of(Outcome.ONWARD);
      }
      case Enquiry.Result.Answered<Answer>(Answer.Wrong _) -> {
        enquiry.note("wrong", "");
        attempts.wrong();
        yield count.noMatch();
      }
      case Enquiry.Result.Answered<Answer>(Answer.None _) -> {
        enquiry.note("none", "");
        attempts.wrong();
        yield Optional.of(Verify.out(call, verify.failed()));
      }
      case Enquiry.Result.Answered<Answer>(Answer.Failed(Reason reason)) -> {
        enquiry.note(reason.word(), "");
        yield Optional.of(Verify.out(call, verify.unavailable()));
      }
    };
  }
}
