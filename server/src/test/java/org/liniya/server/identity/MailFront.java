package org.liniya.server.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Stands before a real mail server and behaves as a test wants. */
final class MailFront implements AutoCloseable {

  /** What it does with a connection. */
  interface Manner {
    void serve(Socket client) throws IOException;
  }

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** One entry for each connection that came. */
  final BlockingQueue<String> came = new LinkedBlockingQueue<>();

  /** Counted down when a client that was left hanging has closed its connection. */
  final CountDownLatch givenUp = new CountDownLatch(1);

  private volatile Manner manner;

  MailFront(Manner manner) throws IOException {
    this.manner = manner;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void behaves(Manner to) {
    manner = to;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        open.add(client);
        came.add("connection");
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void serve(Socket client) {
    try (client) {
      manner.serve(client);
    } catch (IOException e) {
      // the client has gone, as some tests want
    }
  }

  /** Says nothing until the client goes. */
  void hang(Socket client) throws IOException {
    try {
      while (client.getInputStream().read() >= 0) {
        // not even an answer
      }
    } finally {
      givenUp.countDown();
    }
  }

  /** Each line comes in time; the whole never ends, until the client goes. */
  void greetForEver(Socket client) throws IOException {
    try {
      while (true) {
        say(client, "220-hello");
      }
    } finally {
      givenUp.countDown();
    }
  }

  /** Speaks plainly: a greeting, then what {@code answers} has for the first word of each line. */
  static Manner says(String greeting, Map<String, String> answers) {
    return client -> {
      BufferedReader in = lines(client);
      say(client, greeting);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String word = line.split("[ :]", 2)[0];
        say(client, answers.getOrDefault(word, "250 ok"));
        if (word.equals("QUIT")) {
          return;
        }
      }
    };
  }

  /** Everything to and from the real server. */
  static Manner passesOn(int port) {
    return client -> pass(client, new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** As {@link #passesOn}, over TLS from the first byte. */
  static Manner tls(SSLContext context, int port) {
    return client -> passesOn(port).serve(secured(context, client));
  }

  /** As {@link #passesOn}, over TLS once the client has said STARTTLS (RFC 3207). */
  static Manner starttls(SSLContext context, int port) {
    return client -> {
      say(client, "220 front");
      expect(client, "EHLO");
      say(client, "250-front\r\n250 STARTTLS");
      expect(client, "STARTTLS");
      say(client, "220 go on");
      SSLSocket secured = secured(context, client);
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      line(server.getInputStream()); // its greeting, which the client has had from us
      pass(secured, server);
    };
  }

  private static SSLSocket secured(SSLContext context, Socket client) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(client, "", client.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private static void pass(Socket client, Socket server) throws IOException {
    try (client;
        server) {
      Thread back = Thread.ofVirtual().start(() -> copy(server, client));
      client.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
      back.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of the two has gone
    }
  }

  private static void expect(Socket client, String word) throws IOException {
    String line = line(client.getInputStream());
    if (!line.startsWith(word)) {
      throw new IOException("the client says " + line + " instead of " + word);
    }
  }

  /** Byte by byte, for what comes behind it is not ours to read. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private static BufferedReader lines(Socket client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static void say(Socket client, String line) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
