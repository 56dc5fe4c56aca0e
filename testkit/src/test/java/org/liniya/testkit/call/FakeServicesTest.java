package org.liniya.testkit.call;

import java.time.Duration;
import java.util.Map;
import org.liniya.port.Services;

class FakeServicesTest extends ServicesContract {

  private final FakeInbox inbox = new FakeInbox(new FakeTime());
  private final FakeServices services = new FakeServices(inbox);

  @Override
  protected Services services() {
    return services;
  }

  @Override
  protected void portalSaysDone() {
    services.says("portal", Map.of("status.text", "done"));
  }

  @Override
  protected void portalKnowsNothing() {
    services.knowsNothing("portal");
  }

  @Override
  protected void portalIsUnwell() {
    services.fails("portal", Services.Reason.UNWELL);
  }

  @Override
  protected void portalHangs() {
    services.hangs("portal");
  }

  @Override
  protected void passTime() throws InterruptedException {
    var _ = inbox.next(Duration.ofSeconds(1));
  }
}
