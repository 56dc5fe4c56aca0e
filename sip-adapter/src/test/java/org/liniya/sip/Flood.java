package org.liniya.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Sends as fast as it can, until closed. */
final class Flood implements AutoCloseable {

  /** What is sent, and from where. */
  enum Kind {
    /** Strangers' calls, guesses of passwords, OPTIONS, rubbish; half of it from one address. */
    MIXED(20, 66),
    /** INFO of dialogs that were never there, each with a tag, from one address. */
    TAGGED(1, 66),
    /** All of these from the address of an operator and of a caller who is inside. */
    NEIGHBOUR(1, 1);

    private final int sources;
    private final int first;

    Kind(int sources, int first) {
      this.sources = sources;
      this.first = first;
    }
  }

  private final AtomicBoolean on = new AtomicBoolean(true);
  private final AtomicLong sent = new AtomicLong();
  private final Thread thread;

  private final Kind kind;

  Flood(int serverPort, Kind kind) {
    this.kind = kind;
    thread = Thread.ofPlatform().name("flood").start(() -> run(serverPort));
  }

  long sent() {
    return sent.get();
  }

  private void run(int serverPort) {
    Random random = new Random(66);
    InetSocketAddress server = new InetSocketAddress(Bench.LOOPBACK, serverPort);
    DatagramSocket[] sources = new DatagramSocket[kind.sources];
    try {
      for (int i = 0; i < sources.length; i++) {
        sources[i] = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0." + (kind.first + i)));
      }
      while (on.get()) {
        DatagramSocket source = sources[random.nextBoolean() ? 0 : random.nextInt(sources.length)];
        byte[] bytes = message(random, source).getBytes(StandardCharsets.ISO_8859_1);
        source.send(new DatagramPacket(bytes, bytes.length, server));
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      for (DatagramSocket source : sources) {
        source.close();
      }
    }
  }

  private String message(Random random, DatagramSocket source) {
    int which =
        switch (kind) {
          case MIXED -> random.nextInt(5);
          case TAGGED -> 5;
          case NEIGHBOUR -> random.nextInt(6);
        };
    return switch (which) {
      case 0 -> request("INVITE", "hotline", random, source, "", RawPhone.SDP);
      case 1 -> request("INVITE", "nobody", random, source, "", RawPhone.SDP);
      case 2 ->
          request(
              "REGISTER",
              "1001",
              random,
              source,
              "Authorization: Digest username=\"1001\", realm=\"liniya\", nonce=\"x\", uri=\"sip:x\","
                  + " response=\"0\", qop=auth, nc=00000001, cnonce=\"y\"\r\n",
              "");
      case 3 -> request("OPTIONS", "hotline", random, source, "", "");
      case 5 ->
          request("INFO", "hotline", random, source, "", "")
              .replaceFirst("(To: <[^>]*>)", "$1;tag=zzz");
      default -> {
        byte[] rubbish = new byte[random.nextInt(1_000)];
        random.nextBytes(rubbish);
        yield new String(rubbish, StandardCharsets.ISO_8859_1);
      }
    };
  }

  private static String request(
      String method, String user, Random random, DatagramSocket source, String more, String sdp) {
    String body = sdp.replace("\n", "\r\n");
    String at = source.getLocalAddress().getHostAddress() + ":" + source.getLocalPort();
    String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
    return """
        %s sip:%s@127.0.0.1 SIP/2.0\r
        Via: SIP/2.0/UDP %s;rport;branch=z9hG4bK%d\r
        From: <sip:+79005550166@127.0.0.1>;tag=%d\r
        To: <sip:%s@127.0.0.1>\r
        Call-ID: %d\r
        CSeq: 1 %s\r
        Contact: <sip:x@%s>\r
        Max-Forwards: 70\r
        %s%sContent-Length: %d\r
        \r
        %s"""
        .formatted(
            method,
            user,
            at,
            random.nextLong() >>> 1,
            random.nextInt(),
            user,
            random.nextLong(),
            method,
            at,
            more,
            type,
            body.length(),
            body);
  }

  @Override
  public void close() {
    on.set(false);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
