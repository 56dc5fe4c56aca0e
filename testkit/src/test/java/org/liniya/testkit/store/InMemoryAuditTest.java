package org.liniya.testkit.store;

import org.liniya.port.Audit;

final class InMemoryAuditTest extends AuditContract {
  private final InMemoryAudit fake = new InMemoryAudit();

  @Override
  protected Audit audit() {
    return fake;
  }
}
