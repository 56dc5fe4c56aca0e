package org.liniya.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;

/**
 * The program that {@link CrashTest} kills: opens tickets, commits events and prints a line for
 * each when, and only when, it was acknowledged; or only notes events, twenty to a call, and some
 * that may be lost. It ends by itself when nobody reads its lines any more. Arguments: data folder,
 * URL, user, password, {@code commit} or {@code note}, and a seed.
 */
final class Committer {
  private Committer() {}

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
    Store store = Store.open(settings, FreshStore.TIME, Path.of(arguments[0]), TicketPlan.STANDARD);
    if (arguments[4].equals("note")) {
      noteForEver(store, new Random(0), System.out);
    }
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(4L * Integer.parseInt(arguments[5]) + thread);
      Thread.ofPlatform().start(() -> commitForEver(store, random, System.out));
    }
  }

  private static void commitForEver(Store store, Random random, PrintStream out) {
    Instant at = FreshStore.TIME.now();
    while (!out.checkError()) {
      CallId call = CallId.create(at, random);
      TicketNumber number = store.tickets().open(call, "a", Identity.NONE, Language.RU, at);
      out.println("ticket " + call + " " + number);
      for (int seq = 2; seq <= 10; seq += 2) {
        store.journal().note(call, at, new JournalEvent.StepEntered("step"));
        store.journal().commit(call, at, new JournalEvent.Rated(5));
        out.println("events " + call + " " + seq);
      }
    }
    Runtime.getRuntime().halt(1);
  }

  /** Slower than the database, which would else have to drop some. */
  private static void noteForEver(Store store, Random random, PrintStream out) {
    Instant at = FreshStore.TIME.now();
    while (!out.checkError()) {
      CallId call = CallId.create(at, random);
      for (int seq = 1; seq <= 20; seq++) {
        store.journal().note(call, at, new JournalEvent.StepEntered("step"));
        out.println("noted " + call + " " + seq);
        LockSupport.parkNanos(2_000_000);
      }
      store.journal().mention(call, at, new JournalEvent.LegSignalled("a", "caller", List.of(), 0));
    }
    Runtime.getRuntime().halt(1);
  }
}
