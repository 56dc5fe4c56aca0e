package org.liniya.server.run;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liniya.acd.AcdSettings;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.SkillGroup;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.Secret;
import org.liniya.flow.call.Limits;
import org.liniya.port.Calendars;
import org.liniya.port.Outbox;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.ServerSettings;
import org.liniya.server.config.StorageSettings;
import org.liniya.server.config.Trunks;
import org.liniya.server.webhook.WebhookReceiver;
import org.liniya.sip.AdmissionLimits;
import org.liniya.sip.Listening;
import org.liniya.sip.SipLimits;
import org.liniya.sip.SipSettings;
import org.liniya.sip.wire.ConnectionLimits;
import org.liniya.store.StoreSettings;

/** Turns what the administrator wrote into what each part wants to know. Stateless. */
public final class Settings {

  private static final String USER_AGENT = "Liniya";

  /**
   * Where callers go whom nothing else can help, when there is such a group; else the first one.
   */
  private static final String OTHER = "other";

  /** Requests that may wait to be looked at: a tenth of a second's work. */
  private static final int BACKLOG = 500;

  /** A whisper of some five seconds lies between an operator's answer and the bridge. */
  static final AcdSettings QUEUES =
      new AcdSettings(AcdSettings.DEFAULTS.coolDown(), Duration.ofSeconds(10));

  private Settings() {}

  /** How to reach the database. */
  public static StoreSettings store(ServerSettings settings, Path data) {
    StorageSettings storage = settings.storage();
    StoreSettings defaults = StoreSettings.defaults();
    return new StoreSettings(
        storage.url(),
        storage.user().isEmpty() ? defaults.user() : storage.user(),
        storage.password().orElse(new Secret("")),
        Optional.of(storage.fieldKeyFile(data)),
        defaults.connections(),
        defaults.timeout(),
        defaults.maxWaiting());
  }

  static Limits flowLimits(org.liniya.server.config.Limits limits) {
    return new Limits(limits.wholeCall(), limits.menu(), limits.queue(), limits.sameStep());
  }

  static Calendars calendars(Map<String, WorkingCalendar> calendars) {
    return name ->
        Optional.ofNullable(calendars.get(name))
            .orElseThrow(() -> new IllegalArgumentException("there is no calendar '" + name + "'"));
  }

  static String lastResort(List<SkillGroup> groups) {
    return groups.stream()
        .map(SkillGroup::name)
        .filter(OTHER::equals)
        .findFirst()
        .orElse(groups.getFirst().name());
  }

  static DialPlan dialPlan(Configuration configuration) {
    return new DialPlan(
        configuration.operatorProfiles().stream()
            .map(OperatorProfile::id)
            .collect(Collectors.toSet()),
        configuration.skillGroups().stream().map(SkillGroup::name).collect(Collectors.toSet()),
        configuration.trunks().emergency(),
        configuration.starCodes());
  }

  static AdmissionLimits admission(org.liniya.server.config.Limits limits) {
    org.liniya.server.config.Limits.Intake intake = limits.intake();
    return new AdmissionLimits(
        limits.calls(),
        intake.callsPerSource(),
        intake.newCalls(),
        intake.newCallsPerSource(),
        intake.requests(),
        intake.requestsPerSource(),
        intake.lateSound(),
        intake.memoryPercent(),
        BACKLOG);
  }

  static SipSettings sip(ServerSettings settings, Trunks trunks) {
    SipLimits standard = SipLimits.standard();
    return new SipSettings(
        InetAddress.ofLiteral(settings.sip().bind()),
        settings.sip().port(),
        settings.sip().realm(),
        USER_AGENT,
        trunks.numbers(),
        trunks.trunks(),
        new SipLimits(
            settings.limits().calls(),
            standard.retryAfter(),
            standard.t1(),
            standard.unacknowledged(),
            standard.unreachable(),
            standard.unheard(),
            standard.probe(),
            standard.probeAgain(),
            standard.registrations()),
        new Listening(
            settings.sip().advertised(),
            settings.sip().listen(),
            settings.sip().tls(),
            ConnectionLimits.STANDARD));
  }

  /** What the outbox keeps: for receivers that are active. */
  static List<Outbox.Subscription> subscriptions(List<WebhookReceiver> receivers) {
    return receivers.stream()
        .filter(WebhookReceiver::active)
        .map(WebhookReceiver::subscription)
        .toList();
  }
}
