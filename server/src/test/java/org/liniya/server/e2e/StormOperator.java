package org.liniya.server.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.testkit.phone.RawSip;
import org.liniya.testkit.phone.SipMessage;

/**
 * An operator's telephone in a storm: takes every call, says nothing, hangs up after half a second.
 * Remembers which tickets it was shown. One virtual thread of its own.
 */
final class StormOperator implements AutoCloseable {
  private static final Duration TURN = Duration.ofMillis(100);
  private static final long TALK_NANOS = 500_000_000;
  private static final Pattern TICKET = Pattern.compile("\\b(\\d{8})\\b");

  private final RawSip sip;
  private final int serverPort;
  private final String id;
  private final List<Shown> shown = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile Optional<String> password = Optional.empty();
  private Optional<Talk> talk = Optional.empty();
  private int cseq = 100;

  /** A ticket that an operator's telephone showed when it rang. */
  record Shown(String operator, String ticket) {}

  private record Talk(SipMessage invite, long over) {}

  StormOperator(int serverPort, String id) {
    this.sip = RawSip.to(serverPort);
    this.serverPort = serverPort;
    this.id = id;
    this.thread = Thread.ofVirtual().name("storm-operator-" + id).start(this::run);
  }

  List<Shown> shown() {
    return List.copyOf(shown);
  }

  /** Has it register; that outlives the server. */
  void register(String newPassword) {
    password = Optional.of(newPassword);
  }

  private void run() {
    while (!closing) {
      try {
        registerIfAsked();
        sip.await(this::take, TURN);
      } catch (AssertionError nothingCame) {
        // look at the clock
      } catch (java.io.UncheckedIOException gone) {
        Thread.onSpinWait(); // port unreachable: the server is just being killed
      }
      hangUpInTime();
    }
  }

  private void registerIfAsked() {
    Optional<String> wish = password;
    if (wish.isPresent()) {
      password = Optional.empty();
      talk = Optional.empty();
      sip.register(id, wish.get(), "127.0.0.1:" + serverPort, 600);
    }
  }

  private boolean take(SipMessage message) {
    if (message.isRequest("INVITE")) {
      Matcher ticket = TICKET.matcher(message.header("From").orElse(""));
      if (ticket.find()) {
        shown.add(new Shown(id, ticket.group(1)));
      }
      sip.send(answer(message));
      talk = Optional.of(new Talk(message, System.nanoTime() + TALK_NANOS));
    } else if (message.status() == 0 && !message.isRequest("ACK")) {
      sip.respond(message, 200, "storm" + id);
    }
    return message.status() == 0;
  }

  private void hangUpInTime() {
    if (talk.isPresent() && System.nanoTime() > talk.get().over()) {
      SipMessage invite = talk.get().invite();
      talk = Optional.empty();
      cseq++;
      sip.send(
          """
          BYE %s SIP/2.0
          Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKso%s-%d;rport
          From: %s;tag=storm%s
          To: %s
          Call-ID: %s
          CSeq: %d BYE
          Max-Forwards: 70
          Content-Length: 0

          """
              .formatted(
                  invite.contact(),
                  id,
                  cseq,
                  invite.header("To").orElse(""),
                  id,
                  invite.header("From").orElse(""),
                  invite.header("Call-ID").orElse(""),
                  cseq));
    }
  }

  private String answer(SipMessage invite) {
    StringBuilder ok = new StringBuilder("SIP/2.0 200 OK\n");
    invite.headers("Via").forEach(via -> ok.append("Via: ").append(via).append('\n'));
    for (String name : List.of("From", "Call-ID", "CSeq")) {
      ok.append(name).append(": ").append(invite.header(name).orElse("")).append('\n');
    }
    ok.append("To: ").append(invite.header("To").orElse("")).append(";tag=storm").append(id);
    ok.append("\nContact: <sip:").append(id).append("@127.0.0.1:{port}>\n");
    ok.append("Content-Type: application/sdp\nContent-Length: {len}\n\n");
    return ok + Sdp.usual(sip.port() + 1).text();
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sip.close();
  }
}
