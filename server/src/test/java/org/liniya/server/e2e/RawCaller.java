package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.liniya.testkit.phone.RtpEnd;
import org.liniya.testkit.phone.SipMessage;

/**
 * A caller's telephone of which the test writes every message, and which takes sound. For one
 * thread.
 *
 * <p>Its number ends in two digits of its own, by which {@link Calls} finds the call in the API,
 * where numbers are masked.
 */
final class RawCaller implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(10);
  private static final AtomicInteger NUMBERS = new AtomicInteger(10);

  private final RawLine line;
  private final RtpEnd sound = RtpEnd.open();
  private String number = "+799900000" + NUMBERS.getAndUpdate(n -> n == 99 ? 10 : n + 1);
  private final String callId = "raw-" + number.substring(9) + "-" + System.nanoTime();
  private Sdp sdp = Sdp.usual(sound.port());
  private String target = "sip:hotline@{server}";
  private String to = "<sip:hotline@{server}>";
  private String invite = "";
  private String bye = "";
  private List<String> routes = List.of();
  private int cseq;
  private int serverSound;

  RawCaller(int serverPort) {
    this.line = new RawLine(serverPort);
  }

  RawLine line() {
    return line;
  }

  RtpEnd sound() {
    return sound;
  }

  /** The last two digits of its number. */
  String ending() {
    return number.substring(number.length() - 2);
  }

  Sdp sdp() {
    return sdp;
  }

  /** Where the server wants our sound. */
  int serverSound() {
    return serverSound;
  }

  RawCaller offering(Sdp other) {
    sdp = other;
    return this;
  }

  RawCaller dialling(String user) {
    target = "sip:" + user + "@{server}";
    to = "<" + target + ">";
    return this;
  }

  /** Says that it is somebody else's. */
  RawCaller from(String user) {
    number = user;
    return this;
  }

  /** Goes on as if there were a dialog with this To. */
  void inDialog(String address) {
    to = address;
  }

  /** The INVITE that {@link #invite()} would send, not filled in. */
  String inviteText() {
    return request("INVITE", "Content-Type: application/sdp\n", sdp.text());
  }

  /** INVITE with an offer. */
  RawCaller invite() {
    invite = inviteText();
    line.send(invite);
    return this;
  }

  /** INVITE with header lines, each ending in a new line, and a body. */
  RawCaller invite(String headers, String body) {
    invite = request("INVITE", headers, body);
    line.send(invite);
    return this;
  }

  /** The very same INVITE once more (RFC 3261 section 17.1.1.2). */
  void inviteAgain() {
    line.send(invite);
  }

  /** Waits for the final response to the INVITE. */
  SipMessage awaitFinal() {
    return line.nextFinal(callId, cseq + " INVITE", SOON);
  }

  /** Dials and waits until the call is up. */
  RawCaller connect() {
    invite();
    return answered();
  }

  /** Waits for the 200 and acknowledges it. */
  RawCaller answered() {
    SipMessage ok = awaitFinal();
    assertThat(ok.status()).as(ok.toString()).isEqualTo(200);
    return take(ok).ack("");
  }

  /** Remembers what a 200 says: the dialog, and where our sound goes. */
  RawCaller take(SipMessage ok) {
    to = ok.header("To").orElseThrow();
    target = ok.contact();
    routes = ok.headers("Record-Route").reversed();
    if (ok.audioPort() != 0) {
      serverSound = ok.audioPort();
    }
    return this;
  }

  /** The proxies between (RFC 3261 section 12.1.2), the nearest first. */
  List<String> routes() {
    return routes;
  }

  /** ACK of a 200. */
  RawCaller ack(String body) {
    cseq--; // an ACK has the number of its INVITE
    line.send(request("ACK", body.isEmpty() ? "" : "Content-Type: application/sdp\n", body));
    return this;
  }

  /** ACK of a refusal: in the INVITE's transaction (RFC 3261 section 17.1.1.3). */
  void ackOfRefusal(SipMessage refusal) {
    line.send(
        invitesHead("ACK")
            .replaceFirst("(?m)^To: .*$", "To: " + refusal.header("To").orElse(""))
            .concat("Content-Length: 0\n\n"));
  }

  /** CANCEL of the INVITE; the answer to it is returned. */
  SipMessage cancel() {
    line.send(invitesHead("CANCEL") + "Content-Length: 0\n\n");
    return line.nextFinal(callId, cseq + " CANCEL", SOON);
  }

  private String invitesHead(String method) {
    String head = invite.substring(0, invite.indexOf("Contact:"));
    return head.replaceFirst("^INVITE", method)
        .replaceFirst("(?m)^CSeq: (\\d+) INVITE$", "CSeq: $1 " + method);
  }

  /** A request inside the dialog; its final response is returned. */
  SipMessage ask(String method, String headers, String body) {
    line.send(request(method, headers, body));
    return line.nextFinal(callId, cseq + " " + method, SOON);
  }

  /** A new offer by re-INVITE or UPDATE; the 200 is acknowledged where it must be. */
  SipMessage offerAgain(String method, Sdp changed) {
    sdp = changed;
    SipMessage answer = ask(method, "Content-Type: application/sdp\n", sdp.text());
    if (method.equals("INVITE") && answer.status() == 200) {
      ack("");
    }
    return answer;
  }

  /** A key by SIP INFO. */
  void key(char key) {
    SipMessage answer =
        ask("INFO", "Content-Type: application/dtmf-relay\n", "Signal=" + key + "\nDuration=160\n");
    assertThat(answer.status()).isEqualTo(200);
  }

  /** BYE, without waiting. */
  void sayBye() {
    bye = request("BYE", "", "");
    line.send(bye);
  }

  /** The very same BYE once more (RFC 3261 section 17.1.2.2). */
  void sayByeAgain() {
    line.send(bye);
  }

  /** Waits for the answer to our BYE. */
  SipMessage awaitByeAnswer() {
    return line.nextFinal(callId, cseq + " BYE", SOON);
  }

  /** BYE and its 200. */
  void hangUp() {
    sayBye();
    assertThat(awaitByeAnswer().status()).isEqualTo(200);
  }

  /** Waits for the server's BYE and answers it. */
  void awaitBye(Duration atMost) {
    line.sip().respond(line.nextRequest("BYE", atMost), 200, "raw");
  }

  private String request(String method, String headers, String body) {
    cseq++;
    return """
    %s %s SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK%s-%d-%s;rport
    From: <sip:%s@127.0.0.1:{port}>;tag=raw
    To: %s
    Call-ID: %s
    CSeq: %d %s
    Max-Forwards: 70
    Contact: <sip:%s@127.0.0.1:{port}>
    %s%sContent-Length: {len}

    %s"""
        .formatted(
            method,
            target,
            callId,
            cseq,
            method,
            number,
            to,
            callId,
            cseq,
            method,
            number,
            routes.stream().map(route -> "Route: " + route + "\n").collect(Collectors.joining()),
            headers,
            body);
  }

  @Override
  public void close() {
    sound.close();
    line.close();
  }
}
