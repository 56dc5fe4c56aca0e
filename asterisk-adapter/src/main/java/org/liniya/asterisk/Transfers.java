package org.liniya.asterisk;

import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.port.Transfer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator's telephone asked of Asterisk (REFER), as the wish that it is: Asterisk has done
 * its part when it tells us, and whoever serves the call does ours. Thread-safe.
 */
final class Transfers {

  private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

  private final OperatorDesk desk;
  private final ChannelBook book;
  private final OperatorId operator;

  Transfers(OperatorDesk desk, ChannelBook book, OperatorId operator) {
    this.desk = desk;
    this.book = book;
    this.operator = operator;
  }

  /** Whose telephone it is. */
  OperatorId operator() {
    return operator;
  }

  /** Whether the telephone has another line, to whose party this one's may be handed over. */
  boolean haveTwo(AsteriskLeg leg) {
    return book.all().stream().anyMatch(each -> each != leg && each.isOf(operator));
  }

  /** The other party goes to whom {@code extension} means; empty when it means nobody. */
  Optional<Signal> blind(AsteriskLeg leg, String extension) {
    return target(desk.meaning(extension)).map(target -> asked(leg, target));
  }

  private static Optional<Transfer.Target> target(Dialled dialled) {
    return switch (dialled) {
      case Dialled.Colleague(var colleague) -> Optional.of(new Transfer.Target.Operator(colleague));
      case Dialled.Group(String name) -> Optional.of(new Transfer.Target.Group(name));
      case Dialled.Outside(var number) -> Optional.of(new Transfer.Target.Outside(number));
      case Dialled.Emergency _, Dialled.Order _, Dialled.Supervised _, Dialled.Unknown _ ->
          Optional.empty();
    };
  }

  /**
   * The other party goes to whom the operator talks with on {@code second}; empty when that is
   * nobody. Under the lock.
   */
  Optional<Signal> attended(AsteriskLeg leg, String second) {
    return book.find(second)
        .filter(AsteriskLeg::handOver)
        .map(other -> asked(leg, new Transfer.Target.Consulted(other.id())));
  }

  private static Signal asked(AsteriskLeg leg, Transfer.Target target) {
    return new Signal.TransferAsked(leg.id(), new Asked(leg, target));
  }

  /** Asterisk has told the telephone that it is done; what comes of it is told to nobody. */
  private record Asked(AsteriskLeg leg, Target target) implements Transfer {
    @Override
    public void ringing() {
      // Asterisk has answered the REFER
    }

    @Override
    public void done() {
      // as above
    }

    @Override
    public void failed(EndCause cause) {
      LOG.atInfo()
          .addKeyValue("leg", leg.id())
          .log("a transfer by way of Asterisk came to nothing: {}", cause);
    }
  }
}
