package org.liniya.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.liniya.port.Outbox;
import org.liniya.port.Time;
import org.liniya.ticket.TicketPlan;

/** Gives each test a store over a new database, and removes it. */
final class FreshStore implements BeforeEachCallback, AfterEachCallback {
  /** A clock that stands still: the store needs one for the age of keys only. */
  static final Time TIME =
      new Time() {
        @Override
        public Instant now() {
          return Instant.parse("2026-11-23T12:00:00Z");
        }

        @Override
        public Duration elapsed() {
          return Duration.ZERO;
        }
      };

  private final FreshDatabase database = FreshDatabase.withTables();
  private final TicketPlan plan;
  private final List<Outbox.Subscription> subscriptions;
  private @Nullable Store store;

  FreshStore() {
    this(TicketPlan.STANDARD);
  }

  FreshStore(TicketPlan plan) {
    this(plan, List.of());
  }

  FreshStore(TicketPlan plan, List<Outbox.Subscription> subscriptions) {
    this.plan = plan;
    this.subscriptions = subscriptions;
  }

  Store store() {
    return requireNonNull(store);
  }

  FreshDatabase database() {
    return database;
  }

  Path folder() {
    return database.folder();
  }

  StoreSettings settings() {
    return database.settings();
  }

  /** Closes the store and opens it again, as a restart does. */
  Store restart() {
    if (store != null) {
      store.close();
      store = null;
    }
    store = Store.open(settings(), TIME, folder(), () -> plan, subscriptions);
    return store;
  }

  /** Says that the test has closed the store for good. */
  void gone() {
    store = null;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    database.beforeEach(context);
    store = Store.open(settings(), TIME, folder(), () -> plan, subscriptions);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (store != null) {
      store.close();
    }
    database.afterEach(context);
  }
}
