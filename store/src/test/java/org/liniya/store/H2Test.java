package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.Callbacks;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketPlan;

/** What is special about a store on H2. */
final class H2Test {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final String NUMBER = "+79991234567";

  @RegisterExtension final FreshStore fresh = new FreshStore();

  private final CallId call = CallId.create(AT, new Random(1));

  private StoreSettings at(String url, String password) {
    StoreSettings defaults = StoreSettings.defaults();
    return new StoreSettings(
        Optional.of(url),
        defaults.user(),
        new Secret(password),
        Optional.empty(),
        defaults.connections(),
        defaults.timeout(),
        defaults.maxWaiting());
  }

  private String url() {
    return Database.url(StoreSettings.defaults(), fresh.folder());
  }

  @Test
  void h2AlwaysWritesBeforeItAcknowledges() {
    StoreSettings settings = at("jdbc:h2:file:./x;WRITE_DELAY=500;CACHE_SIZE=1000", "");

    assertThat(Database.url(settings, fresh.folder()))
        .isEqualTo("jdbc:h2:file:./x;CACHE_SIZE=1000;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    assertThat(url()).endsWith("liniya;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    assertThat(Database.url(at("jdbc:postgresql://db/liniya", ""), fresh.folder()))
        .isEqualTo("jdbc:postgresql://db/liniya");
  }

  @Test
  void aWrongPasswordIsNamed() {
    assertThatThrownBy(
            () ->
                Store.open(
                    at(url().replaceAll(";.*", ""), "wrong"),
                    FreshStore.TIME,
                    fresh.folder(),
                    TicketPlan.STANDARD))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("refuses the user name or password")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void noTelephoneNumberIsReadableInTheFile() throws IOException {
    CallerNumber from = new CallerNumber.Network(PhoneNumber.of(NUMBER));
    fresh.store().calls().arrived(call, from, "hotline", "hotline", "v1", AT);
    fresh
        .store()
        .callbacks()
        .owe(
            new Callbacks.Task(
                call,
                Optional.empty(),
                PhoneNumber.of(NUMBER),
                Language.RU,
                "access-marker",
                AT,
                AT,
                "test"));

    Store again = fresh.restart();
    assertThat(again.calls().find(call).orElseThrow().from()).isEqualTo(from);
    again.close();

    String file =
        Files.readString(
            fresh.folder().resolve("liniya.mv.db"), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(file).contains("access-marker").contains("+7********67");
    assertThat(file.contains(NUMBER.substring(1))).isFalse();
  }
}
