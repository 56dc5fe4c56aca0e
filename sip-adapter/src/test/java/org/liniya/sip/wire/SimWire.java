package org.liniya.sip.wire;

import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * The transactions of RFC 3261 section 17 over {@link SimNet}, with UDP's timers: what jain-sip
 * does for {@link StackWire}. For one thread.
 */
public final class SimWire implements Wire {

  private static final long T1 = 500;
  private static final long T2 = 4_000;
  private static final long GIVE_UP = 64 * T1;

  /** How a transaction stands. */
  private enum Stage {
    /** Client: sent, unanswered. Server: no final answer yet. */
    TRYING,
    /** Client INVITE: answered provisionally. */
    PROCEEDING,
    /** The final answer is there; repetitions are absorbed. */
    COMPLETED,
    /** Over and forgotten. */
    TERMINATED
  }

  private static final class Server {
    private Stage stage = Stage.TRYING;
    private Optional<SIPResponse> last = Optional.empty();
  }

  private static final class Client {
    private final SIPRequest request;
    private final Outcome outcome;
    private Stage stage = Stage.TRYING;

    Client(SIPRequest request, Outcome outcome) {
      this.request = request;
      this.outcome = outcome;
    }
  }

  private final SimNet net;
  private final SimTime time;
  private final int port;
  private final Messages messages;
  private final Map<String, Server> servers = new HashMap<>();
  private final IdentityHashMap<Request, Server> byRequest = new IdentityHashMap<>();
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<String, Outcome> invites = new HashMap<>();
  private Receiver receiver = _ -> {};
  private boolean dead;

