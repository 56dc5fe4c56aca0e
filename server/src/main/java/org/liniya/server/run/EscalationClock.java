package org.liniya.server.run;

import java.time.Duration;
import java.util.List;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.port.Time;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the deadlines of tickets every {@link #PERIOD} and has each level told once: it stands
 * in the ticket's history and in the log. What is told is kept first, so a level that the log names
 * is never told again; one that a crash cut off stands in the history all the same. One virtual
 * thread of its own.
 */
final class EscalationClock implements AutoCloseable {

  static final Duration PERIOD = Duration.ofSeconds(30);

  /** So many tickets are looked at before the database is left to others. */
  private static final int BATCH = 200;

  /** So many levels are named in the log at one look; of the others there is one line. */
  static final int MOST_LINES = 20;

  private static final Logger LOG = LoggerFactory.getLogger(EscalationClock.class);

  private final TicketDesk desk;
  private final Time time;
  private final Thread thread;

  private EscalationClock(TicketDesk desk, Time time) {
    this.desk = desk;
    this.time = time;
    this.thread = Thread.ofVirtual().name("escalation").unstarted(this::run);
  }

  /** Starts looking; the levels may have been changed since, or may be while this runs. */
  static EscalationClock start(TicketDesk desk, Time time) {
    EscalationClock clock = new EscalationClock(desk, time);
    clock.thread.start();
    return clock;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        desk.reckonAgain(time.now());
        look(desk, time);
      } catch (StoreException e) {
        LOG.atWarn().setCause(e).log("deadlines cannot be looked at; tried again soon");
      }
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Tells all that is due now; gives how many levels were told. */
  static int look(TicketDesk desk, Time time) {
    int told = 0;
    List<TicketNumber> tickets;
    do {
      tickets = desk.nearing(time.now(), BATCH);
      for (TicketNumber number : tickets) {
        for (EscalationLevel level : desk.escalate(number, time.now())) {
          told++;
          if (told <= MOST_LINES) {
            LOG.atWarn()
                .addKeyValue("ticket", number.digits())
                .addKeyValue("due", level.due().word())
                .addKeyValue("level", level.name())
                .log("a ticket's deadline concerns this level");
          }
        }
      }
    } while (tickets.size() == BATCH && !Thread.currentThread().isInterrupted());
    if (told > MOST_LINES) {
      LOG.atWarn()
          .addKeyValue("more", told - MOST_LINES)
          .log("further deadlines concern their levels; each stands in its ticket's history");
    }
    return told;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
