package org.liniya.console;

import java.util.List;
import java.util.Optional;

/** Two editions; what a reload finds is for the test to say. */
final class FakeEditions implements LineEditions {
  static final View NEW = new View("0123456789ab", FakePorts.AT, List.of("hotline 1a2b3c"), true);
  static final View OLD = new View("ba9876543210", FakePorts.AT, List.of("hotline aaaaaa"), false);

  volatile Outcome outcome = new Outcome.Taken(NEW);

  @Override
  public List<View> latest() {
    return List.of(NEW, OLD);
  }

  @Override
  public Outcome reload() {
    return outcome;
  }

  @Override
  public Optional<Outcome> use(String id) {
    return latest().stream()
        .filter(edition -> edition.id().equals(id))
        .findFirst()
        .map(Outcome.Taken::new);
  }
}
