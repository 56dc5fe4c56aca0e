package org.liniya.server.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.call.Secret;
import org.liniya.ticket.NoticeKind;

/** A help desk that takes webhooks, over real HTTP; answers 204 unless it is told otherwise. */
public final class Receiver implements AutoCloseable {

  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** What it was sent. */
  public record Delivery(String id, String timestamp, String signature, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final Map<String, String> headers;
  final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

  private Receiver(int port, Map<String, String> headers) throws IOException {
    this.headers = headers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setExecutor(threads);
    server.createContext("/taken", this::take);
    server.createContext("/silent", this::keepSilent);
    server.createContext("/endless", this::talkForEver);
    server.start();
  }

  public static Receiver start() throws IOException {
    return new Receiver(0, Map.of());
  }

  /** With headers in every answer. */
  static Receiver start(Map<String, String> headers) throws IOException {
    return new Receiver(0, headers);
  }

  /** Again where another one was. */
  public static Receiver startAt(int port) throws IOException {
    return new Receiver(port, Map.of());
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The statuses of the next answers. */
  void answers(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  WebhookReceiver configured(String name, String path) {
    return configured(name, port(), path);
  }

  static WebhookReceiver configured(String name, int port, String path) {
    return new WebhookReceiver(
        name,
        URI.create("http://127.0.0.1:" + port + path),
        List.of(key(KEY)),
        EnumSet.allOf(NoticeKind.class),
        true);
  }

  static SigningKey key(byte[] bytes) {
    return SigningKey.of(new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes)))
        .orElseThrow();
  }

  /** The next delivery; waits for it. */
  public Delivery next() throws InterruptedException {
    return Optional.ofNullable(deliveries.poll(20, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing arrived"));
  }

  private Delivery delivery(HttpExchange exchange) throws IOException {
    return new Delivery(
        exchange.getRequestHeaders().getFirst("webhook-id"),
        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
        exchange.getRequestHeaders().getFirst("webhook-signature"),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private void take(HttpExchange exchange) throws IOException {
    Delivery delivery = delivery(exchange);
    headers.forEach(exchange.getResponseHeaders()::add);
    deliveries.add(delivery);
    exchange.sendResponseHeaders(Optional.ofNullable(answers.poll()).orElse(204), -1);
    exchange.close();
  }

  private void keepSilent(HttpExchange exchange) throws IOException {
    deliveries.add(delivery(exchange));
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  /** Until nobody listens. */
  private void talkForEver(HttpExchange exchange) throws IOException {
    deliveries.add(delivery(exchange));
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(new byte[8_192]);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
