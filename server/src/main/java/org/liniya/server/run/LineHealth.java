package org.liniya.server.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liniya.console.HealthCheck;
import org.liniya.server.identity.Identification;
import org.liniya.server.service.HttpServices;
import org.liniya.server.webhook.Webhooks;
import org.liniya.store.Store;

/** Whether the line can take calls, and what else to look at. Thread-safe. */
record LineHealth(
    Store store,
    ActiveCalls active,
    Webhooks webhooks,
    HttpServices services,
    Identification identification,
    AsteriskHealth asterisk)
    implements HealthCheck {

  @Override
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (!store.healthy()) {
      faults.add("the database does not answer");
    }
    if (active.draining()) {
      faults.add("the line is draining");
    }
    faults.addAll(asterisk.faults());
    return faults;
  }

  @Override
  public List<String> notes() {
    return Stream.of(webhooks.notes(), services.notes(), identification.notes(), asterisk.notes())
        .flatMap(List::stream)
        .toList();
  }
}
