package org.liniya.sip.phone;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.liniya.call.Secret;
import org.liniya.rtp.MediaListener;
import org.liniya.sip.Streams;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Challenge.Algorithm;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.StackWire;
import org.liniya.sip.wire.Target;
import org.liniya.sip.wire.Tokens;
import org.liniya.sip.wire.Wire;
import org.liniya.sip.wire.WireSettings;

/**
 * A telephone on a port of its own. Thread-safe; methods that wait block the caller's thread, never
 * jain-sip's.
 */
public final class SipPhone implements AutoCloseable {

  private final Wire wire;
  private final Streams streams;
  private final String user;
  private final Secret password;
  private final Target server;
  private final String registrationId = Tokens.token();
  private final String registrationTag = Tokens.token();
  private final AtomicLong registrations = new AtomicLong();
  private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
  private final BlockingQueue<PhoneCall> received = new LinkedBlockingQueue<>();
  private final Supplier<MediaListener> listeners;

  /**
   * Opens the telephone.
   *
   * @param server where it registers and where calls without an address of their own go
   * @param listeners gives each received call its media listener
   * @throws IOException when no port is free
   */
  public SipPhone(
      InetAddress bind,
      String user,
      Secret password,
      Target server,
      Streams streams,
      Supplier<MediaListener> listeners)
      throws IOException {
    this(WireSettings.usual(bind, 0, "Liniya-robot"), user, password, server, streams, listeners);
  }

  /**
   * Opens the telephone on addresses and transports of its own.
   *
   * @throws IOException when no port is free, or its certificate cannot be used
   */
  public SipPhone(
      WireSettings settings,
      String user,
      Secret password,
      Target server,
      Streams streams,
      Supplier<MediaListener> listeners)
      throws IOException {
    this.user = user;
    this.password = password;
    this.server = server;
    this.streams = streams;
    this.listeners = listeners;
    this.wire = StackWire.open(settings);
    wire.receive(this::incoming);
  }

  /** The port that the telephone listens on. */
  public int port() {
    return wire.port();
  }

  /**
   * Registers for {@code life}, or unregisters with zero (RFC 3261 section 10.2); waits for the
   * answer, at most {@code limit}.
   *
   * @return the final status; 408 when none came
   */
  public int register(Duration life, Duration limit) throws InterruptedException {
    Reply first = registerOnce(life, List.of(), limit).orElse(null);
    if (first == null) {
      return Response.REQUEST_TIMEOUT;
    }
    if (first.status() != Response.UNAUTHORIZED) {
      return first.status();
    }
    Optional<String> credentials = credentials(first, domain());
    if (credentials.isEmpty()) {
      return first.status();
    }
    return registerOnce(life, List.of(Map.entry("Authorization", credentials.get())), limit)
        .map(Reply::status)
        .orElse(Response.REQUEST_TIMEOUT);
  }

  private Optional<Reply> registerOnce(
      Duration life, List<Map.Entry<String, String>> more, Duration limit)
      throws InterruptedException {
    String own = "sip:" + user + "@" + domain().substring(4);
    List<Map.Entry<String, String>> headers = new ArrayList<>(more);
    headers.add(Map.entry("Contact", wire.messages().contact(user, server)));
    headers.add(Map.entry("Expires", Long.toString(life.toSeconds())));
    Outgoing request =
        new Outgoing(
            Request.REGISTER,
            domain(),
            registrationId,
            "<" + own + ">",
            registrationTag,
            own,
            registrations.incrementAndGet(),
            Optional.of(server),
            headers,
            Optional.empty());
    CompletableFuture<Optional<Reply>> answer = new CompletableFuture<>();
    wire.send(
        wire.messages().request(request),
        new Outcome() {
          @Override
          public void reply(Reply reply) {
            if (!reply.provisional()) {
              answer.complete(Optional.of(reply));
            }
          }

          @Override
          public void failed() {
            answer.complete(Optional.empty());
          }
        });
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no answer fails", e);
    }
  }

  private String domain() {
    return "sip:" + (server.host().contains(":") ? "[" + server.host() + "]" : server.host());
  }

  private Optional<String> credentials(Reply challenge, String uri) {
    for (String header : challenge.headers("WWW-Authenticate")) {
      Map<String, String> asked = Challenge.parameters(header);
      Optional<Algorithm> algorithm = Algorithm.of(asked);
      if (algorithm.isPresent()) {
        return Optional.of(credentials(asked, algorithm.get(), uri));
      }
    }
    return Optional.empty();
  }

  private String credentials(Map<String, String> asked, Algorithm algorithm, String uri) {
    Map<String, String> given = new HashMap<>();
    given.put("username", user);
    given.put("realm", asked.getOrDefault("realm", ""));
    given.put("nonce", asked.getOrDefault("nonce", ""));
    given.put("uri", uri);
    given.put("qop", "auth");
    given.put("nc", "00000001");
    given.put("cnonce", Tokens.token());
    String response = Challenge.response(algorithm, given, Request.REGISTER, password.reveal());
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=%s, cnonce=\"%s\", qop=auth, nc=00000001"
        .formatted(
            user,
            given.get("realm"),
            given.get("nonce"),
            uri,
            response,
            algorithm.token(),
            given.get("cnonce"));
  }

  /**
   * Dials; what comes of it is asked of the call.
   *
   * @param uri such as {@code sip:hotline@127.0.0.1:5060}
   * @throws IOException when there is no media port
   */
  public PhoneCall dial(String uri, MediaListener listener) throws IOException {
    String callId = Tokens.token();
    PhoneCall call =
        PhoneCall.dialled(
            wire,
            streams.open(listener),
            uri,
            "<sip:" + user + "@" + domain().substring(4) + ">",
            () -> calls.remove(callId),
            callId);
    if (!call.isOver()) {
      calls.put(callId, call);
    }
    return call;
  }

  /** The next call that rings here; nothing when none does in time. */
  public Optional<PhoneCall> awaitCall(Duration limit) throws InterruptedException {
    return Optional.ofNullable(received.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void incoming(Incoming incoming) {
    PhoneCall call = calls.get(incoming.callId());
    if (call != null) {
      call.request(incoming);
    } else if (incoming.method().equals(Request.INVITE) && incoming.toTag().isEmpty()) {
      ring(incoming);
    } else if (incoming.method().equals(Request.OPTIONS)) {
      wire.respond(incoming, Response.OK);
    } else if (!incoming.method().equals(Request.ACK)) {
      wire.respond(incoming, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    }
  }

  private void ring(Incoming invite) {
    try {
      PhoneCall call =
          PhoneCall.received(
              wire, streams.open(listeners.get()), invite, () -> calls.remove(invite.callId()));
      calls.put(invite.callId(), call);
      received.add(call);
    } catch (IOException e) {
      wire.respond(invite, Response.BUSY_HERE);
    }
  }

  /** Hangs up and closes the port. Registrations are left to expire. */
  @Override
  public void close() {
    List.copyOf(calls.values()).forEach(PhoneCall::hangUp);
    wire.close();
  }
}
