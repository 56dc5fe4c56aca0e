package org.liniya.sip;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer;
import org.liniya.sip.RingingBranch.Refusal;
import org.liniya.sip.trunk.DialRule;
import org.liniya.sip.trunk.Failover;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials a number outside over one trunk after the other until one takes the call. The number comes
 * from an operator or from the configuration, never from a caller's keys ({@link
 * Dialer.Destination.Outside}), and only where {@link DialRule} allows it. Redirections are not
 * followed: where a call goes is not for the far end to say. All of it runs in the mailbox of the
 * leg that it makes.
 */
final class OutsideCall implements Dialer.Dialling, RingingBranch.Caller {

  private static final Logger LOG = LoggerFactory.getLogger(OutsideCall.class);

  /** A telephone rings no longer than this, should nobody give up before. */
  private static final Duration LONGEST_RINGING = Duration.ofMinutes(2);

  /** How far the present trunk has come. */
  private sealed interface Stand {
    record Choosing() implements Stand {}

    record Trying(TrunkTry asked, RingingBranch branch, boolean rang) implements Stand {
      TrunkLine line() {
        return asked.line();
      }
    }

    record Talking(TrunkLine line, Timers.Timer longest) implements Stand {}

    record Over() implements Stand {}
  }

  /** What is dialled: who it is to the journal, and whether a trunk takes it. */
  enum Kind {
    /** A number outside, where the trunk's rules allow it. */
    OUTSIDE("outside"),
    /** A number of ours at the other end of a trunk. */
    TIE("tie");

    private final String party;

    Kind(String party) {
      this.party = party;
    }

    private Optional<OutRules> begin(TrunkLine line, PhoneNumber number) {
      return switch (this) {
        case OUTSIDE -> line.begin(number);
        case TIE -> line.beginTie(number);
      };
    }

    private void end(TrunkLine line) {
      switch (this) {
        case OUTSIDE -> line.callEnded();
        case TIE -> line.tieEnded();
      }
    }
  }

  private final LegTools tools;
  private final SipLeg leg;
  private final Kind kind;
  private final PhoneNumber number;
  private final Dialer.Request wanted;
  private final Consumer<Dialer.Result> results;
  private final Deque<TrunkLine> left;
  private String offer = "";
  private long cseq;
  private boolean toldRinging;
  private Stand stand = new Stand.Choosing();

  /**
   * @param lines in the order in which they are to be tried
   * @throws IOException when there is no media port left
   */
  OutsideCall(
      NewLegs legs,
      Kind kind,
      PhoneNumber number,
      Dialer.Request wanted,
      List<TrunkLine> lines,
      Consumer<Dialer.Result> results)
      throws IOException {
    this.tools = legs.tools();
    this.kind = kind;
    this.number = number;
    this.wanted = wanted;
    this.results = results;
    this.left = new ArrayDeque<>(lines);
    this.leg = legs.overTrunk(family(lines), kind.party, this::legOver);
  }

  /** That of the first provider. */
  private static StandardProtocolFamily family(List<TrunkLine> lines) {
    return lines.stream().findFirst().map(TrunkLine::family).orElse(StandardProtocolFamily.INET);
  }

  void start() {
    tools.ladders().belongs(leg.callId(), wanted.call(), leg.id(), kind.party);
    leg.mailbox()
        .post(
            () -> {
              offer = leg.media().offer(SipLeg.preferred(wanted));
              tools.timers().after(LONGEST_RINGING, leg.mailbox(), this::rangTooLong);
              next(EndCause.DECLINED);
            });
  }

  @Override
  public void cancel() {
    leg.mailbox().post(() -> giveUp(EndCause.WITHDRAWN));
  }

  private void rangTooLong() {
    giveUp(EndCause.NO_ANSWER);
  }

  private void giveUp(EndCause cause) {
    switch (stand) {
      case Stand.Trying trying -> {
        trying.branch().drop(Q850.reason(cause));
        done(trying);
        fail(cause);
      }
      case Stand.Choosing _ -> fail(cause);
      case Stand.Talking _, Stand.Over _ -> {}
    }
  }

  // ---- one trunk after the other

  /** Tries the next trunk that allows the number; none left means {@code otherwise}. */
  private void next(EndCause otherwise) {
    EndCause cause = otherwise;
    while (!left.isEmpty()) {
      TrunkLine line = left.removeFirst();
      Optional<OutRules> rules = kind.begin(line, number);
      if (rules.isEmpty()) {
        continue;
      }
      cause = EndCause.UNREACHABLE; // allowed somewhere: if nothing comes of it, that is why
      if (tried(TrunkTry.plain(line, rules.get(), number))) {
        return;
      }
      kind.end(line);
    }
    fail(cause);
  }

