package org.liniya.testkit.phone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A client of baresip's module ctrl_tcp: JSON objects as netstrings ({@code LENGTH:TEXT,}),
 * commands one way, responses and events the other. Any thread may send; events are handed over on
 * the connection's own reading thread.
 *
 * <p>baresip serves one such connection: a second one silently takes the place of the first.
 */
final class CtrlTcp implements AutoCloseable {
  private static final int LONGEST = 1 << 20;

  private final Socket socket;
  private final Consumer<BaresipEvent> listener;
  private final AtomicInteger tokens = new AtomicInteger();
  private final Map<String, CompletableFuture<Map<String, String>>> waiting =
      new ConcurrentHashMap<>();

  private CtrlTcp(Socket socket, Consumer<BaresipEvent> listener) {
    this.socket = socket;
    this.listener = listener;
  }

  /**
   * Connects and starts to read.
   *
   * @throws IOException when nobody listens there yet
   */
  static CtrlTcp connect(int port, Consumer<BaresipEvent> listener) throws IOException {
    CtrlTcp control = new CtrlTcp(new Socket(InetAddress.ofLiteral("127.0.0.1"), port), listener);
    Thread.ofPlatform().daemon().name("baresip-" + port).start(control::read);
    return control;
  }

  /**
   * Sends a command and waits for its response.
   *
   * @return what the command printed
   * @throws IllegalStateException when baresip refuses it, or does not answer within 10 s
   */
  String command(String name, String parameters) {
    String token = "t" + tokens.incrementAndGet();
    CompletableFuture<Map<String, String>> response = new CompletableFuture<>();
    waiting.put(token, response);
    send(
        "{\"command\":%s,\"params\":%s,\"token\":\"%s\"}"
            .formatted(FlatJson.quote(name), FlatJson.quote(parameters), token));
    Map<String, String> answer = await(name, response);
    if (!"true".equals(answer.get("ok"))) {
      throw new IllegalStateException(
          "baresip refuses " + name + ": " + answer.getOrDefault("data", ""));
    }
    return answer.getOrDefault("data", "");
  }

  private static Map<String, String> await(
      String name, CompletableFuture<Map<String, String>> response) {
    try {
      return response.get(10, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException broken) {
      throw new IllegalStateException("baresip did not answer " + name, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, interrupted);
    }
  }

  private synchronized void send(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] head = (text.length + ":").getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[head.length + text.length + 1];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(text, 0, message, head.length, text.length);
    message[message.length - 1] = ',';
    try {
      socket.getOutputStream().write(message);
    } catch (IOException broken) {
      throw new UncheckedIOException("baresip's control connection is broken", broken);
    }
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
      while (true) {
        take(FlatJson.read(netstring(in)));
      }
    } catch (IOException ended) {
      waiting.values().forEach(response -> response.completeExceptionally(ended));
    }
  }

  private void take(Map<String, String> message) {
    if ("true".equals(message.get("event"))) {
      listener.accept(BaresipEvent.of(Instant.now(), message));
      return;
    }
    CompletableFuture<Map<String, String>> response =
        waiting.remove(message.getOrDefault("token", ""));
    if (response != null) {
      response.complete(message);
    }
  }

  private static String netstring(InputStream in) throws IOException {
    int length = 0;
    for (int c = in.read(); c != ':'; c = in.read()) {
      if (c < '0' || c > '9' || length > LONGEST) {
        throw new IOException("end of the control connection");
      }
      length = length * 10 + c - '0';
    }
    byte[] text = in.readNBytes(length);
    if (in.read() != ',') {
      throw new IOException("end of the control connection");
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
