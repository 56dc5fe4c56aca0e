package org.liniya.sip.wire;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TransportNotSupportedException;
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
  private static final int ATTEMPTS = 20;
  private static final int STOPS = 200;

  /** How long connecting may take; it blocks a lane, nobody else. */
  private static final String CONNECT_MS = "4000";

  /**
   * INVITEs whose 2xx may still be repeated are remembered: 64 × T1 (RFC 3261 section 13.2.2.4).
   */
  private static final int REMEMBERED = 20_000;

  private final SipStack stack;
  private final StackThreads threads;
  private final Connections connections;
  private final Optional<Tls> tls;
  private final Map<Place, SipProvider> providers;
  private final Messages messages;
  private final Lanes lanes = new Lanes();
  private final Map<String, Outcome> invites = new ConcurrentHashMap<>();
  private final AtomicReference<KnownDialogs> dialogs;

  private StackWire(
      SipStack stack,
      StackThreads threads,
      Transports.Parts parts,
      AtomicReference<KnownDialogs> dialogs,
      Map<Place, SipProvider> providers,
      Messages messages) {
    this.stack = stack;
    this.threads = threads;
    this.connections = parts.connections();
    this.tls = parts.tls();
    this.dialogs = dialogs;
    this.providers = providers;
    this.messages = messages;
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
    boolean choosing = settings.points().stream().anyMatch(point -> point.port() == 0);
    IOException last = new IOException("no free port");
    for (int attempt = 0; attempt < (choosing ? ATTEMPTS : 1); attempt++) {
      try {
        return attempt(settings);
      } catch (TlsFault e) {
        throw e;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static StackWire attempt(WireSettings settings) throws IOException {
    List<Place> places = new ArrayList<>();
    for (ListenPoint point : settings.points()) {
      places.add(
          Place.of(point, point.port() == 0 ? Sockets.freePort(point.address()) : point.port()));
    }
    Optional<Tls> tls =
        settings.tls().isPresent() ? Optional.of(Tls.open(settings.tls().get())) : Optional.empty();
    Connections connections = new Connections(settings.connections(), System::nanoTime);
    AtomicReference<KnownDialogs> dialogs = new AtomicReference<>((_, _) -> false);
    Transports.Parts parts =
        new Transports.Parts(connections, tls, (callId, tag) -> dialogs.get().knows(callId, tag));
    StackThreads threads = new StackThreads("sip-" + places.getFirst().port());
    try {
      return threads.make(
          () ->
              ScopedValue.where(Transports.PARTS, parts)
                  .call(
                      () ->
                          start(
                              threads, parts, dialogs, new Places(places), settings.userAgent())));
    } catch (SipException e) {
      connections.close();
      threads.end();
      Place first = places.getFirst();
      throw new IOException("cannot listen on " + first.host() + ":" + first.port(), e);
    }
  }

  private static StackWire start(
      StackThreads threads,
      Transports.Parts parts,
      AtomicReference<KnownDialogs> dialogs,
      Places places,
      String userAgent)
      throws SipException {
    SipFactory factory = SipFactory.getInstance();
    Place main = places.main();
    SipStack stack = newStack(factory, main.host(), main.port());
    try {
      Map<Place, SipProvider> providers = new HashMap<>();
      for (Place place : places.all()) {
        providers.put(place, Sockets.provider(stack, place));
      }
      Messages messages =
          new Messages(
              factory.createMessageFactory(),
              factory.createHeaderFactory(),
              factory.createAddressFactory(),
              places,
              userAgent);
      stack.start();
      return new StackWire(stack, threads, parts, dialogs, Map.copyOf(providers), messages);
    } catch (InvalidArgumentException | ObjectInUseException | TransportNotSupportedException e) {
      stack.stop();
      throw new SipException("cannot listen", e);
    }
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
    if (((SIPTransactionStack) stack).getServerLogger() instanceof QuietServerLogger logger) {
      logger.watch(watch);
    }
  }

  /** The factory is one for the process and caches stacks: asking it is not thread-safe. */
  private static SipStack newStack(SipFactory factory, String host, int port) throws SipException {
    synchronized (StackWire.class) {
      factory.setPathName("gov.nist");
      return factory.createSipStack(properties(host + "-" + port + "-" + Tokens.token()));
    }
  }

  /** What was measured to be good; FACTS of the project and the sources of jain-sip say why. */
  private static Properties properties(String name) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", name);
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    properties.setProperty("javax.sip.ROUTER_PATH", TargetRouter.class.getName());
    String own = "gov.nist.javax.sip.";
    properties.setProperty(own + "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    properties.setProperty(own + "STACK_LOGGER", QuietStackLogger.class.getName());
    properties.setProperty(own + "SERVER_LOGGER", QuietServerLogger.class.getName());
    properties.setProperty(own + "MESSAGE_PARSER_FACTORY", Valve.class.getName());
    properties.setProperty(own + "SIP_MESSAGE_VALVE", Sieve.class.getName());
    // One more than the valve lets through: a longer datagram is cut here and dropped there.
    properties.setProperty(own + "MAX_MESSAGE_SIZE", Integer.toString(Valve.MAX_BYTES + 1));
    // Room for a burst while the one thread is busy; the system may give less.
    properties.setProperty(own + "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(1 << 21));
    // One thread keeps the messages of a dialog in the order of their arrival.
    properties.setProperty(own + "THREAD_POOL_SIZE", "1");
    properties.setProperty(own + "REENTRANT_LISTENER", "true");
    properties.setProperty(own + "RELEASE_REFERENCES_STRATEGY", "Aggressive");
    properties.setProperty(own + "MESSAGE_PROCESSOR_FACTORY", Transports.class.getName());
    properties.setProperty(own + "NETWORK_LAYER", Datagrams.class.getName());
    // Connections that idle are seen to by ours; jain-sip's watch would run beside it.
    properties.setProperty(own + "NIO_MAX_SOCKET_IDLE_TIME", "-1");
    properties.setProperty(own + "CONNECTION_TIMEOUT", CONNECT_MS);
    properties.setProperty(own + "DELIVER_UNSOLICITED_NOTIFY", "true");
    return properties;
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
    stopStack();
    threads.end();
  }

  /**
   * The library's UDP thread makes a list as its first act, and stopping needs that list: a stack
   * that is stopped as soon as it was started has to wait for it.
   */
  private void stopStack() {
    for (int attempt = 1; ; attempt++) {
      try {
        stack.stop();
        return;
      } catch (NullPointerException tooSoon) {
        if (attempt == STOPS) {
          throw tooSoon;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }
}
