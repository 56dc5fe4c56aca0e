package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.liniya.testkit.phone.RtpEnd;
import org.liniya.testkit.phone.SipMessage;

/**
 * An operator's telephone of which the test writes every message, and which takes sound. For one
 * thread.
 */
final class RawOperator implements AutoCloseable {
  private static final Duration SOON = RawCaller.SOON;
  private static final int REGISTERED_SECONDS = 600;

  private final RawLine line;
  private final RtpEnd sound = RtpEnd.open();
  private final RunningServer server;
  private final String id;
  private int cseq;
  private boolean removed;

  private RawOperator(RunningServer server, String id) {
    this.server = server;
    this.id = id;
    this.line = new RawLine(server.sipPort());
  }

  /** Registers a telephone and waits until the operator is ready. */
  static RawOperator ready(RunningServer server, String id) {
    RawOperator operator = new RawOperator(server, id);
    operator.register();
    server.awaitOperator(id, "ready", SOON);
    return operator;
  }

  /** Registers a telephone and does not wait: where somebody waits, it is rung at once. */
  static RawOperator registered(RunningServer server, String id) {
    RawOperator operator = new RawOperator(server, id);
    operator.register();
    return operator;
  }

  /** The configuration does not name the operator any more: there is nothing to un-register. */
  void removed() {
    removed = true;
  }

  RawLine line() {
    return line;
  }

  RtpEnd sound() {
    return sound;
  }

  private void register() {
    register(REGISTERED_SECONDS);
  }

  private void register(int seconds) {
    SipMessage answer =
        line.sip().register(id, server.password(id), "127.0.0.1:" + server.sipPort(), seconds);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  void unregister() {
    register(0);
  }

  /** Un-registers and registers: no cool-down is left; whoever waits is offered at once. */
  void registerAgain() {
    unregister();
    server.awaitOperator(id, "offline", SOON);
    register();
  }

  /** Waits for an offer. */
  SipMessage awaitInvite(Duration atMost) {
    return line.nextRequest("INVITE", atMost);
  }

  void ring(SipMessage invite) {
    line.sip().respond(invite, 180, tag());
  }

  /** 486, 603 and the like, and its ACK. */
  void refuse(SipMessage invite, int status) {
    line.sip().respond(invite, status, tag());
    awaitAck(invite);
  }

  /** 200 with our description, without waiting. */
  void answer(SipMessage invite) {
    StringBuilder ok = new StringBuilder("SIP/2.0 200 OK\n");
    invite.headers("Via").forEach(via -> ok.append("Via: ").append(via).append('\n'));
    for (String name : new String[] {"From", "Call-ID", "CSeq"}) {
      ok.append(name).append(": ").append(invite.header(name).orElse("")).append('\n');
    }
    ok.append("To: ").append(invite.header("To").orElse("")).append(";tag=").append(tag());
    ok.append("\nContact: <sip:").append(id).append("@127.0.0.1:{port}>\n");
    ok.append("Content-Type: application/sdp\nContent-Length: {len}\n\n");
    line.send(ok + Sdp.usual(sound.port()).text());
  }

  /** Waits for the ACK of our final response. */
  void awaitAck(SipMessage invite) {
    line.next(message -> message.isRequest("ACK") && sameCall(message, invite), SOON);
  }

  /** Waits for the server's BYE and answers it. */
  void awaitBye(SipMessage invite) {
    SipMessage bye =
        line.next(message -> message.isRequest("BYE") && sameCall(message, invite), SOON);
    line.sip().respond(bye, 200, tag());
  }

  /** Waits for CANCEL and answers as RFC 3261 section 9.2 wants it. */
  void awaitCancel(SipMessage invite) {
    SipMessage cancel =
        line.next(message -> message.isRequest("CANCEL") && sameCall(message, invite), SOON);
    line.sip().respond(cancel, 200, tag());
    refuse(invite, 487);
  }

  /** BYE of a talk, without waiting. */
  void sayBye(SipMessage invite) {
    cseq++;
    line.send(
        """
        BYE %s SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKop-%d-%d;rport
        From: %s;tag=%s
        To: %s
        Call-ID: %s
        CSeq: %d BYE
        Max-Forwards: 70
        Content-Length: 0

        """
            .formatted(
                invite.contact(),
                System.nanoTime(),
                cseq,
                invite.header("To").orElse(""),
                tag(),
                invite.header("From").orElse(""),
                callId(invite),
                cseq));
  }

  /** Waits for the answer to our BYE. */
  SipMessage awaitByeAnswer(SipMessage invite) {
    return line.nextFinal(callId(invite), cseq + " BYE", SOON);
  }

  private static boolean sameCall(SipMessage message, SipMessage invite) {
    return callId(message).equals(callId(invite));
  }

  private static String callId(SipMessage message) {
    return message.header("Call-ID").orElse("");
  }

  private String tag() {
    return "op-" + line.port();
  }

  /** Un-registers. */
  @Override
  public void close() {
    try {
      if (server.isAlive() && !removed) {
        unregister();
      }
    } finally {
      sound.close();
      line.close();
    }
  }
}
