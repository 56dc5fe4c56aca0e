package org.liniya.store;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.liniya.port.StoreException;
import org.liniya.port.Time;

/**
 * Remembers, in their table, which keys the fields of this database were sealed with, so that a
 * lost or foreign key file is noticed at start-up and not when a number is needed. Stateless.
 */
final class FieldKeys {
  private FieldKeys() {}

  /**
   * The master keys of this database; makes the key file when the database is new.
   *
   * @throws StoreException when the key file is missing or belongs to another database
   */
  static MasterKeys keys(DataSource source, KeyFile file, Time time) {
    Jdbi jdbi = Jdbi.create(source);
    List<String> known =
        jdbi.withHandle(
            handle -> handle.createQuery("select id from field_keys").mapTo(String.class).list());
    if (!file.exists() && !known.isEmpty()) {
      throw new StoreException(
          "the key file of personal fields (storage.key-file) is gone; this database needs the one"
              + " with key "
              + String.join(" and ", known)
              + ": put it back from a backup");
    }
    if (!file.exists()) {
      file.create();
    }
    MasterKeys keys = new MasterKeys(file.read());
    List<String> held = ids(keys);
    if (!held.containsAll(known)) {
      throw new StoreException(
          "the key file of personal fields holds key "
              + String.join(" and ", held)
              + ", but this database was written with "
              + String.join(" and ", known)
              + ": put back the key file that belongs to it");
    }
    // A change of the master key may have been cut off before the database knew of the new one.
    if (!known.contains(keys.keyId())) {
      jdbi.useTransaction(handle -> remember(handle, keys.keyId(), time.now()));
    }
    return keys;
  }

  private static List<String> ids(MasterKeys keys) {
    return Stream.concat(Stream.of(keys.keyId()), keys.olderKeyIds().stream()).toList();
  }

  /** Something may be sealed with this key from now on. Does nothing when it is known. */
  static void remember(Handle handle, String id, Instant at) {
    handle
        .createUpdate(
            "insert into field_keys (id, created_at) select :id, cast(:at as timestamp with time"
                + " zone) where not exists (select 1 from field_keys where id = :id)")
        .bind("id", id)
        .bind("at", Columns.moment(at))
        .execute();
  }

  /** Nothing is sealed with any other key than this one any more. */
  static void keepOnly(Handle handle, String id) {
    handle.createUpdate("delete from field_keys where id <> :id").bind("id", id).execute();
  }
}
