package org.liniya.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sip.message.Response;
import org.liniya.call.OperatorId;
import org.liniya.sip.wire.Incoming;

/**
 * Tells who sends an INVITE that opens a dialog: an operator, who proves it, or a caller. Runs in
 * the endpoint's sorters, one Call-ID always in the same one.
 */
final class InviteSorter {

  private final LegTools tools;
  private final String realm;
  private final CallerCalls callers;
  private final TrunkLines trunks;
  private final OperatorCalls operators;
  private final Registrar registrar;
  private final Gate gate;
  private final Admission admission;

  /**
   * @param gate where operators' passwords are asked for
   * @param admission counts what may yet be a guess at a password
   */
  InviteSorter(
      LegTools tools,
      String realm,
      CallerCalls callers,
      TrunkLines trunks,
      OperatorCalls operators,
      Registrar registrar,
      Gate gate,
      Admission admission) {
    this.tools = tools;
    this.realm = realm.toLowerCase(Locale.ROOT);
    this.callers = callers;
    this.trunks = trunks;
    this.operators = operators;
    this.registrar = registrar;
    this.gate = gate;
    this.admission = admission;
  }

  /**
   * A telephone that shows credentials, that calls as an extension of ours, or that an operator has
   * registered from this very address and port, proves who it is before it may call anyone.
   * Everyone else is a caller. Extensions that exist and others are asked alike, so From tells
   * nobody which operators there are.
   *
   * @param mailbox in which requests of this Call-ID are sorted
   */
  void invited(Incoming invite, Mailbox mailbox) {
    if (operators.repeated(invite)) {
      return;
    }
    if (!invite.headers("Replaces").isEmpty()) {
      replacing(invite);
      return;
    }
    boolean ours =
        (invite.header("Authorization").isPresent() && !trunks.showsPassword(invite))
            || CallerIdentity.fromExtension(invite, ourNames())
            || registrar.isTelephone(invite.target());
    if (!ours) {
      callers.invited(invite);
      return;
    }
    if (!admission.request(invite.source().getAddress(), () -> registrar.telephone(invite))) {
      tools.wire().drop(invite);
      return;
    }
    switch (gate.judge(invite, operator -> registrar.isAt(operator, invite))) {
      case Gate.Verdict.Ask ask -> gate.ask(invite, ask, tools, mailbox);
      case Gate.Verdict.Known(OperatorId operator) -> operators.invited(invite, operator);
    }
  }

  private Set<String> ourNames() {
    return Stream.concat(tools.wire().messages().places().names().stream(), Stream.of(realm))
        .collect(Collectors.toSet());
  }

  /**
   * Nobody takes a connection over by an INVITE of their own (RFC 3891 section 3): who has it can
   * ask us by REFER, and is known then.
   */
  private void replacing(Incoming invite) {
    List<String> values = invite.headers("Replaces");
    Optional<Replaced> replaced =
        values.size() == 1 ? Replaced.parse(values.getFirst()) : Optional.empty();
    if (replaced.isEmpty()) {
      refuse(invite, Response.BAD_REQUEST);
    } else if (replaced.get().find(tools.book()).isEmpty()) {
      refuse(invite, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    } else {
      refuse(invite, Response.FORBIDDEN);
    }
  }

  private void refuse(Incoming invite, int status) {
    tools.wire().respond(invite, status);
  }

  /** A CANCEL of whoever has sent the INVITE. */
  void cancelled(Incoming cancel) {
    if (!operators.cancelled(cancel)) {
      callers.cancelled(cancel);
    }
  }
}