  private boolean tried(TrunkTry first) {
    if (first.target().isEmpty()) {
      first.line().refused("name-unknown");
      return false;
    }
    return sent(first);
  }

  private boolean sent(TrunkTry asked) {
    TrunkLine line = asked.line();
    try {
      RingingBranch branch =
          new RingingBranch(tools, leg.mailbox(), this, asked.invite(tools, leg, ++cseq, offer));
      stand = new Stand.Trying(asked, branch, false);
      LOG.atInfo()
          .addKeyValue("call", wanted.call())
          .addKeyValue("leg", leg.id())
          .addKeyValue("trunk", line.trunk().name())
          .log("dialling {}", number.masked());
      branch.send();
      return true;
    } catch (IllegalArgumentException e) {
      line.problem("no INVITE can be made");
      return false;
    }
  }

  // ---- what the provider says

  @Override
  public void ringing(RingingBranch branch) {
    if (stand instanceof Stand.Trying trying && trying.branch() == branch) {
      stand = new Stand.Trying(trying.asked(), branch, true);
      if (!toldRinging) {
        toldRinging = true;
        results.accept(new Dialer.Result.Ringing());
      }
    }
  }

  @Override
  public Dialog route(Dialog dialog) {
    return OutsideInvite.direct(dialog);
  }

  @Override
  public boolean answered(RingingBranch branch, Dialog dialog, Reply ok) {
    if (!(stand instanceof Stand.Trying trying) || trying.branch() != branch) {
      return false;
    }
    if (!ok.sdp().map(leg.media()::accept).orElse(false)) {
      trying.line().problem("the provider's session description cannot be used");
      done(trying);
      fail(EndCause.UNREACHABLE);
      return false;
    }
    branch.forgetLater();
    Duration longest = trying.asked().rules().longest(number);
    stand =
        new Stand.Talking(
            trying.line(), tools.timers().after(longest, leg.mailbox(), this::longEnough));
    leg.sound().keys(trying.line().trunk().keys());
    leg.otherParty().showsWhenAsked(trying.line().trunk().account());
    leg.agreed(ok);
    leg.connected(dialog, wanted.call(), wanted.sink());
    results.accept(new Dialer.Result.Answered(leg));
    return true;
  }

  @Override
  public void refused(RingingBranch branch, Refusal refusal) {
    if (!(stand instanceof Stand.Trying trying) || trying.branch() != branch) {
      return;
    }
    switch (refusal) {
      case Refusal.Answer(Reply reply) -> refused(trying, reply);
      case Refusal.Silence() -> failOver(trying, "silent", "no answer to INVITE");
      case Refusal.Failed() -> failOver(trying, "silent", "no final answer to INVITE");
    }
  }

  private void refused(Stand.Trying trying, Reply reply) {
    int status = reply.status();
    if (DigestAnswer.asked(reply)) {
      if (!sentAgain(trying.asked().withPassword(reply))) {
        failOver(trying, "password", "the provider refuses our password");
      }
    } else if (sentAgain(trying.asked().withLongerSession(reply, tools.limits()))) {
      trying.branch().forgetLater();
    } else if (Failover.afterStatus(status, trying.rang())) {
      failOver(trying, "provider", "the provider answers " + status);
    } else {
      trying.line().refused("called-party");
      done(trying);
      fail(Refusals.cause(status));
    }
  }

  private boolean sentAgain(Optional<TrunkTry> next) {
    return next.isPresent() && sent(next.get());
  }

  private void failOver(Stand.Trying trying, String reason, String problem) {
    trying.line().refused(reason);
    trying.line().problem(problem);
    done(trying);
    next(EndCause.UNREACHABLE);
  }

  private void done(Stand.Trying trying) {
    trying.branch().forgetLater();
    kind.end(trying.line());
    stand = new Stand.Choosing();
  }

  private void fail(EndCause cause) {
    stand = new Stand.Over();
    leg.ending().abandoned();
    results.accept(new Dialer.Result.Failed(cause));
  }

  // ---- the talk

  private void longEnough() {
    LOG.atInfo().addKeyValue("call", wanted.call()).addKeyValue("leg", leg.id()).log("longest");
    leg.ending().end(EndCause.NORMAL);
  }

  private void legOver() {
    if (stand instanceof Stand.Talking(TrunkLine line, Timers.Timer longest)) {
      longest.cancel();
      kind.end(line);
      stand = new Stand.Over();
    }
  }
}
