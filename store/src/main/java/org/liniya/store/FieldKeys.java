package org.liniya.store;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.liniya.port.StoreException;
import org.liniya.port.Time;

/**
 * Remembers, in their table, which keys the fields of this database were sealed with, so that a
 * lost or foreign key file is noticed at start-up and not when a number is needed. Used at start-up
 * only.
 */
final class FieldKeys {
  private FieldKeys() {}

  /**
   * The cipher of this database; makes the key file when the database is new.
   *
   * @throws StoreException when the key file is missing or belongs to another database
   */
  static FieldCipher cipher(DataSource source, KeyFile file, Time time) {
    Jdbi jdbi = Jdbi.create(source);
    List<String> known =
        jdbi.withHandle(
            handle -> handle.createQuery("select id from field_keys").mapTo(String.class).list());
    if (!file.exists() && !known.isEmpty()) {
      throw new StoreException(
          "the key file of personal fields (storage.key-file) is gone; this database needs the one"
              + " with key "
              + known.getFirst()
              + ": put it back from a backup");
    }
    if (!file.exists()) {
      file.create();
    }
    FieldCipher cipher = file.read();
    if (known.isEmpty()) {
      remember(jdbi, cipher, time);
    } else if (!known.contains(cipher.keyId())) {
      throw new StoreException(
          "the key file of personal fields holds key "
              + cipher.keyId()
              + ", but this database was written with "
              + known.getFirst());
    }
    return cipher;
  }

  private static void remember(Jdbi jdbi, FieldCipher cipher, Time time) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("insert into field_keys (id, created_at) values (:id, :at)")
                .bind("id", cipher.keyId())
                .bind("at", Columns.moment(time.now()))
                .execute());
  }
}
