package org.liniya.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.CallerNumber;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.GuessBook;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Outcome;
import org.liniya.port.Services.Reason;
import org.liniya.port.Verification;
import org.liniya.testkit.call.FakeTime;
import org.slf4j.LoggerFactory;

@Timeout(60)
class IdentificationTest {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Asked asked = new Asked();

  IdentificationTest() throws IOException {}

  @AfterEach
  void close() {
    asked.close();
  }

  private Identification start(IdentitySettings settings) throws IOException {
    return Identification.start(settings, asked.services, new FakeTime(), metrics);
  }

  @Test
  void whatIsNotConfiguredIsUnknown() throws IOException {
    Verification verification = start(IdentitySettings.NONE).verification();
    List<Object> told = new ArrayList<>();

    assertThat(verification.means()).isEqualTo(Verification.Means.NONE);
    var _ = verification.registry().look(snils("11223344595"), told::add);
    var _ =
        verification
            .messages()
            .send(
                new MessageSender.Message(
                    Channel.SMS, new Secret("+79990000001"), new Secret("1"), Language.RU),
                told::add);
    assertThat(told)
        .containsExactly(
            new CitizenRegistry.Answer.Failed(Reason.UNKNOWN_SERVICE),
            new Outcome.Failed(Reason.UNKNOWN_SERVICE));
    assertThat(verification.codes().fresh(6).digits()).isEqualTo(6);
  }

  @Test
  void aTableThatHasGoneWrongSinceItWasCheckedStopsTheStart(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("persons.csv");
    Files.writeString(file, "snils\n1\n");

    assertThatThrownBy(
            () -> start(of(new IdentitySettings.Registry.Table(file, Set.of(Datum.SNILS)))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("persons.csv:2:1: 'snils' has too many or too few digits");
  }

  @Test
  void whoGuessesIsSlowedDownAndToldOf() throws IOException {
    Logger log = (Logger) LoggerFactory.getLogger(GuessAlerts.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    CallerNumber from = new CallerNumber.Network(PhoneNumber.of("+79161234567"));
    try {
      Verification verification = start(IdentitySettings.NONE).verification();
      for (int i = 0; i <= GuessBook.Limits.DEFAULT.inTotal(); i++) {
        verification.guesses().wrong(snils("%011d".formatted(11_000_000_000L + i)), from);
      }
      assertThat(verification.guesses().pause(snils("11223344595"), from)).isPositive();
    } finally {
      log.detachAppender(lines);
    }

    assertThat(alerts("one-number")).isEqualTo(1);
    assertThat(alerts("in-total")).isEqualTo(1);
    assertThat(lines.list).hasSize(2).allMatch(line -> line.getLevel() == Level.WARN);
    assertThat(lines.list)
        .noneMatch(
            line -> (line.getFormattedMessage() + line.getKeyValuePairs()).matches(".*\\d{7}.*"));
  }

  private double alerts(String kind) {
    return metrics.get("liniya.guessing.alerts").tag("kind", kind).counter().count();
  }

  private static LookUp snils(String number) {
    return LookUp.of(LookUp.Kind.SNILS, new Secret(number)).orElseThrow();
  }

  private static IdentitySettings of(IdentitySettings.Registry registry) {
    return new IdentitySettings(
        Optional.of(registry),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        GuessBook.Limits.DEFAULT);
  }
}
