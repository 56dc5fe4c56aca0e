package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.Secret;
import org.liniya.person.PersonId;
import org.liniya.port.StoreException;

@OnEachDatabase
final class PersonKeysTest {
  private static final Instant AT = Instant.parse("2026-11-26T06:00:00Z");
  private static final Secret NAME = new Secret("Петрова Ольга");
  private static final String PLACE = "tickets.name:12345674";

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private final PersonKeys keys = new PersonKeys(master(1));
  private Handle handle;

  @BeforeEach
  void connect() {
    handle = Jdbi.open(fresh.database()::connect);
  }

  @AfterEach
  void disconnect() {
    handle.close();
  }

  private static MasterKeys master(int fill) {
    byte[] key = new byte[FieldCipher.KEY_BYTES];
    Arrays.fill(key, (byte) fill);
    return new MasterKeys(List.of(new FieldCipher(key)));
  }

  @Test
  void whatIsSealedForAPersonOpensForThatPersonOnly() {
    PersonId olga = keys.create(handle, AT);
    PersonId other = keys.create(handle, AT);
    String sealed = keys.seal(handle, olga, NAME, PLACE);
    assertThat(keys.open(handle, olga, sealed, PLACE)).contains(NAME);
    assertThat(keys.open(handle, other, sealed, PLACE)).isEmpty();
    assertThatThrownBy(() -> keys.open(handle, olga, sealed, "tickets.name:1"))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void afterARestartTheKeyComesFromTheTable() {
    PersonId olga = keys.create(handle, AT);
    String sealed = keys.seal(handle, olga, NAME, PLACE);
    assertThat(new PersonKeys(master(1)).open(handle, olga, sealed, PLACE)).contains(NAME);
    assertThatThrownBy(() -> new PersonKeys(master(2)).open(handle, olga, sealed, PLACE))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void withoutTheKeyNothingOpens() {
    PersonId olga = keys.create(handle, AT);
    String sealed = keys.seal(handle, olga, NAME, PLACE);
    handle.execute(
        "update persons set sealed_key = null, erased_at = created_at where id = ?", olga.value());
    PersonKeys restarted = new PersonKeys(master(1));
    assertThat(restarted.open(handle, olga, sealed, PLACE)).isEmpty();
    assertThatThrownBy(() -> restarted.seal(handle, olga, NAME, PLACE))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void aKeyThatWasOpenIsForgotten() {
    PersonId olga = keys.create(handle, AT);
    String sealed = keys.seal(handle, olga, NAME, PLACE);
    assertThat(keys.living(handle, Optional.of(olga))).contains(olga);
    handle.execute(
        "update persons set sealed_key = null, erased_at = created_at where id = ?", olga.value());

    keys.forget(List.of(olga));

    assertThat(keys.open(handle, olga, sealed, PLACE)).isEmpty();
    assertThat(keys.living(handle, Optional.of(olga))).isEmpty();
  }

  @Test
  void nobodyIsNobody() {
    assertThatThrownBy(() -> keys.seal(handle, PersonId.random(), NAME, PLACE))
        .isInstanceOf(StoreException.class);
  }
}
