package org.liniya.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.liniya.call.Secret;
import org.liniya.person.PersonId;
import org.liniya.port.StoreException;

/**
 * Seals what belongs to a person with that person's own key, which is itself sealed with the master
 * key. Once the key is destroyed nothing of the person can be read any more, in back-ups neither.
 * Thread-safe; runs on the store's threads, in the caller's transaction.
 */
final class PersonKeys {

  /** Keys kept open; each call needs one a few times within minutes. */
  private static final int REMEMBERED = 5_000;

  private final MasterKeys master;
  private final SecureRandom random = new SecureRandom();

  /** Erased since the start: a key that was read just before must not stay open. */
  private final Set<PersonId> erased = ConcurrentHashMap.newKeySet();

  private final Map<PersonId, FieldCipher> open =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<PersonId, FieldCipher> eldest) {
              return size() > REMEMBERED;
            }
          });

  PersonKeys(MasterKeys master) {
    this.master = master;
  }

  /** A new person, with a key of their own. */
  PersonId create(Handle handle, Instant at) {
    PersonId person = PersonId.random();
    byte[] key = new byte[FieldCipher.KEY_BYTES];
    random.nextBytes(key);
    handle
        .createUpdate(
            "insert into persons (id, sealed_key, key_id, created_at)"
                + " values (:id, :sealed, :key, :at)")
        .bind("id", person.value())
        .bind(
            "sealed",
            master.seal(new Secret(Base64.getEncoder().encodeToString(key)), place(person)))
        .bind("key", master.keyId())
        .bind("at", Columns.moment(at))
        .execute();
    return person;
  }

  /** The person, unless they are unknown or have been erased. */
  Optional<PersonId> living(Handle handle, Optional<PersonId> person) {
    return person.filter(
        who ->
            handle
                .createQuery("select 1 from persons where id = :id and sealed_key is not null")
                .bind("id", who.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** Forgets keys that have been destroyed; to be called when that is committed. */
  void forget(Collection<PersonId> persons) {
    erased.addAll(persons);
    persons.forEach(open::remove);
  }

  /**
   * Seals a value of {@code person}.
   *
   * @param place table, column and row, such as {@code tickets.identity:12345674}
   * @throws StoreException when the person is unknown or has been erased
   */
  String seal(Handle handle, PersonId person, Secret value, String place) {
    return cipher(handle, person)
        .orElseThrow(() -> new StoreException("this person's data has been erased"))
        .seal(value, place);
  }

  /**
   * Opens what {@link #seal} made for the same person and place; empty when the person has been
   * erased, or another key sealed it: that of somebody whose place this person took when they were
   * erased.
   *
   * @throws StoreException when the person is unknown, or it was sealed for another place or
   *     changed
   */
  Optional<Secret> open(Handle handle, PersonId person, String sealed, String place) {
    return cipher(handle, person)
        .filter(cipher -> cipher.sealed(sealed))
        .map(cipher -> cipher.open(sealed, place));
  }

  /**
   * Opens also what was sealed with the master key, before there were keys of persons: the
   * identifier of the key in it tells. Empty when the person has been erased.
   */
  Optional<Secret> openAny(Handle handle, Optional<PersonId> person, String sealed, String place) {
    if (person.isEmpty()) {
      return Optional.of(master.open(sealed, place));
    }
    return cipher(handle, person.get())
        .flatMap(
            _ ->
                master.sealed(sealed)
                    ? Optional.of(master.open(sealed, place))
                    : open(handle, person.get(), sealed, place));
  }

  /** Keeps the key of somebody who goes in this transaction open no longer. */
  void drop(PersonId person) {
    open.remove(person);
  }

  private Optional<FieldCipher> cipher(Handle handle, PersonId person) {
    FieldCipher known = open.get(person);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<String> sealed =
        handle
            .createQuery("select sealed_key from persons where id = :id")
            .bind("id", person.value())
            .map((row, _) -> Optional.ofNullable(row.getString("sealed_key")))
            .findOne()
            .orElseThrow(() -> new StoreException("no such person"));
    return sealed.map(
        text -> {
          Secret key = master.open(text, place(person));
          FieldCipher cipher = new FieldCipher(Base64.getDecoder().decode(key.reveal()));
          open.put(person, cipher);
          if (erased.contains(person)) {
            open.remove(person);
          }
          return cipher;
        });
  }

  private static String place(PersonId person) {
    return "persons.key:" + person;
  }
}
