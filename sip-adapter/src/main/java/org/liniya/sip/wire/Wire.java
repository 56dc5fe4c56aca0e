package org.liniya.sip.wire;

import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Our end of the SIP network: messages and the transactions they belong to (RFC 3261 sections 17
 * and 18). Methods may be called from any thread and never block; the {@link Receiver} and every
 * {@link Outcome} are called on the wire's own threads and must only hand over.
 *
 * <p>A port, so that the dialog layer can be driven through any schedule of loss without a network.
 */
public interface Wire extends AutoCloseable {

  /** Gets every request that comes in. */
  interface Receiver {
    void received(Incoming incoming);
  }

  /** From now on requests are received; until then they are dropped, and come again. */
  void receive(Receiver receiver);

  /** From now on, in a crowd, messages of these dialogs go first. */
  default void prefer(KnownDialogs known) {}

  /** From now on every message is shown to {@code watch}. */
  default void watch(MessageWatch watch) {}

  /** The port really listened on. */
  int port();

  Messages messages();

  /** Sends a request in a transaction of its own. A failure comes as {@link Outcome#failed}. */
  Sent send(Request request, Outcome outcome);

  /** No 2xx of this INVITE can come any more. */
  void forget(Request invite);

  /** Sends a request outside any transaction: the ACK of a 2xx (RFC 3261 section 13.2.2.4). */
  void sendAck(Request ack);

  /** Answers in the request's transaction; a transaction that is over swallows it. */
  void respond(Incoming incoming, Response response);

  /** Answers without a body. */
  default void respond(Incoming incoming, int status) {
    respond(incoming, messages().answer(incoming, status));
  }

  /** Forgets a request that gets no answer. */
  void drop(Incoming incoming);

  /**
   * Takes up certificates that have changed on disk; where they cannot be used the old ones go on.
   *
   * @return what is wrong with the new ones
   */
  default Optional<TlsFault> reloadCertificates() {
    return Optional.empty();
  }

  /** Sends a 2xx to an INVITE again: its transaction is over by now (RFC 3261 section 13.3.1.4). */
  void repeat(Response response);

  @Override
  void close();
}
