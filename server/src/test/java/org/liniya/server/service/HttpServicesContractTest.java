package org.liniya.server.service;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.liniya.port.Services;
import org.liniya.testkit.call.ServicesContract;

@Timeout(60)
class HttpServicesContractTest extends ServicesContract {

  private final Registry registry = new Registry();
  private final HttpServices services =
      new HttpServices(
          List.of(new Service("portal", registry.base(), Map.of(), Service.LONGEST, 2, false)),
          System::nanoTime);

  HttpServicesContractTest() throws IOException {}

  @AfterEach
  void close() {
    services.close();
    registry.close();
  }

  @Override
  protected Services services() {
    return services;
  }

  @Override
  protected void portalSaysDone() {
    registry.answers(200, "{\"status\":{\"text\":\"done\"}}");
  }

  @Override
  protected void portalKnowsNothing() {
    registry.answers(404, "");
  }

  @Override
  protected void portalIsUnwell() {
    registry.answers(500, "");
  }

  @Override
  protected void portalHangs() {
    registry.behaves(_ -> registry.hang());
  }

  @Override
  protected void passTime() {} // it passes by itself
}
