package org.liniya.server.run;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdSettings;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.Signalled;
import org.liniya.console.ConsolePorts;
import org.liniya.console.ConsoleServer;
import org.liniya.console.ConsoleSettings;
import org.liniya.console.User;
import org.liniya.flow.call.Ports;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.Ladders;
import org.liniya.port.OperatorSecrets;
import org.liniya.port.Time;
import org.liniya.recording.RecordingFiles;
import org.liniya.recording.Recordings;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.ServerSettings;
import org.liniya.sip.Admission;
import org.liniya.sip.SipEndpoint;
import org.liniya.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server, wired by hand in the order in which things depend on one another. Started and
 * closed by the main thread.
 *
 * <p>Start-up: database, what the last stop cut off, media, SIP (which says goodbye to telephones
 * of a killed process), queues, HTTP. {@link #close} drains: no new call is taken, calls in
 * progress may end, then everything stops in the opposite order.
 */
public final class LiniyaServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiniyaServer.class);

  /** Calls asked to end have this long for their last words. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(15);

  private final ActiveCalls active;
  private final Admission admission;
  private final Duration drain;
  private final SipEndpoint sip;
  private final ConsoleServer console;
  private final List<AutoCloseable> parts;

  private LiniyaServer(
      ActiveCalls active,
      Admission admission,
      Duration drain,
      SipEndpoint sip,
      ConsoleServer console,
      List<AutoCloseable> parts) {
    this.active = active;
    this.admission = admission;
    this.drain = drain;
    this.sip = sip;
    this.console = console;
    this.parts = List.copyOf(parts);
  }

  /**
   * What else a start needs.
   *
   * @param data the data folder; made when missing
   * @param secrets the passwords of the operators' telephones
   * @param users who may use the HTTP API
   * @param drain how long calls in progress may go on after {@link #close}
   */
  public record Surroundings(Path data, OperatorSecrets secrets, List<User> users, Duration drain) {
    public Surroundings {
      users = List.copyOf(users);
    }
  }

  /**
   * Starts the line.
   *
   * @throws IOException when an address, a port or the data folder cannot be had; what was started
   *     is stopped again
   */
  public static LiniyaServer start(Line line, Surroundings surroundings) throws IOException {
    List<AutoCloseable> parts = new ArrayList<>();
    try {
      return start(line, surroundings, parts);
    } catch (IOException | RuntimeException e) {
      closeAll(parts);
      throw e;
    }
  }

  private static LiniyaServer start(Line line, Surroundings surroundings, List<AutoCloseable> parts)
      throws IOException {
    Configuration configuration = line.configuration();
    ServerSettings settings = configuration.settings();
    Path data = surroundings.data();
    DataFolder.make(data);
    Time time = new SystemTime();
    Store store = Store.open(Settings.store(settings, data), time, data);
    parts.add(store);
    Path recordingsFolder = settings.recordings().folder(data);
    recover(line, store, recordingsFolder, time);
    Recordings recordings = Recordings.start(recordingsFolder);
    parts.add(recordings);
    MediaEngine media =
        new MediaEngine(
            InetAddress.ofLiteral(settings.rtp().bind()),
            new PortRange(settings.rtp().firstPort(), settings.rtp().lastPort()),
            MediaEngine.usualLoops(),
            line.prompts());
    parts.add(media);
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    CompletableFuture<SipEndpoint> endpoint = new CompletableFuture<>();
    Dialer dialer = (request, results) -> endpoint.join().dial(request, results);
    SecureRandom random = new SecureRandom();
    AcdDriver queues =
        new AcdDriver(
            new Acd(
                Long.toString(time.now().toEpochMilli(), Character.MAX_RADIX),
                AcdSettings.DEFAULTS),
            dialer,
            store.journal(),
            store.operators(),
            time,
            configuration.skillGroups(),
            configuration.operatorProfiles());
    ActiveCalls active = new ActiveCalls(settings.limits().calls());
    DeskCalls deskCalls =
        new DeskCalls(
            Settings.dialPlan(configuration),
            new DeskCalls.Ports(queues, dialer, store.journal(), line.prompts(), time),
            active,
            random);
    Ports ports =
        new Ports(
            store.tickets(),
            store.journal(),
            store.calls(),
            queues,
            dialer,
            deskCalls,
            line.prompts(),
            recordings,
            time);
    CallDesk desk =
        new CallDesk(
            line.flows(),
            ports,
            Settings.flowLimits(settings.limits()),
            Settings.lastResort(configuration.skillGroups()),
            active,
            random);
    Admission admission =
        new Admission(Settings.admission(settings.limits()), time, new SecureRandom());
    SipEndpoint sip =
        new SipEndpoint(
            Settings.sip(settings, configuration.trunks()),
            new LegMedia(media::open, store.journal(), time, metrics),
            desk,
            deskCalls,
            queues,
            surroundings.secrets(),
            store.registrations(),
            store.dialogs(),
            (call, ladder) -> keep(store.journal(), time, call, ladder),
            admission,
            time);
    parts.add(sip);
    MediaLateness lateness = new MediaLateness(media::takeLatestLateness);
    parts.add(LoadWatch.start(admission, lateness.reader(), sip::backlog));
    endpoint.complete(sip);
    sip.farewell();
    queues.start();
    parts.add(queues);

    LineMetrics.bind(metrics, active, queues, lateness.reader());
    LoadMetrics.bind(metrics, admission, sip);
    TrunkMetrics.bind(metrics, sip.trunks());
    ConsoleServer console =
        new ConsoleServer(
            new ConsoleSettings(
                settings.http().bind(),
                settings.http().port(),
                ZoneId.systemDefault(),
                surroundings.users()),
            new ConsolePorts(
                store.tickets(),
                store.calls(),
                store.journal(),
                queues,
                recordings,
                sip.ladders(),
                sip.messageLog(),
                () -> faults(store, active),
                metrics,
                sip.trunks()));
    parts.add(console);
    new RunningAddress(settings.http().bind(), console.port()).write(data);
    LOG.atInfo()
        .addKeyValue("sip", settings.sip().bind() + ":" + sip.port())
        .addKeyValue("http", settings.http().bind() + ":" + console.port())
        .log("the line is open");
    return new LiniyaServer(active, admission, surroundings.drain(), sip, console, parts);
  }

  private static void keep(Journal journal, Time time, CallId call, Ladders.Ladder ladder) {
    journal.note(
        call,
        time.now(),
        new JournalEvent.LegSignalled(
            ladder.leg().value(),
            ladder.party(),
            ladder.messages().stream().map(Signalled::line).toList(),
            ladder.omitted()));
  }

  private static List<String> faults(Store store, ActiveCalls active) {
    List<String> faults = new ArrayList<>();
    if (!store.healthy()) {
      faults.add("the database does not answer");
    }
    if (active.draining()) {
      faults.add("the line is draining");
    }
    return faults;
  }

  private static void recover(Line line, Store store, Path recordingsFolder, Time time)
      throws IOException {
    Map<CallId, Recovery.Repaired> repaired =
        new RecordingFiles(recordingsFolder)
            .repairAll().stream()
                .collect(
                    Collectors.toMap(
                        RecordingFiles.Repaired::call,
                        r -> new Recovery.Repaired(r.length(), r.bytes()),
                        (first, _) -> first));
    Recovery.Report report =
        new Recovery(store.calls(), store.tickets(), store.journal(), store.callbacks(), time)
            .run(repaired, flow -> defaultLanguage(line, flow));
    if (report.cutOff() > 0) {
      LOG.atWarn()
          .addKeyValue("cutOff", report.cutOff())
          .addKeyValue("owed", report.owed())
          .log("settled the calls that the last stop cut off");
    }
  }

  private static Language defaultLanguage(Line line, String flow) {
    return line.flows().values().stream()
        .filter(f -> f.name().equals(flow))
        .map(f -> f.languages().getFirst())
        .findFirst()
        .orElse(Language.RU);
  }

  /** The port on which SIP is really spoken. */
  public int sipPort() {
    return sip.port();
  }

  /** The port on which the HTTP API is really served. */
  public int httpPort() {
    return console.port();
  }

  /** Drains, then stops everything; returns when no thread of ours is left. */
  @Override
  public void close() {
    admission.drain();
    active.drain();
    try {
      if (!active.awaitNone(drain)) {
        LOG.atWarn().addKeyValue("calls", active.count()).log("calls are asked to end");
        active.endAll(EndCause.UNAVAILABLE);
        active.awaitNone(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll(parts);
    LOG.info("the line is closed");
  }

  private static void closeAll(List<AutoCloseable> parts) {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("a part did not close", e);
      }
    }
  }
}
