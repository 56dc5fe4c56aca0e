package org.liniya.sip;

import java.net.StandardProtocolFamily;
import java.time.Duration;
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
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings all telephones of one operator at once and keeps the first that answers (RFC 3261 section
 * 13.2.2.4). All of it runs in the mailbox of the leg that it makes.
 */
final class OperatorFork implements Dialer.Dialling, RingingBranch.Caller {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorFork.class);

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
  private final List<RingingBranch> branches = new ArrayList<>();

  /** Where a branch rings that may be tried once more, with a longer session. */
  private final Map<RingingBranch, Binding> first = new HashMap<>();

  private final Map<RingingBranch, EndCause> refusals = new HashMap<>();
  private String ourUri = "";
  private String offer = "";
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

  void start(List<Binding> bindings, String uri) {
    tools.ladders().belongs(leg.callId(), wanted.call(), leg.id(), "operator " + operator.value());
    leg.mailbox()
        .post(
            () -> {
              ourUri = uri;
              offer = leg.media().offer(SipLeg.preferred(wanted));
              for (Binding binding : bindings) {
                branch(binding, 1, Optional.empty()).ifPresent(made -> begins(made, binding));
              }
              branches.forEach(RingingBranch::send);
              if (branches.isEmpty()) {
                settle(EndCause.UNREACHABLE);
              }
            });
  }

  private void begins(RingingBranch branch, Binding binding) {
    branches.add(branch);
    first.put(branch, binding);
  }

  /** Nothing when the telephone has registered an address that no request can be made for. */
  private Optional<RingingBranch> branch(Binding binding, long cseq, Optional<Duration> atLeast) {
    try {
      return Optional.of(
          new RingingBranch(tools, leg.mailbox(), this, invite(binding, cseq, atLeast)));
    } catch (IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("operator", operator).log("no INVITE for this contact");
      return Optional.empty();
    }
  }

  private Outgoing invite(Binding binding, long cseq, Optional<Duration> atLeast) {
    Target target = way(binding);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("Contact", tools.wire().messages().contact("liniya", target)));
    headers.add(Map.entry("Allow", Messages.ALLOW));
    binding.path().forEach(proxy -> headers.add(Map.entry("Route", proxy)));
    headers.addAll(SessionTerms.offered(tools.limits(), atLeast));
    wanted.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
    return new Outgoing(
        Request.INVITE,
        binding.contact(),
        leg.callId(),
        Messages.quoted(wanted.display()) + " <" + ourUri + ">",
        leg.localTag(),
        binding.contact(),
        cseq,
        binding.path().isEmpty() ? Optional.of(target) : Optional.empty(),
        headers,
        Optional.of(offer));
  }

  /** Over which addresses all of them can be heard: they share one port. */
  static StandardProtocolFamily family(List<Binding> bindings) {
    boolean six =
        !bindings.isEmpty()
            && bindings.stream()
                .allMatch(binding -> way(binding).family() == StandardProtocolFamily.INET6);
    return six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
  }

  /** The first proxy (RFC 3327), else the telephone itself. */
  private static Target way(Binding binding) {
    return binding.path().isEmpty()
        ? Target.parse(binding.target())
        : RegisterPath.first(binding.path());
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

  @Override
  public void ringing(RingingBranch branch) {
    if (stand instanceof Stand.Ringing(boolean told) && !told) {
      stand = new Stand.Ringing(true);
      results.accept(new Dialer.Result.Ringing());
    }
  }

  @Override
  public boolean answered(RingingBranch branch, Dialog dialog, Reply ok) {
    boolean first = stand instanceof Stand.Ringing;
    if (!first || !ok.sdp().map(leg.media()::accept).orElse(false)) {
      if (first) {
        refused(branch, EndCause.UNREACHABLE);
      }
      return false;
    }
    settled(Q850.answeredElsewhere());
    leg.agreed(ok);
    leg.connected(dialog, wanted.call(), wanted.sink());
    results.accept(new Dialer.Result.Answered(leg));
    return true;
  }

  @Override
  public void refused(RingingBranch branch, RingingBranch.Refusal refusal) {
    switch (refusal) {
      case RingingBranch.Refusal.Answer(Reply reply) -> {
        if (triedAgain(branch, reply)) {
          return;
        }
        EndCause cause = Refusals.cause(reply.status());
        refused(branch, cause);
        if (reply.status() >= 600 && stand instanceof Stand.Ringing) {
          settle(cause); // RFC 3261 section 16.7: 6xx ends the search
        }
      }
      case RingingBranch.Refusal.Silence() -> refused(branch, EndCause.UNREACHABLE);
      case RingingBranch.Refusal.Failed() -> refused(branch, EndCause.NO_ANSWER);
    }
  }

  /** Rings a telephone once more that wants a longer session (422, RFC 4028 section 7.3). */
  private boolean triedAgain(RingingBranch branch, Reply reply) {
    Optional<Duration> atLeast = SessionTerms.wanted(reply, tools.limits());
    Binding binding = first.remove(branch);
    boolean open = stand instanceof Stand.Ringing && !refusals.containsKey(branch); // else too late
    if (atLeast.isEmpty() || binding == null || !open) {
      return false;
    }
    Optional<RingingBranch> next = branch(binding, 2, atLeast);
    next.ifPresent(
        again -> {
          branches.set(branches.indexOf(branch), again);
          branch.forgetLater();
          again.send();
        });
    return next.isPresent();
  }

  private void refused(RingingBranch branch, EndCause cause) {
    refusals.putIfAbsent(branch, cause);
    if (refusals.size() == branches.size() && stand instanceof Stand.Ringing) {
      settle(worst());
    }
  }

  /** What says most about the operator: a choice before an accident. */
  private EndCause worst() {
    List<EndCause> order =
        List.of(EndCause.DECLINED, EndCause.BUSY, EndCause.NO_ANSWER, EndCause.UNREACHABLE);
    return refusals.values().stream()
        .min(Comparator.comparingInt(order::indexOf))
        .orElse(EndCause.UNREACHABLE);
  }

  private void settle(EndCause cause) {
    settled(Q850.reason(cause));
    leg.ending().abandoned();
    results.accept(new Dialer.Result.Failed(cause));
  }

  private void settled(String reason) {
    stand = new Stand.Settled();
    branches.forEach(branch -> branch.drop(reason));
    branches.forEach(RingingBranch::forgetLater);
  }
}
