package org.liniya.server.identity;

import java.util.List;
import java.util.Map;
import org.liniya.server.service.HttpServices;
import org.liniya.server.service.Registry;
import org.liniya.server.service.Service;

/** Services over a real HTTP server of the test. */
final class Asked implements AutoCloseable {

  static final String NAME = "outside";

  final Registry server;
  final HttpServices services;

  Asked() throws java.io.IOException {
    server = new Registry();
    services =
        new HttpServices(
            List.of(new Service(NAME, server.base(), Map.of(), Service.LONGEST, 2, true)),
            System::nanoTime);
  }

  /** Until it is told otherwise. */
  void hangs() {
    server.behaves(_ -> server.hang());
  }

  @Override
  public void close() {
    services.close();
    server.close();
  }
}
