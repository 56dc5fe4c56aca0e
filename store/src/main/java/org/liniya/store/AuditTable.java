package org.liniya.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.liniya.port.Audit;

/**
 * The audit in its table. One row after the other: a lock here and the table's key keep the chain
 * without forks. Thread-safe.
 */
final class AuditTable implements Audit {

  private static final String COLUMNS = "seq, at, who, action, about, detail, hash";
  private static final int PAGE = 1_000;

  private final Sql sql;
  private final AuditChain chain;
  private final AuditHead head;
  private final ReentrantLock lock = new ReentrantLock();

  AuditTable(Sql sql, AuditChain chain, AuditHead head) {
    this.sql = sql;
    this.chain = chain;
    this.head = head;
  }

  /**
   * Goes on from where the audit had come to, and not from the last row that is left: rows that
   * were cut off stay missing for ever.
   */
  @Override
  public void write(Entry entry) {
    lock.lock();
    try {
      AuditHead.Known known = head.read();
      head.write(sql.run("write into the audit", handle -> write(handle, known, entry)));
    } finally {
      lock.unlock();
    }
  }

  private AuditHead.Position write(Handle handle, AuditHead.Known known, Entry entry) {
    AuditHead.Position last = last(handle);
    return switch (known) {
      // The table may be ahead: a crash came between row and head.
      case AuditHead.Known.At(AuditHead.Position had) ->
          add(handle, had.seq() >= last.seq() ? had : last, entry);
      case AuditHead.Known.Lost _ when last.seq() == 0 -> add(handle, last, entry);
      case AuditHead.Known.Lost lost -> add(handle, afterLoss(handle, last, lost, entry), entry);
    };
  }

  /** How many rows were cut off nobody can know; the row that is left out here says that it was. */
  private AuditHead.Position afterLoss(
      Handle handle, AuditHead.Position last, AuditHead.Known.Lost lost, Entry entry) {
    return add(
        handle,
        new AuditHead.Position(last.seq() + 1, last.hash()),
        new Entry(
            entry.at(),
            "server",
            "audit-head-lost",
            "row " + last.seq(),
            lost.why() + ": rows after this one may have been cut off"));
  }

  private AuditHead.Position add(Handle handle, AuditHead.Position last, Entry entry) {
    long seq = last.seq() + 1;
    String hash = chain.hash(last.hash(), seq, entry);
    handle
        .createUpdate(
            "insert into audit (seq, at, who, action, about, detail, hash)"
                + " values (:seq, :at, :who, :action, :about, :detail, :hash)")
        .bind("seq", seq)
        .bind("at", Columns.moment(entry.at()))
        .bind("who", entry.who())
        .bind("action", entry.action())
        .bind("about", entry.about())
        .bind("detail", entry.detail())
        .bind("hash", hash)
        .execute();
    return new AuditHead.Position(seq, hash);
  }

  private static AuditHead.Position last(Handle handle) {
    return handle
        .createQuery("select seq, hash from audit order by seq desc limit 1")
        .map((row, _) -> new AuditHead.Position(row.getLong("seq"), row.getString("hash")))
        .findOne()
        .orElse(new AuditHead.Position(0, AuditChain.BEGINNING));
  }

  @Override
  public List<Row> latest(int limit, Optional<Long> before) {
    return sql.read(
        "read the audit",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from audit where seq < :before order by seq desc limit :limit")
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list());
  }

  /** The head is read first: what is written meanwhile is behind it. */
  @Override
  public Verdict verify() {
    AuditHead.Known known = known();
    AuditHead.Position at = new AuditHead.Position(0, AuditChain.BEGINNING);
    boolean met = known.equals(new AuditHead.Known.At(at));
    List<Row> page;
    do {
      page = page(at.seq());
      for (Row row : page) {
        if (row.seq() != at.seq() + 1) {
          return new Verdict.Broken(at.seq() + 1, "the row is missing");
        }
        if (!row.hash().equals(chain.hash(at.hash(), row.seq(), row.entry()))) {
          return new Verdict.Broken(row.seq(), "the row was changed, or is not of this server");
        }
        at = new AuditHead.Position(row.seq(), row.hash());
        met = met || known.equals(new AuditHead.Known.At(at));
      }
    } while (page.size() == PAGE);
    return met ? new Verdict.Whole(at.seq()) : unmet(known, at);
  }

  private static Verdict unmet(AuditHead.Known known, AuditHead.Position at) {
    return switch (known) {
      case AuditHead.Known.At(AuditHead.Position had) ->
          new Verdict.Broken(
              Math.min(had.seq(), at.seq() + 1),
              "rows were cut off: the audit had come to row " + had.seq());
      case AuditHead.Known.Lost _ when at.seq() == 0 -> new Verdict.Whole(0);
      case AuditHead.Known.Lost lost ->
          new Verdict.Broken(at.seq() + 1, lost.why() + ": rows may have been cut off here");
    };
  }

  private AuditHead.Known known() {
    lock.lock();
    try {
      return head.read();
    } finally {
      lock.unlock();
    }
  }

  private List<Row> page(long after) {
    return sql.read(
        "read the audit",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from audit where seq > :after order by seq limit :limit")
                .bind("after", after)
                .bind("limit", PAGE)
                .map((row, _) -> row(row))
                .list());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("seq"),
        new Entry(
            Columns.moment(row, "at"),
            row.getString("who"),
            row.getString("action"),
            row.getString("about"),
            row.getString("detail")),
        row.getString("hash"));
  }
}
