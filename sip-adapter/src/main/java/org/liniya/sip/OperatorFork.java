package org.liniya.sip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Encoding;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Sent;
import org.liniya.sip.wire.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings all telephones of one operator at once and keeps the first that answers (RFC 3261 section
 * 13.2.2.4). All of it runs in the mailbox of the leg that it makes.
 */
final class OperatorFork implements Dialer.Dialling {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorFork.class);

  /** Dialogs that one contact may make of one INVITE (RFC 3261 section 13.2.2.4). */
  private static final int FORKS = 16;

  /** How one telephone stands. */
  private enum Rung {
    /** Nothing was heard of it. */
    SENT,
    /** It is there: from now on it may be cancelled. */
    THERE,
    /** Not wanted any more, but CANCEL has to wait for its first sign (RFC 3261 section 9.1). */
    UNWANTED,
    /** Nothing but a late 2xx can come. */
    DONE
  }

  /** One telephone being rung. */
  private final class Branch implements Outcome {
    private final Outgoing invite;
    private final Request request;
    private Rung rung = Rung.SENT;
    private Sent sent = () -> {};
    private Optional<EndCause> refusal = Optional.empty();

    /** Dialogs that this telephone has made us end; a repeated 2xx only gets its ACK again. */
    private final Map<String, Dialog> acknowledged = new HashMap<>();

    Branch(Outgoing invite) {
      this.invite = invite;
      this.request = tools.wire().messages().request(invite);
    }

    @Override
    public void reply(Reply reply) {
      leg.mailbox().post(() -> replied(this, reply));
    }

    @Override
    public void failed() {
      leg.mailbox().post(() -> refused(this, EndCause.NO_ANSWER));
    }
  }

  /** How the whole stands. */
  private sealed interface Stand {
    record Ringing(boolean told) implements Stand {}

    record Settled() implements Stand {}
  }

  private final LegTools tools;
  private final SipLeg leg;
  private final OperatorId operator;
  private final Dialer.Request wanted;
  private final Consumer<Dialer.Result> results;
  private final List<Branch> branches = new ArrayList<>();
  private Stand stand = new Stand.Ringing(false);

  OperatorFork(
      LegTools tools,
      SipLeg leg,
      OperatorId operator,
      Dialer.Request wanted,
      Consumer<Dialer.Result> results) {
    this.tools = tools;
    this.leg = leg;
    this.operator = operator;
    this.wanted = wanted;
    this.results = results;
  }

  void start(List<Binding> bindings, String ourUri) {
    leg.mailbox()
        .post(
            () -> {
              String offer = leg.media().offer(preferred());
              for (Binding binding : bindings) {
                branch(binding, ourUri, offer).ifPresent(branches::add);
              }
              branches.forEach(this::send);
              if (branches.isEmpty()) {
                settle(EndCause.UNREACHABLE);
              }
            });
  }

  /** Nothing when the telephone has registered an address that no request can be made for. */
  private Optional<Branch> branch(Binding binding, String ourUri, String offer) {
    try {
      return Optional.of(new Branch(invite(binding, ourUri, offer)));
    } catch (IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("operator", operator).log("no INVITE for this contact");
      return Optional.empty();
    }
  }

  private Encoding preferred() {
    return wanted.callersLeg().orElse(leg) instanceof SipLeg callers
        ? callers.encoding()
        : Encoding.PCMA;
  }

  private Outgoing invite(Binding binding, String ourUri, String offer) {
    Target target = Target.parse(binding.target());
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(
        Map.entry("Contact", tools.wire().messages().contact("liniya", target.transport())));
    headers.add(Map.entry("Allow", Messages.ALLOW));
    wanted.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
    return new Outgoing(
        Request.INVITE,
        binding.contact(),
        leg.callId(),
        Messages.quoted(wanted.display()) + " <" + ourUri + ">",
        leg.localTag(),
        binding.contact(),
        1,
        Optional.of(target),
        headers,
        Optional.of(offer));
  }

  private void send(Branch branch) {
    branch.sent = tools.wire().send(branch.request, branch);
    tools
        .timers()
        .after(
            tools.limits().unreachable(),
            leg.mailbox(),
            () -> {
              if (branch.rung == Rung.SENT) {
                refused(branch, EndCause.UNREACHABLE);
                branch.rung = Rung.UNWANTED; // should it turn up yet, it is cancelled
              }
            });
  }

  @Override
  public void cancel() {
    leg.mailbox()
        .post(
            () -> {
              if (stand instanceof Stand.Ringing) {
                settle(EndCause.WITHDRAWN);
              }
            });
  }

  // ---- what the telephones say

  private void replied(Branch branch, Reply reply) {
    if (reply.provisional()) {
      provisional(branch, reply.status());
    } else if (reply.success()) {
      answered(branch, reply);
    } else {
      refused(branch, Refusals.cause(reply.status()));
      if (reply.status() >= 600 && stand instanceof Stand.Ringing) {
        settle(Refusals.cause(reply.status())); // RFC 3261 section 16.7: 6xx ends the search
      }
    }
  }

  private void provisional(Branch branch, int status) {
    switch (branch.rung) {
      case SENT -> branch.rung = Rung.THERE;
      case UNWANTED -> {
        branch.rung = Rung.DONE;
        branch.sent.cancel();
      }
      case THERE, DONE -> {}
    }
    if (status >= 180 && stand instanceof Stand.Ringing(boolean told) && !told) {
      stand = new Stand.Ringing(true);
      results.accept(new Dialer.Result.Ringing());
    }
  }

  private void answered(Branch branch, Reply ok) {
    Dialog dialog = Dialog.ofCalling(branch.invite, ok);
    if (branch.acknowledged.size() >= FORKS
        && !branch.acknowledged.containsKey(dialog.remoteTag())) {
      return; // no telephone has so many of itself behind one contact
    }
    Dialog before = branch.acknowledged.putIfAbsent(dialog.remoteTag(), dialog);
    acknowledge(dialog);
    if (before != null) {
      return; // repeated: our ACK was lost
    }
    branch.rung = Rung.DONE;
    boolean first = stand instanceof Stand.Ringing;
    if (!first || !ok.sdp().map(leg.media()::accept).orElse(false)) {
      bye(dialog);
      if (first) {
        refused(branch, EndCause.UNREACHABLE);
      }
      return;
    }
    stand = new Stand.Settled();
    dropOthers();
    forgetLater();
    leg.connected(dialog, wanted.call(), wanted.sink());
    results.accept(new Dialer.Result.Answered(leg));
  }

  private void acknowledge(Dialog dialog) {
    tools.wire().sendAck(tools.wire().messages().request(dialog, Request.ACK));
  }

  private void bye(Dialog dialog) {
    tools
        .wire()
        .send(tools.wire().messages().request(dialog.nextLocal(), Request.BYE), Outcome.ignored());
  }

  private void refused(Branch branch, EndCause cause) {
    branch.rung = Rung.DONE;
    if (branch.refusal.isEmpty()) {
      branch.refusal = Optional.of(cause);
    }
    boolean all = branches.stream().allMatch(each -> each.refusal.isPresent());
    if (all && stand instanceof Stand.Ringing) {
      settle(worst());
    }
  }

  /** What says most about the operator: a choice before an accident. */
  private EndCause worst() {
    List<EndCause> order =
        List.of(EndCause.DECLINED, EndCause.BUSY, EndCause.NO_ANSWER, EndCause.UNREACHABLE);
    return branches.stream()
        .flatMap(branch -> branch.refusal.stream())
        .min(Comparator.comparingInt(order::indexOf))
        .orElse(EndCause.UNREACHABLE);
  }

  private void settle(EndCause cause) {
    stand = new Stand.Settled();
    dropOthers();
    forgetLater();
    leg.abandoned();
    results.accept(new Dialer.Result.Failed(cause));
  }

  private void dropOthers() {
    for (Branch branch : branches) {
      switch (branch.rung) {
        case SENT -> branch.rung = Rung.UNWANTED;
        case THERE -> {
          branch.rung = Rung.DONE;
          branch.sent.cancel();
        }
        case UNWANTED, DONE -> {}
      }
    }
  }

  /** A late 2xx must still find us for 64 × T1. */
  private void forgetLater() {
    tools
        .timers()
        .after(
            tools.limits().unacknowledged(),
            leg.mailbox(),
            () -> branches.forEach(branch -> tools.wire().forget(branch.request)));
  }
}
