package org.liniya.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * A column in which the master key may have sealed values. Immutable.
 *
 * @param key the column by which the table's rows are told apart
 * @param place what stands before the row's key in the place that is authenticated with a value
 * @param saysKey whether the row has the key's identifier beside the value, in {@code key_id}
 */
record SealedColumn(String table, String column, String key, String place, boolean saysKey) {

  /** A row's key and its sealed value, if it has one. */
  record Row(Object key, Optional<String> sealed) {}

  /** The rows after one, in the order of their keys; the first ones without it. */
  List<Row> page(Handle handle, Optional<Object> after, int limit) {
    Query query =
        handle
            .createQuery(
                "select %s as k, %s as v from %s%s order by %s limit :limit"
                    .formatted(
                        key,
                        column,
                        table,
                        after.isPresent() ? " where " + key + " > :after" : "",
                        key))
            .bind("limit", limit);
    after.ifPresent(last -> query.bind("after", last));
    return query
        .map((row, _) -> new Row(row.getObject("k"), Columns.optional(row, "v", text -> text)))
        .list();
  }

  /** Seals a row's value anew when an older key did; a value that changed meanwhile is left. */
  boolean renew(Handle handle, MasterKeys keys, Row row) {
    Optional<String> old = row.sealed().filter(keys::sealedByOlder);
    if (old.isEmpty()) {
      return false;
    }
    String where = place + row.key();
    Update update =
        handle.createUpdate(
            "update %s set %s = :new%s where %s = :key and %s = :old"
                .formatted(table, column, saysKey ? ", key_id = :id" : "", key, column));
    if (saysKey) {
      update.bind("id", keys.keyId());
    }
    update
        .bind("new", keys.seal(keys.open(old.get(), where), where))
        .bind("key", row.key())
        .bind("old", old.get())
        .execute();
    return true;
  }
}
