package org.liniya.sip.wire;

import static javax.sip.TransactionState.COMPLETED;

import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends transactions that jain-sip would keep for ever. Holds nothing; any thread may use it. */
final class Transactions {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  private Transactions() {}

  /** Sends the request; some of what jain-sip cannot send it keeps for ever. */
  static void begin(ClientTransaction transaction) throws SipException {
    try {
      transaction.sendRequest();
    } catch (SipException | RuntimeException e) {
      transaction.terminate();
      throw e;
    }
  }

  /** Forgets a request that gets no answer. */
  static void drop(Incoming incoming) {
    try {
      if (incoming.transaction().isPresent()) {
        incoming.transaction().get().terminate();
      }
    } catch (ObjectInUseException e) {
      LOG.atDebug().log("transaction still in use");
    }
  }

  /**
   * A response that cannot be sent ends the transaction (RFC 3261 section 17.2.4). jain-sip starts
   * no timer then, and would keep it and its connection for ever. One that has completed before has
   * its timer, and repeats its answer.
   */
  static void giveUp(Incoming incoming) {
    if (incoming.transaction().filter(it -> !COMPLETED.equals(it.getState())).isPresent()) {
      drop(incoming);
    }
  }
}
