package org.liniya.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.port.Outbox;
import org.liniya.port.WebhookDesk;

/** One receiver over an outbox; remembers what was asked of it. */
final class FakeWebhooks implements WebhookDesk {
  final List<String> asked = new ArrayList<>();
  volatile Optional<String> problem = Optional.empty();

  private final Outbox outbox;

  FakeWebhooks(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<View> receivers() {
    Outbox.Counts counts = outbox.counts("help-desk");
    return List.of(
        new View(
            "help-desk",
            "https://desk.example.org",
            true,
            List.of("opened", "solved"),
            counts.waiting(),
            counts.dead()));
  }

  @Override
  public Optional<Integer> retry(String receiver) {
    asked.add("retry " + receiver);
    return Optional.of(outbox.retry(receiver, FakePorts.AT));
  }

  @Override
  public Optional<Tested> sendTest(String receiver) {
    asked.add("test " + receiver);
    return Optional.of(new Tested(problem));
  }
}