  SimWire(SimNet net, int port) {
    this.net = net;
    this.time = net.time();
    this.port = port;
    try {
      SipFactory factory = SipFactory.getInstance();
      messages =
          new Messages(
              factory.createMessageFactory(),
              factory.createHeaderFactory(),
              factory.createAddressFactory(),
              "127.0.0.1",
              port,
              "sim");
    } catch (PeerUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The telephone's plug is pulled: nothing is sent or heard any more. */
  public void die() {
    dead = true;
  }

  /** Whether {@link #die} was called. */
  public boolean isDead() {
    return dead;
  }

  @Override
  public void receive(Receiver to) {
    receiver = to;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Messages messages() {
    return messages;
  }

  // ---- out

  private void transmit(int to, SIPMessage message) {
    if (!dead) {
      net.send(port, to, message);
    }
  }

  private static int destination(SIPRequest request) {
    if (request.getApplicationData() instanceof Target target) {
      return target.port();
    }
    SipURI uri =
        request.getHeader(RouteHeader.NAME) instanceof RouteHeader route
            ? (SipURI) route.getAddress().getURI()
            : (SipURI) request.getRequestURI();
    return uri.getPort();
  }

  private void respond(SIPResponse response) {
    Via via = response.getTopmostVia();
    transmit(via.getPort(), response);
  }

  @Override
  public Sent send(Request request, Outcome outcome) {
    SIPRequest message = (SIPRequest) request;
    Client client = new Client(message, outcome);
    String branch = message.getTopmostVia().getBranch();
    clients.put(branch + " " + request.getMethod(), client);
    boolean invite = request.getMethod().equals(Request.INVITE);
    if (invite) {
      invites.put(branch, outcome);
    }
    transmit(destination(message), message);
    repeat(client, T1, invite);
    time.after(
        GIVE_UP,
        () -> { // timers B and F
          boolean open =
              client.stage == Stage.TRYING || (!invite && client.stage == Stage.PROCEEDING);
          if (open) {
            client.stage = Stage.TERMINATED;
            if (!dead) {
              outcome.failed();
            }
          }
        });
    return _ -> cancel(client);
  }

  /** Timers A and E. */
  private void repeat(Client client, long wait, boolean invite) {
    time.after(
        wait,
        () -> {
          if (client.stage == Stage.TRYING || (!invite && client.stage == Stage.PROCEEDING)) {
            transmit(destination(client.request), client.request);
            repeat(client, invite ? 2 * wait : Math.min(2 * wait, T2), invite);
          }
        });
  }

  private void cancel(Client client) {
    if (client.stage == Stage.PROCEEDING) {
      try {
        SIPRequest cancel = client.request.createCancelRequest();
        cancel.setApplicationData(client.request.getApplicationData());
        send(cancel, Outcome.ignored());
      } catch (SipException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void forget(Request invite) {
    invites.remove(((SIPRequest) invite).getTopmostVia().getBranch());
  }

  @Override
  public void sendAck(Request ack) {
    transmit(destination((SIPRequest) ack), (SIPRequest) ack);
  }

  @Override
  public void respond(Incoming incoming, Response response) {
    Server server = byRequest.get(incoming.request());
    if (server == null || server.stage != Stage.TRYING) {
      return; // over: swallowed
    }
    SIPResponse answer = (SIPResponse) response;
    server.last = Optional.of(answer);
    respond(answer);
    if (response.getStatusCode() < 200) {
      return;
    }
    if (!incoming.method().equals(Request.INVITE)) {
      server.stage = Stage.COMPLETED;
      time.after(GIVE_UP, () -> server.stage = Stage.TERMINATED); // timer J
    } else if (response.getStatusCode() < 300) {
      server.stage = Stage.TERMINATED;
    } else {
      server.stage = Stage.COMPLETED;
      repeat(server, answer, T1);
      time.after(GIVE_UP, () -> server.stage = Stage.TERMINATED); // timer H
    }
  }

  /** Timer G. */
  private void repeat(Server server, SIPResponse answer, long wait) {
    time.after(
        wait,
        () -> {
          if (server.stage == Stage.COMPLETED) {
            respond(answer);
            repeat(server, answer, Math.min(2 * wait, T2));
          }
        });
  }

  @Override
  public void drop(Incoming incoming) {
    Server server = byRequest.get(incoming.request());
    if (server != null) {
      server.stage = Stage.TERMINATED;
    }
  }

  @Override
  public void repeat(Response response) {
    respond((SIPResponse) response);
  }

  // ---- in

  void receive(int from, SIPMessage message) {
    if (dead) {
      return;
    }
    switch (message) {
      case SIPRequest request -> request(from, request);
      case SIPResponse response -> response(response);
      default -> throw new IllegalStateException("neither request nor response");
    }
  }

  private void request(int from, SIPRequest request) {
    boolean ack = request.getMethod().equals(Request.ACK);
    Via via = request.getTopmostVia();
    String key = via.getBranch() + " " + (ack ? Request.INVITE : request.getMethod());
    Server known = servers.get(key);
    if (known != null && known.stage != Stage.TERMINATED) {
      if (ack) {
        known.stage = Stage.TERMINATED;
      } else {
        known.last.ifPresent(this::respond);
      }
      return;
    }
    Incoming incoming =
        new Incoming(
            request,
            Optional.empty(),
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), from),
            "udp",
            List.of());
    if (!ack) {
      Server server = new Server();
      servers.put(key, server);
      byRequest.put(request, server);
    }
    receiver.received(incoming);
  }

  private void response(SIPResponse response) {
    String branch = response.getTopmostVia().getBranch();
    String method = response.getCSeq().getMethod();
    boolean invite = method.equals(Request.INVITE);
    boolean ok = response.getStatusCode() >= 200 && response.getStatusCode() < 300;
    Client client = clients.get(branch + " " + method);
    if (client == null) {
      return;
    }
    switch (client.stage) {
      case TRYING, PROCEEDING -> {
        if (response.getStatusCode() < 200) {
          client.stage = Stage.PROCEEDING;
        } else {
          client.stage = invite && ok ? Stage.TERMINATED : Stage.COMPLETED;
          if (invite && !ok) {
            acknowledge(client, response);
            time.after(GIVE_UP, () -> client.stage = Stage.TERMINATED); // timer D
          }
        }
        client.outcome.reply(new Reply(response));
      }
      case COMPLETED -> {
        if (invite && !ok && response.getStatusCode() >= 300) {
          acknowledge(client, response);
        }
      }
      case TERMINATED -> {
        Outcome outcome = invites.get(branch);
        if (invite && ok && outcome != null) {
          outcome.reply(new Reply(response));
        }
      }
    }
  }

  private void acknowledge(Client client, SIPResponse refusal) {
    try {
      SIPRequest ack = client.request.createErrorAck((To) refusal.getTo());
      transmit(destination(client.request), ack);
    } catch (SipException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    dead = true;
  }
}
