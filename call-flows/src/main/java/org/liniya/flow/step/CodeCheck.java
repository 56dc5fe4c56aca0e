package org.liniya.flow.step;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.JournalEvent.CodeUsed;
import org.liniya.call.JournalEvent.DigitsEntered;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Secret;
import org.liniya.flow.call.Attempts;
import org.liniya.flow.call.CallerLine;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.SentCodes.Sent;
import org.liniya.identity.IdentityLevel;
import org.liniya.identity.OneTimeCode;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;

/**
 * Sends a one-time code to where the registry knows the person, says by which way, and has it keyed
 * in. A hash alone means "it has not come": another one is sent, after a while and not often. For
 * one visit of a {@link Verify}, on the call's thread.
 */
final class CodeCheck {

  private final Verify verify;
  private final Verify.Code code;
  private final String step;
  private final LiveCall call;
  private int resends;

  CodeCheck(Verify verify, Verify.Code code, String step, LiveCall call) {
    this.verify = verify;
    this.code = code;
    this.step = step;
    this.call = call;
    this.resends = code.resends();
  }

  Outcome run() {
    return switch (new RegistryCheck(verify, step, call).run()) {
      case RegistryCheck.Result.Known(LookUp who, Map<Datum, Secret> data) ->
          begin(who, new CodeSending(code, step, call, who, data));
      case RegistryCheck.Result.Unknown _ -> Verify.out(call, verify.failed());
      case RegistryCheck.Result.Away _ -> Verify.out(call, verify.unavailable());
      case RegistryCheck.Result.Over(Outcome outcome) -> outcome;
    };
  }

  /** Who comes back so soon is asked for the code that is on its way. */
  private Outcome begin(LookUp who, CodeSending sending) {
    Optional<Sent> before = call.sentCodes().last(who).filter(this::tooSoonAfter);
    CodeSending.Result first =
        before
            .<CodeSending.Result>map(CodeSending.Result.Done::new)
            .orElseGet(() -> sending.send(code.keying().attempts()));
    return sent(first).orElseGet(() -> ask(who, sending));
  }

  private boolean tooSoonAfter(Sent sent) {
    return call.line().now().minus(sent.at()).compareTo(code.resendAfter()) < 0;
  }

  private Outcome ask(LookUp who, CodeSending sending) {
    Tries.Count count = verify.tries(code.keying(), step, call);
    while (true) {
      Optional<Sent> sent = call.sentCodes().last(who);
      if (sent.isEmpty()) {
        return Verify.out(call, verify.failed());
      }
      Entry.Form form = verify.form(code.keying(), sent.get().digits());
      Optional<Outcome> done =
          switch (new Entry(form, step, call).read()) {
            case Entry.Result.Complete(String digits) ->
                entered(sent.get(), digits, count, sending);
            // a code is never listened for
            case Entry.Result.Wrong _, Entry.Result.Said _, Entry.Result.Misheard _ ->
                count.noMatch();
            case Entry.Result.Silent _ -> count.noInput();
            case Entry.Result.Without _ -> notCome(sent.get(), sending);
            case Entry.Result.Person _ ->
                Optional.of(Verify.out(call, verify.person().orElse(verify.failed())));
            case Entry.Result.Over(Outcome outcome) -> Optional.of(outcome);
          };
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private Optional<Outcome> entered(
      Sent sent, String digits, Tries.Count count, CodeSending sending) {
    call.log().note(new DigitsEntered(step, "*".repeat(digits.length())));
    Duration at = call.line().now();
    Attempts attempts = new Attempts(call, step, sent.who());
    Optional<Outcome> over = attempts.pause();
    if (over.isPresent()) {
      return over;
    }
    OneTimeCode.Attempt attempt = sent.code().attempt(new Secret(digits), at);
    call.sentCodes().remember(sent.after(attempt.next()));
    return switch (attempt.verdict()) {
      case RIGHT -> {
        call.log().commit(new CodeUsed(step, "code"));
        attempts.right();
        call.line().dropKeysAhead();
        verify.raise(call, IdentityLevel.CODE, sent.who());
        yield Optional.of(Outcome.ONWARD);
      }
      case WRONG -> {
        attempts.wrong();
        boolean last = attempt.next().attempts() == 0;
        yield count
            .noMatch()
            .or(() -> Optional.of(Verify.out(call, verify.failed())).filter(_ -> last));
      }
      case EXPIRED -> {
        call.log().note(new InputMissed(step, "expired"));
        call.line().dropKeysAhead();
        yield say("code-expired").or(() -> again(sent, sending));
      }
      case SPENT -> Optional.of(Verify.out(call, verify.failed()));
    };
  }

  private Optional<Outcome> notCome(Sent sent, CodeSending sending) {
    call.line().dropKeysAhead();
    return resends > 0 && tooSoonAfter(sent) ? say("code-not-yet") : again(sent, sending);
  }

  private Optional<Outcome> again(Sent sent, CodeSending sending) {
    if (resends == 0) {
      return Optional.of(Verify.out(call, verify.failed()));
    }
    resends--;
    return sent(sending.send(sent.code().attempts()));
  }

  /** Says by which way it was sent; where to go when it was not. */
  private Optional<Outcome> sent(CodeSending.Result result) {
    return switch (result) {
      case CodeSending.Result.Done(Sent sent) -> say("code-sent-" + sent.by().word());
      case CodeSending.Result.NoAddress _ -> Optional.of(Verify.out(call, verify.noPhone()));
      case CodeSending.Result.Away _ -> Optional.of(Verify.out(call, verify.unavailable()));
      case CodeSending.Result.Enough _ -> Optional.of(Verify.out(call, verify.failed()));
      case CodeSending.Result.Over(Outcome outcome) -> Optional.of(outcome);
    };
  }

  private Optional<Outcome> say(String prompt) {
    return call.prompt(step, call.voice().prompt(prompt), code.keying().bargeIn())
            == CallerLine.Played.OVER
        ? call.line().over()
        : Optional.empty();
  }
}
