package org.liniya.sip.wire;

import gov.nist.javax.sip.RequestEventExt;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates jain-sip's events into {@link Incoming} and {@link Outcome}. Called on its threads;
 * nothing is thrown out of it.
 */
final class StackEvents implements SipListener {

  private static final Logger LOG = LoggerFactory.getLogger(StackEvents.class);

  private final Wire.Receiver receiver;
  private final Map<String, Outcome> invites;
  private final Messages messages;

  /**
   * Makes one.
   *
   * @param invites INVITEs by branch, whose 2xx may come after their transaction
   */
  StackEvents(Wire.Receiver receiver, Map<String, Outcome> invites, Messages messages) {
    this.receiver = receiver;
    this.messages = messages;
    this.invites = invites;
  }

  @Override
  public void processRequest(RequestEvent event) {
    try {
      incoming(event).ifPresent(this::received);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("fault", e.getClass().getSimpleName()).log("request dropped");
      LOG.atDebug().setCause(e).log("request dropped");
    }
  }

  private void received(Incoming incoming) {
    try {
      receiver.received(incoming);
    } catch (RuntimeException e) {
      Transactions.giveUp(incoming); // nobody else will ever answer it
      throw e;
    }
  }

  private Optional<Incoming> incoming(RequestEvent event) {
    Request request = event.getRequest();
    if (request.getMethod().equals(Request.ACK)) {
      return Optional.of(incoming(event, Optional.empty()));
    }
    try {
      ServerTransaction transaction =
          event.getServerTransaction() != null
              ? event.getServerTransaction()
              : ((SipProvider) event.getSource()).getNewServerTransaction(request);
      return Optional.of(incoming(event, Optional.of(transaction)));
    } catch (TransactionAlreadyExistsException e) {
      return Optional.empty(); // a retransmission: the transaction answers it
    } catch (TransactionUnavailableException e) {
      LOG.atDebug().log("no transaction for a request");
      return Optional.empty();
    }
  }

  private Incoming incoming(RequestEvent event, Optional<ServerTransaction> transaction) {
    RequestEventExt from = (RequestEventExt) event;
    Arrival arrival = messages.arrival(event.getRequest());
    arrival.mark(event.getRequest());
    return new Incoming(
        event.getRequest(),
        transaction,
        new InetSocketAddress(from.getRemoteIpAddress(), from.getRemotePort()),
        arrival.transport(),
        arrival.names());
  }

  @Override
  public void processResponse(ResponseEvent event) {
    try {
      Reply reply = new Reply(event.getResponse());
      outcome(event).ifPresent(outcome -> outcome.reply(reply));
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("fault", e.getClass().getSimpleName()).log("response dropped");
      LOG.atDebug().setCause(e).log("response dropped");
    }
  }

  private Optional<Outcome> outcome(ResponseEvent event) {
    ClientTransaction transaction = event.getClientTransaction();
    if (transaction != null && transaction.getApplicationData() instanceof Outcome outcome) {
      return Optional.of(outcome);
    }
    Response response = event.getResponse();
    // A further 2xx, when the transaction has ended with the first one.
    return Messages.methodOf(response).equals(Request.INVITE)
        ? Optional.ofNullable(invites.get(Messages.branchOf(response)))
        : Optional.empty();
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()
        && event.getClientTransaction().getApplicationData() instanceof Outcome outcome) {
      outcome.failed();
    }
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    // The transaction's own time-out tells whoever waits.
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}
}
