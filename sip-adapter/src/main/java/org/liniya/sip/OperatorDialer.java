package org.liniya.sip;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.OperatorDesk;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.sip.wire.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings operators where they are registered. Thread-safe. */
final class OperatorDialer {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorDialer.class);

  private final LegTools tools;
  private final NewLegs legs;
  private final Registrar registrar;
  private final OperatorDesk desk;

  /**
   * @param desk what operators may do once they are connected
   */
  OperatorDialer(NewLegs legs, Registrar registrar, OperatorDesk desk) {
    this.tools = legs.tools();
    this.legs = legs;
    this.registrar = registrar;
    this.desk = desk;
  }

  Dialer.Dialling dial(
      OperatorId operator, Dialer.Request wanted, Consumer<Dialer.Result> results) {
    List<Binding> bindings = List.copyOf(registrar.bindings(operator));
    SipLeg leg;
    try {
      leg = legs.ofOperator(OperatorFork.family(bindings));
      leg.referrals().allow(operator, desk);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("call", wanted.call()).log("no media port is left");
      tools
          .executor()
          .execute(() -> results.accept(new Dialer.Result.Failed(EndCause.UNREACHABLE)));
      return () -> {};
    }
    OperatorFork fork = new OperatorFork(tools, leg, operator, wanted, results);
    Place main = tools.wire().messages().places().main();
    String us = "sip:liniya@" + main.host() + ":" + main.toldPort();
    fork.start(bindings, us);
    return fork;
  }
}
