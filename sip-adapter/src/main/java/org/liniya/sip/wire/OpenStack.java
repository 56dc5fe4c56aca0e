package org.liniya.sip.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
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

/**
 * A stack of jain-sip that listens: how it is set up, started and stopped. Immutable; its parts are
 * thread-safe.
 */
record OpenStack(
    SipStack stack,
    StackThreads threads,
    Transports.Parts parts,
    AtomicReference<KnownDialogs> dialogs,
    Map<Place, SipProvider> providers,
    Messages messages)
    implements AutoCloseable {

  private static final int ATTEMPTS = 20;
  private static final int STOPS = 200;

  /** How long connecting may take; it blocks a lane, nobody else. */
  private static final String CONNECT_MS = "4000";

  /**
   * Opens all addresses.
   *
   * @throws IOException when a port is taken, an address is not ours, or a certificate cannot be
   *     used
   */
  static OpenStack open(WireSettings settings) throws IOException {
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

  private static OpenStack attempt(WireSettings settings) throws IOException {
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
      throw new IOException(
          "cannot listen on " + first.host() + ":" + first.port() + ": " + reason(e), e);
    }
  }

  /** The innermost words: those of the system, such as that the address is in use. */
  private static String reason(Throwable fault) {
    Throwable inner = fault;
    for (int depth = 0; depth < 10 && inner.getCause() != null; depth++) {
      inner = inner.getCause();
    }
    return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
  }

  private static OpenStack start(
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
      return new OpenStack(stack, threads, parts, dialogs, Map.copyOf(providers), messages);
    } catch (InvalidArgumentException | ObjectInUseException | TransportNotSupportedException e) {
      stack.stop();
      throw new SipException("cannot listen", e);
    }
  }

  /** The factory is one for the process and caches stacks: asking it is not thread-safe. */
  private static SipStack newStack(SipFactory factory, String host, int port) throws SipException {
    synchronized (OpenStack.class) {
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
  public void close() {
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
