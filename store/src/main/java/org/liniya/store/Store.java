package org.liniya.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.liniya.acd.AcdRecord;
import org.liniya.port.Applicants;
import org.liniya.port.Audit;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Contacts;
import org.liniya.port.DialogStore;
import org.liniya.port.Journal;
import org.liniya.port.JournalLines;
import org.liniya.port.KeyRotation;
import org.liniya.port.OperatorStates;
import org.liniya.port.OperatorStore;
import org.liniya.port.Outbox;
import org.liniya.port.Persons;
import org.liniya.port.RegistrationStore;
import org.liniya.port.Retention;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketExport;
import org.liniya.port.TicketHolds;
import org.liniya.port.TicketStore;
import org.liniya.port.Time;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;

/**
 * The database, open: gives the ports of the core that keep data. Thread-safe; the ports block
 * their caller a bounded time (but for those that never block) and may be used from virtual
 * threads.
 */
public final class Store implements AutoCloseable {
  private final DataSource source;
  private final Closeable pool;
  private final SoleUse soleUse;
  private final Sql sql;
  private AutoCloseable pulse = () -> {};
  private final JournalTable journal;
  private final DialogsTable dialogs;
  private final TicketLives ticketDesk;
  private final TicketStore tickets;
  private final CallStore calls;
  private final Contacts contacts;
  private final Callbacks callbacks;
  private final OperatorStore operators;
  private final AuditTable audit;
  private final RegistrationStore registrations;
  private final KeyRotation keyRotation;
  private final Applicants applicants;
  private final Persons persons;

  /** The master keys, where they are kept, and a clock for their age. */
  private record Keys(MasterKeys master, KeyFile file, Time time) {}

  private final TicketHolds ticketHolds;
  private final Retention retention;
  private final Outbox outbox;
  private final TicketExport export;
  private final JournalLines journalLines;
  private final OperatorStates operatorStates;
  private final AcdRecord acdRecord;

  private Store(
      DataSource source,
      Closeable pool,
      SoleUse soleUse,
      StoreSettings settings,
      Keys keys,
      Supplier<TicketNumber> numbers,
      Supplier<TicketPlan> plan,
      OutboxWriter outboxWriter,
      Path dataFolder) {
    this.source = source;
    this.pool = pool;
    this.soleUse = soleUse;
    // Two connections are for the batch writers, so that nobody waits for one.
    this.sql = new Sql(source, settings.dialect(), settings.timeout(), settings.connections() - 2);
    this.journal = new JournalTable(sql, settings);
    this.acdRecord = new AcdInputsTable(sql, journal);
    this.dialogs = new DialogsTable(sql, settings, keys.master());
    PersonKeys personKeys = new PersonKeys(keys.master());
    LookUpHashes hashes = new LookUpHashes(sql, keys.master());
    this.ticketDesk = new TicketLives(sql, personKeys, plan, outboxWriter);
    this.outbox = new OutboxTable(sql);
    this.export = new TicketPages(sql);
    this.journalLines = new JournalLinesTable(sql);
    this.operatorStates = new OperatorStatesTable(sql);
    this.tickets = new TicketsTable(sql, numbers, personKeys, ticketDesk, hashes, keys.time());
    this.calls = new CallsTable(sql, personKeys, hashes);
    this.callbacks = new CallbacksTable(sql, personKeys, keys.master(), hashes);
    this.contacts = new ContactsTable(sql);
    this.operators = new OperatorsTable(sql);
    this.audit =
        new AuditTable(
            sql,
            new AuditChain(new KeyFile(dataFolder.resolve("audit.key")).ensure()),
            new AuditHead(dataFolder.resolve("audit.head")));
    this.registrations = new RegistrationsTable(sql);
    this.applicants = new ApplicantsTable(sql, personKeys, hashes);
    this.persons = new PersonsTable(sql, personKeys);
    this.keyRotation = new MasterKeyRotation(sql, keys.master(), keys.file(), keys.time());
    this.ticketHolds = new TicketHoldsTable(sql, personKeys);
    this.retention = new RetentionTable(sql, personKeys);
  }

  /**
   * Opens the database, makes or migrates its tables, and starts the writers.
   *
   * @param time for the age of keys
   * @param dataFolder made when it is not there; holds {@code liniya.mv.db} and {@code field.key}
   *     unless the settings say otherwise
   * @param plan which deadlines tickets get
   * @throws StoreException when that is not possible, with a message for the administrator
   */
  public static Store open(StoreSettings settings, Time time, Path dataFolder, TicketPlan plan) {
    return open(settings, time, dataFolder, () -> plan, List.of());
  }

