package org.liniya.server.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody outside who is told of every change of a ticket; keeps all that came. */
final class CanaryReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<String> came = new CopyOnWriteArrayList<>();

  CanaryReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          came.add(exchange.getRequestURI() + "\n" + exchange.getRequestHeaders() + "\n" + body);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  /** Makes it the receiver of a configuration. */
  void in(ConfigCopy config) throws IOException {
    var secret = config.folder().resolve("receiver.secret");
    Files.writeString(secret, "whsec_" + Base64.getEncoder().encodeToString(new byte[32]) + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        config.folder().resolve("webhooks.yaml"),
        """
        receivers:
          help-desk:
            url: http://127.0.0.1:%d/
            secret: ${file:%s}
        """
            .formatted(server.getAddress().getPort(), secret));
  }

  /** All requests so far: address, header lines, body. */
  List<String> came() {
    return List.copyOf(came);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
