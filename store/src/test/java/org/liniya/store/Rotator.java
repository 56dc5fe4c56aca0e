package org.liniya.store;

import java.nio.file.Path;
import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.ticket.TicketPlan;

/**
 * The program that {@link RotationKilledTest} kills: changes the master key. Arguments: data
 * folder, URL, user, password.
 */
final class Rotator {
  private Rotator() {}

  public static void main(String[] arguments) {
    StoreSettings usual = StoreSettings.defaults();
    StoreSettings settings =
        new StoreSettings(
            Optional.of(arguments[1]),
            arguments[2],
            new Secret(arguments[3]),
            Optional.empty(),
            usual.connections(),
            usual.timeout(),
            usual.maxWaiting());
    try (Store store =
        Store.open(settings, FreshStore.TIME, Path.of(arguments[0]), TicketPlan.STANDARD)) {
      boolean done = false;
      while (!done) {
        done = store.keyRotation().advance().done();
      }
    }
  }
}
