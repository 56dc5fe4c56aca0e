package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A telephone made of nothing but a UDP socket and text, so that it shares no mistake with the code
 * under test. Belongs to the test's thread.
 */
final class RawPhone implements AutoCloseable {

  static final String SDP =
      """
      v=0
      o=raw 1 1 IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=audio 40000 RTP/AVP 8 0 96
      a=rtpmap:8 PCMA/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:96 telephone-event/8000
      a=ptime:20
      """;

  private final DatagramSocket socket;
  private InetSocketAddress server;
  private final String callId = UUID.randomUUID().toString();
  private final String fromTag = UUID.randomUUID().toString().substring(0, 8);
  private String toTag = "";

  RawPhone(int serverPort) throws IOException {
    this(serverPort, InetAddress.ofLiteral("127.0.0.1"));
  }

  /** One that sends from another address of this machine. */
  RawPhone(int serverPort, InetAddress from) throws IOException {
    socket = new DatagramSocket(0, from);
    server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), serverPort);
  }

  int port() {
    return socket.getLocalPort();
  }

  String callId() {
    return callId;
  }

  String fromTag() {
    return fromTag;
  }

  String toTag() {
    return toTag;
  }

  /** From now on talks to the server on this port. */
  void serve(int serverPort) {
    server = new InetSocketAddress(server.getAddress(), serverPort);
  }

  /** A request to {@code user} with further header lines and a body. */
  String request(String method, String user, int cseq, String branch, String more, String body) {
    String text = body.replace("\n", "\r\n");
    String lines = more.isEmpty() ? "" : more.strip().replace("\n", "\r\n") + "\r\n";
    String type =
        body.isEmpty() || more.contains("Content-Type") ? "" : "Content-Type: application/sdp\r\n";
    String to = toTag.isEmpty() ? "" : ";tag=" + toTag;
    return method
        + " sip:"
        + user
        + "@127.0.0.1:"
        + server.getPort()
        + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
        + port()
        + ";rport;branch="
        + branch
        + "\r\nFrom: <sip:+79005550101@127.0.0.1>;tag="
        + fromTag
        + "\r\nTo: <sip:"
        + user
        + "@127.0.0.1>"
        + to
        + "\r\nCall-ID: "
        + callId
        + "\r\nCSeq: "
        + cseq
        + " "
        + method
        + "\r\nContact: <sip:raw@127.0.0.1:"
        + port()
        + ">\r\nMax-Forwards: 70\r\n"
        + lines
        + type
        + "Content-Length: "
        + text.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + text;
  }

  static String branch() {
    return "z9hG4bK" + UUID.randomUUID();
  }

  void send(String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, server));
  }

  /** The next message, or nothing within {@code millis}. */
  Optional<String> receive(int millis) throws IOException {
    socket.setSoTimeout(millis);
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    try {
      socket.receive(packet);
      return Optional.of(
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  /** Waits for a message that begins so; others are passed over. */
  String await(String beginning) throws IOException {
    return await(message -> message.startsWith(beginning), beginning);
  }

  /** The next final answer; a slow machine says 100 before (RFC 3261 section 17.2.1). */
  String awaitFinal() throws IOException {
    return await(
        message -> message.startsWith("SIP/2.0 ") && !message.startsWith("SIP/2.0 1"),
        "final answer");
  }

  private String await(Predicate<String> wanted, String name) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      Optional<String> message = receive(20_000); // a session of 20 s is refreshed after 10
      if (message.isEmpty()) {
        break;
      }
      if (wanted.test(message.get())) {
        return message.get();
      }
      seen.append(message.get().lines().findFirst().orElse("")).append('\n');
    }
    throw new AssertionError("no '" + name + "', but:\n" + seen);
  }

  /** All that has come and comes, until nothing does for 200 ms. */
  List<String> rest() throws IOException {
    List<String> rest = new ArrayList<>();
    Optional<String> next = receive(200);
    while (next.isPresent() && rest.size() < 100) {
      rest.add(next.get());
      next = receive(200);
    }
    return rest;
  }

  /** Calls and waits for 200, then acknowledges. */
  String call(String user) throws IOException {
    send(request("INVITE", user, 1, branch(), "", SDP));
    String ok = await("SIP/2.0 200");
    learn(ok);
    send(request("ACK", user, 1, branch(), "", ""));
    return ok;
  }

  /** Takes the To tag of an answer as the dialog's. */
  void learn(String answer) {
    Matcher tag = Pattern.compile("(?m)^To:.*;tag=([^;\\s]+)").matcher(answer);
    assertThat(tag.find()).isTrue();
    toTag = tag.group(1);
  }

  /** Answers an INVITE with our tag and a session description. */
  void accept(String invite) throws IOException {
    StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
    invite
        .lines()
        .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
        .map(line -> line.startsWith("To:") ? line + ";tag=" + fromTag : line)
        .forEach(line -> answer.append(line).append("\r\n"));
    String sdp = SDP.replace("\n", "\r\n");
    send(
        answer
            + "Contact: <sip:raw@127.0.0.1:"
            + port()
            + ">\r\nContent-Type: application/sdp\r\nContent-Length: "
            + sdp.length()
            + "\r\n\r\n"
            + sdp);
  }

  void sendAnswer(String request, String status, String more) throws IOException {
    sendAnswer(request, status, more, "");
  }

  void sendAnswer(String request, String status, String more, String body) throws IOException {
    String text = body.replace("\n", "\r\n");
    String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
    StringBuilder answer = new StringBuilder("SIP/2.0 " + status + "\r\n");
    request
        .lines()
        .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
        .forEach(line -> answer.append(line).append("\r\n"));
    send(
        answer
            + more
            + type
            + "Content-Length: "
            + text.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + text);
  }

  @Override
  public void close() {
    socket.close();
  }
}