  /**
   * As {@link #open(StoreSettings, Time, Path, TicketPlan)}, with receivers outside that are told
   * of the changes of tickets; without any the {@link #outbox} stays as it is.
   *
   * @param plan asked anew for each ticket
   */
  public static Store open(
      StoreSettings settings,
      Time time,
      Path dataFolder,
      Supplier<TicketPlan> plan,
      List<Outbox.Subscription> subscriptions) {
    makeFolder(dataFolder);
    var source = Database.connect(settings, dataFolder);
    try {
      SoleUse soleUse = Database.soleUse(settings, dataFolder);
      try {
        source = Database.migrate(source, settings, dataFolder);
        KeyFile keyFile =
            new KeyFile(settings.keyFile().orElseGet(() -> dataFolder.resolve("field.key")));
        Keys keys = new Keys(FieldKeys.keys(source, keyFile, time), keyFile, time);
        Store store =
            new Store(
                source,
                source,
                soleUse,
                settings,
                keys,
                new TicketNumbers(),
                plan,
                new OutboxWriter(subscriptions, time::now),
                dataFolder);
        store.pulse = settings.dialect().pulse(source, store.sql.breaker());
        return store;
      } catch (RuntimeException e) {
        soleUse.close();
        throw e;
      }
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** For tests: a store over a source that may fail on order; its schema must be there. */
  static Store over(
      DataSource source,
      Closeable pool,
      StoreSettings settings,
      FieldCipher cipher,
      Time time,
      Supplier<TicketNumber> numbers,
      Path dataFolder) {
    Keys keys =
        new Keys(
            new MasterKeys(List.of(cipher)), new KeyFile(dataFolder.resolve("field.key")), time);
    return new Store(
        source,
        pool,
        new SoleUse.ByFile(),
        settings,
        keys,
        numbers,
        () -> TicketPlan.STANDARD,
        new OutboxWriter(List.of(), () -> Instant.EPOCH),
        dataFolder);
  }

  public Journal journal() {
    return journal;
  }

  public TicketStore tickets() {
    return tickets;
  }

  public TicketDesk ticketDesk() {
    return ticketDesk;
  }

  public CallStore calls() {
    return calls;
  }

  public Contacts contacts() {
    return contacts;
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  public OperatorStore operators() {
    return operators;
  }

  public Audit audit() {
    return audit;
  }

  public Applicants applicants() {
    return applicants;
  }

  public Persons persons() {
    return persons;
  }

  public KeyRotation keyRotation() {
    return keyRotation;
  }

  public Outbox outbox() {
    return outbox;
  }

  public TicketExport ticketExport() {
    return export;
  }

  public JournalLines journalLines() {
    return journalLines;
  }

  public OperatorStates operatorStates() {
    return operatorStates;
  }

  public AcdRecord acdRecord() {
    return acdRecord;
  }

  public RegistrationStore registrations() {
    return registrations;
  }

  public TicketHolds ticketHolds() {
    return ticketHolds;
  }

  public Retention retention() {
    return retention;
  }

  public DialogStore dialogs() {
    return dialogs;
  }

  /**
   * Whether the database answers now, is ours alone, and the writers' last batches were taken;
   * blocks briefly.
   */
  public boolean healthy() {
    try {
      int one =
          sql.read("ask", handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
      return one == 1 && soleUse.held() && journal.healthy() && dialogs.healthy();
    } catch (StoreException e) {
      return false;
    }
  }

  /**
   * Copies the embedded database as it is now, while others write; takes as long as its size needs.
   *
   * @param file made or replaced
   * @throws StoreException when it cannot be written
   */
  public void copyTo(Path file) {
    try (Connection connection = source.getConnection()) {
      DatabaseCopy.take(connection, file);
    } catch (SQLException e) {
      throw Faults.translate("copy the database", e);
    }
  }

  /** Writes what waits, a bounded time, and closes the database. */
  @Override
  public void close() {
    List<Exception> faults = new ArrayList<>();
    for (AutoCloseable part : List.of(journal, dialogs, pulse, sql, pool, soleUse)) {
      try {
        part.close();
      } catch (Exception e) {
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      throw new StoreException("cannot close the store", faults.getFirst());
    }
  }

  private static void makeFolder(Path dataFolder) {
    try {
      Files.createDirectories(dataFolder);
    } catch (IOException e) {
      throw new StoreException("cannot make the data folder " + dataFolder, e);
    }
  }
}
