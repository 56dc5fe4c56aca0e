package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request of ours and, once it is under way, its transaction. Thread-safe: sent and cancelled in
 * turn, each on whichever thread may do so.
 */
final class SentRequest {

  private static final Logger LOG = LoggerFactory.getLogger(SentRequest.class);

  private final SipProvider provider;
  private final Messages messages;
  private final Request request;
  private final Outcome outcome;
  private final AtomicReference<@Nullable ClientTransaction> transaction = new AtomicReference<>();

  SentRequest(SipProvider provider, Messages messages, Request request, Outcome outcome) {
    this.provider = provider;
    this.messages = messages;
    this.request = request;
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }

  boolean isInvite() {
    return request.getMethod().equals(Request.INVITE);
  }

  String branch() {
    return ((ViaHeader) request.getHeader(ViaHeader.NAME)).getBranch();
  }

  /** Sends it; false when that cannot be done. */
  boolean transmit() {
    try {
      ClientTransaction made = provider.getNewClientTransaction(request);
      made.setApplicationData(outcome);
      transaction.set(made);
      Transactions.begin(made);
      return true;
    } catch (SipException | RuntimeException e) {
      LOG.atDebug()
          .addKeyValue("method", request.getMethod())
          .addKeyValue("fault", e.getCause() == null ? e : e.getCause())
          .log("request not sent");
      return false;
    }
  }

  /** Cancels an INVITE that was sent (RFC 3261 section 9.1), for {@code reason} (RFC 3326). */
  void cancel(String reason) {
    try {
      Optional<ClientTransaction> sent = Optional.ofNullable(transaction.get());
      if (sent.isEmpty()) {
        return;
      }
      Request cancel = sent.get().createCancel();
      messages.add(cancel, "Reason", reason);
      if (((SIPMessage) request).getApplicationData() instanceof Target target) {
        TargetRouter.pin(cancel, target);
      }
      Transactions.begin(provider.getNewClientTransaction(cancel));
    } catch (SipException | RuntimeException e) {
      LOG.atDebug().log("nothing left to cancel");
    }
  }
}
