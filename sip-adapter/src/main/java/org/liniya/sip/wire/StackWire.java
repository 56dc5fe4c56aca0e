package org.liniya.sip.wire;

import static javax.sip.TransactionState.COMPLETED;

import gov.nist.javax.sip.RequestEventExt;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.TransportNotSupportedException;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wire over jain-sip: one SIP address over UDP and TCP.
 *
 * <p>The library's dialogs are switched off: it keeps 14 flags a dialog, cannot store one, and
 * hides forks. Its transactions and its parser are what is used.
 */
public final class StackWire implements Wire {

  private static final Logger LOG = LoggerFactory.getLogger(StackWire.class);
  private static final int ATTEMPTS = 20;
  private static final int STOPS = 200;

  /**
   * INVITEs whose 2xx may still be repeated are remembered: 64 × T1 (RFC 3261 section 13.2.2.4).
   */
  private static final int REMEMBERED = 20_000;

  private final SipStack stack;
  private final StackThreads threads;
  private final SipProvider provider;
  private final Messages messages;
  private final int port;
  private final Map<String, Outcome> invites = new ConcurrentHashMap<>();

  private StackWire(
      SipStack stack, StackThreads threads, SipProvider provider, Messages messages, int port) {
    this.stack = stack;
    this.threads = threads;
    this.provider = provider;
    this.messages = messages;
    this.port = port;
  }

  /**
   * Opens the sockets.
   *
   * @param port 0 takes any port that is free for both UDP and TCP
   * @throws IOException when the port is taken or the address is not ours
   */
  public static StackWire open(InetAddress address, int port, String userAgent) throws IOException {
    String host = address.getHostAddress();
    SipException last = new SipException("no free port");
    for (int attempt = 0; attempt < (port == 0 ? ATTEMPTS : 1); attempt++) {
      int chosen = port == 0 ? freePort(address) : port;
      try {
        StackThreads threads = new StackThreads("sip-" + chosen);
        return threads.make(() -> start(threads, host, chosen, userAgent));
      } catch (SipException e) {
        last = e;
      }
    }
    throw new IOException("cannot listen on " + host + ":" + port, last);
  }

  private static StackWire start(StackThreads threads, String host, int port, String userAgent)
      throws SipException {
    SipFactory factory = SipFactory.getInstance();
    SipStack stack = newStack(factory, host, port);
    try {
      ListeningPoint udp = stack.createListeningPoint(host, port, "udp");
      SipProvider provider = stack.createSipProvider(udp);
      provider.addListeningPoint(stack.createListeningPoint(host, port, "tcp"));
      Messages messages =
          new Messages(
              factory.createMessageFactory(),
              factory.createHeaderFactory(),
              factory.createAddressFactory(),
              host,
              port,
              userAgent);
      stack.start();
      return new StackWire(stack, threads, provider, messages, port);
    } catch (InvalidArgumentException | ObjectInUseException | TransportNotSupportedException e) {
      stack.stop();
      threads.end();
      throw new SipException("cannot listen", e);
    }
  }

  @Override
  public void receive(Receiver receiver) {
    try {
      provider.addSipListener(new Listener(receiver));
    } catch (TooManyListenersException e) {
      throw new IllegalStateException("receiving already", e);
    }
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
    properties.setProperty(own + "MESSAGE_PROCESSOR_FACTORY", BoundedUdp.class.getName());
    properties.setProperty(own + "DELIVER_UNSOLICITED_NOTIFY", "true");
    return properties;
  }

