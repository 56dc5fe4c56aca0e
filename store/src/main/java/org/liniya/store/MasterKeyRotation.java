package org.liniya.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.liniya.port.KeyRotation;
import org.liniya.port.StoreException;
import org.liniya.port.Time;
import org.liniya.recovery.FaultPoint;

/**
 * Changes the master key, in this order: the file holds both keys; the database knows the new one;
 * the new one seals; all that was sealed under way is committed; every sealed value is looked at,
 * again and again until none was under an older key; the database forgets the older keys; the file
 * loses them. Wherever that is cut off, the file holds every key that a value needs. Thread-safe.
 */
final class MasterKeyRotation implements KeyRotation {
  private static final String WHAT = "change the master key";

  /** Pages that one call looks at: a second or so. */
  private static final int PAGES = 40;

  private final Sql sql;
  private final MasterKeys keys;
  private final KeyFile file;
  private final Time time;

  private Stage stage = new Stage.Idle();

  /** How far it is. */
  private sealed interface Stage {
    record Idle() implements Stage {}

    /** Looking at every sealed value, once after the other. */
    record Looking(Resealing resealing, long checked, long resealed) implements Stage {}
  }

  MasterKeyRotation(Sql sql, MasterKeys keys, KeyFile file, Time time) {
    this.sql = sql;
    this.keys = keys;
    this.file = file;
    this.time = time;
  }

  @Override
  public synchronized boolean goingOn() {
    return stage instanceof Stage.Looking;
  }

  @Override
  public synchronized Progress advance() {
    Stage.Looking looking =
        switch (stage) {
          case Stage.Idle _ -> begin();
          case Stage.Looking already -> already;
        };
    List<String> older = keys.olderKeyIds();
    for (int page = 0; page < PAGES; page++) {
      Resealing resealing = looking.resealing();
      if (resealing.ended() && resealing.clean()) {
        finish();
        return progress(looking, older, true);
      }
      if (resealing.ended()) {
        looking = new Stage.Looking(new Resealing(keys), looking.checked(), looking.resealed());
      } else {
        looking = page(looking);
      }
      stage = looking;
    }
    return progress(looking, older, false);
  }

  private Progress progress(Stage.Looking looking, List<String> older, boolean done) {
    return new Progress(keys.keyId(), older, looking.checked(), looking.resealed(), done);
  }

  /** A change that was cut off goes on; else there is a new key. */
  private Stage.Looking begin() {
    sql.run(
        WHAT,
        handle -> {
          mustKnowAll(handle);
          return true;
        });
    if (file.read().size() == 1) {
      file.prepend();
    }
    MasterKeys next = new MasterKeys(file.read());
    sql.run(
        WHAT,
        handle -> {
          FieldKeys.remember(handle, next.keyId(), time.now());
          return true;
        });
    FaultPoint.MASTER_KEY_KNOWN.pass();
    keys.become(file.read());
    sql.awaitPresent(WHAT); // what was sealed with the key before is committed, and will be found
    return new Stage.Looking(new Resealing(keys), 0, 0);
  }

  private Stage.Looking page(Stage.Looking looking) {
    Resealing.Page page = sql.run(WHAT, handle -> looking.resealing().next(handle));
    if (page.resealed() > 0) {
      FaultPoint.ROWS_RESEALED.pass();
    }
    return new Stage.Looking(
        page.after(), looking.checked() + page.checked(), looking.resealed() + page.resealed());
  }

  private void finish() {
    sql.run(
        WHAT,
        handle -> {
          FieldKeys.keepOnly(handle, keys.keyId());
          return true;
        });
    FaultPoint.OLD_KEY_FORGOTTEN.pass();
    file.keepNewest();
    keys.become(file.read());
    stage = new Stage.Idle();
  }

  /**
   * A column that nobody thought of here could hold what only the old key opens.
   *
   * @throws StoreException when there is one
   */
  private static void mustKnowAll(Handle handle) {
    Set<String> unknown = new TreeSet<>(SealedColumns.inSchema(handle));
    unknown.removeAll(SealedColumns.known());
    if (!unknown.isEmpty()) {
      throw new StoreException(
          "cannot " + WHAT + ": it does not know the sealed columns " + String.join(", ", unknown));
    }
  }
}
