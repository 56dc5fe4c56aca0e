package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * A UDP socket of 127.0.0.1 that sends SIP as it is written, right or wrong. Nothing is repeated,
 * acknowledged or answered by itself. Belongs to one thread.
 */
public final class RawSip implements AutoCloseable {
  private final DatagramSocket socket;
  private final InetSocketAddress server;
  private final List<SipMessage> received = new ArrayList<>();

  private RawSip(DatagramSocket socket, InetSocketAddress server) {
    this.socket = socket;
    this.server = server;
  }

  /**
   * Opens a socket that talks to a server on 127.0.0.1.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static RawSip to(int serverPort) {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try {
      // the kernel's choice: it needs no port that outlives it, and a storm opens thousands
      DatagramSocket socket = new DatagramSocket(0, loopback);
      return new RawSip(socket, new InetSocketAddress(loopback, serverPort));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot open a UDP port", broken);
    }
  }

  /** Our own port. */
  public int port() {
    return socket.getLocalPort();
  }

  /**
   * Sends a message. Line ends become CRLF; {@code {port}}, {@code {server}}, {@code {len}} (bytes
   * of the body) are filled in.
   */
  public void send(String message) {
    sendBytes(complete(message).getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes as they are. */
  public void sendBytes(byte[] bytes) {
    sendBytes(bytes, server);
  }

  private void sendBytes(byte[] bytes, InetSocketAddress to) {
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot send to " + to, broken);
    }
  }

  /**
   * Waits for a message that fits; others are kept in {@link #received()}.
   *
   * @throws AssertionError with what came instead
   */
  public SipMessage await(Predicate<SipMessage> fits, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    byte[] buffer = new byte[65_535];
    while (true) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        throw new AssertionError(
            "no such SIP message in "
                + atMost.toMillis()
                + " ms; came: "
                + received.stream().map(SipMessage::startLine).toList());
      }
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.setSoTimeout((int) leftMs);
        socket.receive(packet);
      } catch (SocketTimeoutException over) {
        continue; // reported at the top
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      SipMessage message =
          SipMessage.parse(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
      received.add(message);
      if (fits.test(message)) {
        return message;
      }
    }
  }

  /** Waits for a response of that status. */
  public SipMessage awaitStatus(int status, Duration atMost) {
    return await(message -> message.status() == status, atMost);
  }

  /** Waits for a request of that method. */
  public SipMessage awaitRequest(String method, Duration atMost) {
    return await(message -> message.isRequest(method), atMost);
  }

  /** Everything that came so far. */
  public List<SipMessage> received() {
    return List.copyOf(received);
  }

  /**
   * Answers a request without a body.
   *
   * @param toTag our tag for To, used when the request has none
   */
  public void respond(SipMessage request, int status, String toTag) {
    send(response(request, status, toTag, ""));
  }

  /**
   * Answers a request that came from another port than the server's; {@code headers} each end in a
   * new line.
   */
  public void answerTo(int clientPort, SipMessage request, int status, String headers) {
    byte[] answer =
        complete(response(request, status, "raw", headers)).getBytes(StandardCharsets.UTF_8);
    sendBytes(answer, new InetSocketAddress(server.getAddress(), clientPort));
  }

  private static String response(SipMessage request, int status, String toTag, String headers) {
    StringBuilder answer = new StringBuilder("SIP/2.0 " + status + " Test\n");
    request.headers("Via").forEach(via -> answer.append("Via: ").append(via).append('\n'));
    request
        .headers("Record-Route")
        .forEach(route -> answer.append("Record-Route: ").append(route).append('\n'));
    for (String name : List.of("From", "To", "Call-ID", "CSeq")) {
      String tag = name.equals("To") && request.toTag().isEmpty() ? ";tag=" + toTag : "";
      answer
          .append(name)
          .append(": ")
          .append(request.header(name).orElse(""))
          .append(tag)
          .append('\n');
    }
    return answer + "Contact: <sip:127.0.0.1:{port}>\n" + headers + "Content-Length: 0\n\n";
  }

  /**
   * Registers this socket as an operator's contact, with digest MD5 (RFC 2617 section 3.2.2).
   *
   * @return the last response: 200, or the refusal
   */
  public SipMessage register(
      String user, String password, String realmAddress, int expiresSeconds) {
    String callId = "raw-" + port() + "-" + System.nanoTime();
    send(registerText(user, realmAddress, callId, 1, expiresSeconds, ""));
    SipMessage challenge = await(message -> message.status() >= 200, Duration.ofSeconds(5));
    if (challenge.status() != 401) {
      return challenge;
    }
    String authorization =
        authorization(challenge, user, password, "REGISTER", "sip:" + realmAddress);
    send(registerText(user, realmAddress, callId, 2, expiresSeconds, authorization));
    return await(
        message -> message.status() >= 200 && message.header("CSeq").orElse("").startsWith("2 "),
        Duration.ofSeconds(5));
  }

  private static String registerText(
      String user,
      String domain,
      String callId,
      int cseq,
      int expiresSeconds,
      String authorization) {
    return """
    REGISTER sip:%2$s SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK%3$s-%4$d;rport
    From: <sip:%1$s@%2$s>;tag=raw
    To: <sip:%1$s@%2$s>
    Call-ID: %3$s
    CSeq: %4$d REGISTER
    Contact: <sip:%1$s@127.0.0.1:{port}>
    Expires: %5$d
    Max-Forwards: 70
    %6$sContent-Length: 0

    """
        .formatted(user, domain, callId, cseq, expiresSeconds, authorization);
  }

  /** The header line that answers a challenge; empty qop or {@code auth}. */
  public static String authorization(
      SipMessage challenge, String user, String password, String method, String uri) {
    String asked =
        challenge
            .header("WWW-Authenticate")
            .or(() -> challenge.header("Proxy-Authenticate"))
            .orElse("");
    String realm = quoted(asked, "realm");
    String nonce = quoted(asked, "nonce");
    String ha1 = md5(user + ":" + realm + ":" + password);
    String ha2 = md5(method + ":" + uri);
    boolean qop = asked.contains("qop=");
    String response =
        qop
            ? md5(ha1 + ":" + nonce + ":00000001:raw:auth:" + ha2)
            : md5(ha1 + ":" + nonce + ":" + ha2);
    return "Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=MD5%s\n"
        .formatted(
            user,
            realm,
            nonce,
            uri,
            response,
            qop ? ", qop=auth, nc=00000001, cnonce=\"raw\"" : "");
  }

  private static String quoted(String header, String name) {
    int at = header.indexOf(name + "=\"");
    if (at < 0) {
      return "";
    }
    int start = at + name.length() + 2;
    return header.substring(start, header.indexOf('"', start));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }

  private String complete(String message) {
    String text =
        message
            .replace("{port}", Integer.toString(port()))
            .replace("{server}", "127.0.0.1:" + server.getPort())
            .replace("\r\n", "\n")
            .replace("\n", "\r\n");
    int body = text.indexOf("\r\n\r\n");
    int length = body < 0 ? 0 : text.substring(body + 4).getBytes(StandardCharsets.UTF_8).length;
    return text.replace("{len}", Integer.toString(length));
  }

  @Override
  public void close() {
    socket.close();
  }
}
