package org.liniya.testkit.call;

import java.time.Duration;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.Services;

class FakeRegistryTest extends RemoteRegistryContract {

  private final FakeInbox inbox = new FakeInbox(new FakeTime());
  private final FakeRegistry registry = new FakeRegistry(inbox);

  @Override
  protected CitizenRegistry registry() {
    return registry;
  }

  @Override
  protected void knowsOnePerson() {
    registry.knows(SNILS, KNOWN);
  }

  @Override
  protected void isAway() {
    registry.away(Services.Reason.UNWELL);
  }

  @Override
  protected void hangs() {
    registry.hangs();
  }

  @Override
  protected void passTime() throws InterruptedException {
    var _ = inbox.next(Duration.ofSeconds(1));
  }
}
