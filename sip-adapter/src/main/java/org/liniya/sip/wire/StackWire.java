package org.liniya.sip.wire;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TooManyListenersException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wire over jain-sip: all addresses of {@link WireSettings} on one stack. What may block, a
 * connection being made or a name looked up, is done in {@link Lanes}.
 *
 * <p>The library's dialogs are switched off: it keeps 14 flags a dialog, cannot store one, and
 * hides forks. Its transactions and its parser are what is used.
 */
public final class StackWire implements Wire {

  private static final Logger LOG = LoggerFactory.getLogger(StackWire.class);

  /**
   * INVITEs whose 2xx may still be repeated are remembered: 64 × T1 (RFC 3261 section 13.2.2.4).
   */
  private static final int REMEMBERED = 20_000;

  private final OpenStack open;
  private final Connections connections;
  private final Optional<Tls> tls;
  private final Map<Place, SipProvider> providers;
  private final Messages messages;
  private final Lanes lanes = new Lanes();
  private final Map<String, Outcome> invites = new ConcurrentHashMap<>();
  private final AtomicReference<KnownDialogs> dialogs;

  private StackWire(OpenStack open) {
    this.open = open;
    this.connections = open.parts().connections();
    this.tls = open.parts().tls();
    this.providers = open.providers();
    this.messages = open.messages();
    this.dialogs = open.dialogs();
    long every = tls.map(own -> own.settings().reload().toSeconds()).orElse(3_600L);
    connections.start(() -> tls.ifPresent(Tls::look), Math.max(1, every));
  }

  /**
   * Opens one address over UDP and TCP.
   *
   * @param port 0 takes any port that is free for both UDP and TCP
   * @throws IOException when the port is taken or the address is not ours
   */
  public static StackWire open(InetAddress address, int port, String userAgent) throws IOException {
    return open(WireSettings.usual(address, port, userAgent));
  }

  /**
   * Opens all addresses.
   *
   * @throws IOException when a port is taken, an address is not ours, or a certificate cannot be
   *     used
   */
  public static StackWire open(WireSettings settings) throws IOException {
    return new StackWire(OpenStack.open(settings));
  }

  @Override
  public void receive(Receiver receiver) {
    StackEvents events = new StackEvents(receiver, invites, messages);
    try {
      for (SipProvider provider : providers.values()) {
        provider.addSipListener(events);
      }
    } catch (TooManyListenersException e) {
      throw new IllegalStateException("receiving already", e);
    }
  }

  @Override
  public void prefer(KnownDialogs known) {
    dialogs.set(known);
  }

  @Override
  public void watch(MessageWatch watch) {
    if (((SIPTransactionStack) open.stack()).getServerLogger()
        instanceof QuietServerLogger logger) {
      logger.watch(watch);
    }
  }

  @Override
  public int port() {
    return messages.places().main().port();
  }

  @Override
  public Messages messages() {
    return messages;
  }

  @Override
  public Sent send(Request request, Outcome outcome) {
    Optional<Target> next = TargetRouter.next(request);
    if (next.isEmpty()) {
      outcome.failed();
      return _ -> {};
    }
    SentRequest sent = new SentRequest(provider(next.get()), messages, request, outcome);
    Runnable sending = () -> transmit(sent);
    if (!Lanes.mayBlock(next.get())) {
      sending.run();
      return sent::cancel;
    }
    if (!lanes.run(next.get(), sending)) {
      outcome.failed();
    }
    return reason -> lanes.run(next.get(), () -> sent.cancel(reason));
  }

  private SipProvider provider(Target next) {
    return Objects.requireNonNull(providers.get(messages.places().toward(next)));
  }

  private void transmit(SentRequest sent) {
    if (sent.isInvite() && invites.size() < REMEMBERED) {
      invites.put(sent.branch(), sent.outcome());
    }
    if (!sent.transmit()) {
      invites.remove(sent.branch());
      sent.outcome().failed();
    }
  }

  @Override
  public void forget(Request invite) {
    invites.remove(((ViaHeader) invite.getHeader(ViaHeader.NAME)).getBranch());
  }

  @Override
  public void sendAck(Request ack) {
    Optional<Target> next = TargetRouter.next(ack);
    if (next.isEmpty()) {
      return;
    }
    Runnable sending = () -> acknowledge(ack, next.get());
    if (Lanes.mayBlock(next.get())) {
      lanes.run(next.get(), sending);
    } else {
      sending.run();
    }
  }

  private void acknowledge(Request ack, Target next) {
    try {
      provider(next).sendRequest(ack);
    } catch (SipException | RuntimeException e) {
      LOG.atDebug().log("ACK not sent");
    }
  }

  @Override
  public void respond(Incoming incoming, Response response) {
    try {
      if (incoming.transaction().isPresent()) {
        incoming.transaction().get().sendResponse(response);
      }
    } catch (SipException | InvalidArgumentException | RuntimeException e) {
      LOG.atDebug().addKeyValue("status", response.getStatusCode()).log("response not sent");
      Transactions.giveUp(incoming);
    }
  }

  @Override
  public void drop(Incoming incoming) {
    Transactions.drop(incoming);
  }

  @Override
  public void repeat(Response response) {
    try {
      provider(response).sendResponse(response);
    } catch (SipException | RuntimeException e) {
      LOG.atDebug().addKeyValue("status", response.getStatusCode()).log("response not repeated");
    }
  }

  /** The one that the request came to: the response still knows from where it was sent first. */
  private SipProvider provider(Response response) {
    SIPResponse sent = (SIPResponse) response;
    Via via = sent.getTopmostVia();
    Places places = messages.places();
    Place place =
        sent.getLocalAddress() == null
            ? places.first(via.getTransport())
            : places.listeningAt(sent.getLocalAddress(), sent.getLocalPort(), via.getTransport());
    return Objects.requireNonNull(providers.get(place));
  }

  @Override
  public Optional<TlsFault> reloadCertificates() {
    return tls.flatMap(Tls::reload);
  }

  /** How many connections are open. */
  int connections() {
    return connections.count();
  }

  @Override
  public void close() {
    lanes.close();
    connections.close();
    open.close();
  }
}
