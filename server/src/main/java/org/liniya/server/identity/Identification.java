package org.liniya.server.identity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.liniya.identity.GuessBook;
import org.liniya.identity.RandomCodes;
import org.liniya.port.AccountCodes;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.MessageSender;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Services;
import org.liniya.port.Time;
import org.liniya.port.Verification;
import org.liniya.yaml.Problems;

/** All that stands behind the step {@code verify}, put together as configured. Thread-safe. */
public final class Identification {

  private static final int KEY_BYTES = 32;

  private final Verification verification;
  private final Optional<SmtpSender> mail;

  private Identification(Verification verification, Optional<SmtpSender> mail) {
    this.verification = verification;
    this.mail = mail;
  }

  /**
   * Puts it together, and reads the registry's table.
   *
   * @throws IOException when the table is not as it was when the configuration was checked
   */
  public static Identification start(
      IdentitySettings settings, Services services, Time time, MeterRegistry metrics)
      throws IOException {
    Verification none = Verification.none();
    Optional<SmtpSender> mail = mail(settings, time);
    mail.ifPresent(sender -> gauge(metrics, sender));
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new Identification(
        new Verification(
            settings.means(),
            registry(settings, services, today(time)).orElse(none.registry()),
            senders(settings, services, mail, metrics),
            settings
                .accountCodes()
                .<AccountCodes>map(keys -> new HttpAccountCodes(services, keys))
                .orElse(none.accountCodes()),
            new GuessBook(time, key, settings.alerts(), new GuessAlerts(metrics)),
            new RandomCodes(random)),
        mail);
  }

  public Verification verification() {
    return verification;
  }

  /** What an administrator should look at, for {@code /health/ready}. */
  public List<String> notes() {
    return mail.map(SmtpSender::notes).orElse(List.of());
  }

  private static Optional<CitizenRegistry> registry(
      IdentitySettings settings, Services services, Supplier<LocalDate> today) throws IOException {
    return settings.registry().isEmpty()
        ? Optional.empty()
        : Optional.of(
            switch (settings.registry().get()) {
              case IdentitySettings.Registry.Table table -> table(table, today.get());
              case IdentitySettings.Registry.OfService service ->
                  new HttpRegistry(services, service, today);
            });
  }

  private static CitizenRegistry table(IdentitySettings.Registry.Table table, LocalDate today)
      throws IOException {
    Problems problems = new Problems();
    Optional<CsvRegistry> read = CsvTable.read(table.file(), today, problems);
    if (read.isEmpty()) {
      throw new IOException(problems.list().getFirst().toString());
    }
    return read.get();
  }

  private static Optional<SmtpSender> mail(IdentitySettings settings, Time time) {
    return settings
        .mail()
        .flatMap(
            keys ->
                settings
                    .text()
                    .map(
                        text ->
                            new SmtpSender(
                                keys,
                                new MailServer(keys, text, time::now, Optional.empty()),
                                System::nanoTime)));
  }

  private static MessageSender senders(
      IdentitySettings settings,
      Services services,
      Optional<SmtpSender> mail,
      MeterRegistry metrics) {
    Map<Channel, MessageSender> senders = new EnumMap<>(Channel.class);
    mail.ifPresent(sender -> senders.put(Channel.EMAIL, sender));
    settings
        .sms()
        .ifPresent(
            keys ->
                settings
                    .text()
                    .ifPresent(
                        text -> senders.put(Channel.SMS, new SmsGateway(services, keys, text))));
    return new Senders(senders, new CodeMetrics(metrics, senders.keySet()));
  }

  private static Supplier<LocalDate> today(Time time) {
    return () -> LocalDate.ofInstant(time.now(), ZoneId.systemDefault());
  }

  private static void gauge(MeterRegistry metrics, SmtpSender mail) {
    Gauge.builder("liniya.mail.resting", mail, sender -> sender.resting() ? 1 : 0)
        .description("1 while the mail server for codes is left alone")
        .register(metrics);
  }
}
