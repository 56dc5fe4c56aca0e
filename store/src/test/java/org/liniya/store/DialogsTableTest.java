package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.port.DialogStore;
import org.liniya.testkit.store.DialogStoreContract;

@OnEachDatabase
final class DialogsTableTest extends DialogStoreContract {
  @RegisterExtension final FreshStore fresh = new FreshStore();

  @Override
  protected DialogStore dialogs() {
    return fresh.store().dialogs();
  }

  private static final DialogStore.Entry ENTRY =
      new DialogStore.Entry(
          "79161234567@phone tag-1",
          CallId.parse("01939c3a-5f12-7abc-8123-abcdefabcdef"),
          "sip",
          "1 sip:+79161234567@a",
          Instant.parse("2026-11-23T12:00:00Z"));

  @Test
  void neitherNameNorStateStandsInTheTable() {
    dialogs().opened(ENTRY);
    assertThat(Eventually.holds(() -> !dialogs().all().isEmpty())).isTrue();

    assertThat(rows()).singleElement().asString().contains("v1:").doesNotContain("1234567");
  }

  @Test
  void whatAnOlderVersionWroteIsReadAndForgotten() {
    database(
        handle ->
            handle
                .createUpdate(
                    "insert into dialogs (id, call_id, front_end, state, opened_at)"
                        + " values (:id, :call, 'sip', :state, :at)")
                .bind("id", ENTRY.id())
                .bind("call", ENTRY.call().value())
                .bind("state", ENTRY.state())
                .bind("at", Columns.moment(ENTRY.openedAt()))
                .execute());

    assertThat(dialogs().all()).containsExactly(ENTRY);
    dialogs().closed(ENTRY.id());
    assertThat(Eventually.holds(() -> rows().isEmpty())).isTrue();
  }

  private List<Map<String, Object>> rows() {
    return database(handle -> handle.createQuery("select * from dialogs").mapToMap().list());
  }

  private <T> T database(HandleCallback<T, RuntimeException> work) {
    return Jdbi.create(fresh.database()::connect).withHandle(work);
  }
}