  private static int freePort(InetAddress address) throws IOException {
    IOException last = new IOException("no port free for UDP and TCP");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, address);
          DatagramSocket udp =
              new DatagramSocket(new InetSocketAddress(address, tcp.getLocalPort()))) {
        return udp.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Messages messages() {
    return messages;
  }

  @Override
  public Sent send(Request request, Outcome outcome) {
    String branch = ((ViaHeader) request.getHeader(ViaHeader.NAME)).getBranch();
    boolean invite = request.getMethod().equals(Request.INVITE);
    try {
      ClientTransaction transaction = provider.getNewClientTransaction(request);
      transaction.setApplicationData(outcome);
      if (invite && invites.size() < REMEMBERED) {
        invites.put(branch, outcome);
      }
      begin(transaction);
      return reason -> cancel(transaction, request, reason);
    } catch (SipException | RuntimeException e) {
      LOG.atDebug().addKeyValue("method", request.getMethod()).log("request not sent");
      invites.remove(branch);
      outcome.failed();
      return _ -> {};
    }
  }

  /** Some of what jain-sip cannot send it keeps for ever. */
  private static void begin(ClientTransaction transaction) throws SipException {
    try {
      transaction.sendRequest();
    } catch (SipException | RuntimeException e) {
      transaction.terminate();
      throw e;
    }
  }

  @Override
  public void forget(Request invite) {
    invites.remove(((ViaHeader) invite.getHeader(ViaHeader.NAME)).getBranch());
  }

  private void cancel(ClientTransaction transaction, Request invite, String reason) {
    try {
      Request cancel = transaction.createCancel();
      messages.add(cancel, "Reason", reason);
      if (((gov.nist.javax.sip.message.SIPMessage) invite).getApplicationData()
          instanceof Target target) {
        TargetRouter.pin(cancel, target);
      }
      begin(provider.getNewClientTransaction(cancel));
    } catch (SipException | RuntimeException e) {
      LOG.atDebug().log("nothing left to cancel");
    }
  }

  @Override
  public void sendAck(Request ack) {
    try {
      provider.sendRequest(ack);
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
      giveUp(incoming);
    }
  }

  /**
   * A response that cannot be sent ends the transaction (RFC 3261 section 17.2.4). jain-sip starts
   * no timer then, and would keep it and its connection for ever. One that has completed before has
   * its timer, and repeats its answer.
   */
  private void giveUp(Incoming incoming) {
    if (incoming.transaction().filter(it -> !COMPLETED.equals(it.getState())).isPresent()) {
      drop(incoming);
    }
  }

  @Override
  public void drop(Incoming incoming) {
    try {
      if (incoming.transaction().isPresent()) {
        incoming.transaction().get().terminate();
      }
    } catch (ObjectInUseException e) {
      LOG.atDebug().log("transaction still in use");
    }
  }

  @Override
  public void repeat(Response response) {
    try {
      provider.sendResponse(response);
    } catch (SipException | RuntimeException e) {
      LOG.atDebug().addKeyValue("status", response.getStatusCode()).log("response not repeated");
    }
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

  /** Translates the library's events. Nothing is thrown out of it. */
  private final class Listener implements SipListener {

    private final Receiver receiver;

    Listener(Receiver receiver) {
      this.receiver = receiver;
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
        giveUp(incoming); // nobody else will ever answer it
        throw e;
      }
    }

    private Optional<Incoming> incoming(RequestEvent event) {
      Request request = event.getRequest();
      RequestEventExt from = (RequestEventExt) event;
      InetSocketAddress source =
          new InetSocketAddress(from.getRemoteIpAddress(), from.getRemotePort());
      String transport =
          ((ViaHeader) request.getHeader(ViaHeader.NAME)).getTransport().toLowerCase(Locale.ROOT);
      if (request.getMethod().equals(Request.ACK)) {
        return Optional.of(new Incoming(request, Optional.empty(), source, transport, List.of()));
      }
      try {
        ServerTransaction transaction =
            event.getServerTransaction() != null
                ? event.getServerTransaction()
                : provider.getNewServerTransaction(request);
        return Optional.of(
            new Incoming(request, Optional.of(transaction), source, transport, List.of()));
      } catch (TransactionAlreadyExistsException e) {
        return Optional.empty(); // a retransmission: the transaction answers it
      } catch (TransactionUnavailableException e) {
        LOG.atDebug().log("no transaction for a request");
        return Optional.empty();
      }
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
}
