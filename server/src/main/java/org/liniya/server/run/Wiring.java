package org.liniya.server.run;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.liniya.acd.Acd;
import org.liniya.acd.AcdRecord;
import org.liniya.console.CallbackList;
import org.liniya.console.ConsolePorts;
import org.liniya.console.ConsoleServer;
import org.liniya.console.ConsoleSettings;
import org.liniya.console.PersonPorts;
import org.liniya.console.ReportPorts;
import org.liniya.estimate.WaitBook;
import org.liniya.flow.call.Ports;
import org.liniya.port.Dialer;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.TalkDesk;
import org.liniya.port.Time;
import org.liniya.recording.Recordings;
import org.liniya.recovery.ErasedRecordings;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.ServerSettings;
import org.liniya.server.identity.Identification;
import org.liniya.server.service.HttpServices;
import org.liniya.server.webhook.Webhooks;
import org.liniya.sip.Admission;
import org.liniya.sip.SipEndpoint;
import org.liniya.speech.SentenceVoices;
import org.liniya.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the server by hand, in the order in which things depend on one another: database, what the
 * last stop cut off, media, SIP (which says goodbye to telephones of a killed process), queues,
 * HTTP. Once, by the main thread.
 */
final class Wiring {

  /** What is said at start-up is the server's word: administrators look for its name. */
  private static final Logger LOG = LoggerFactory.getLogger(LiniyaServer.class);

  private final Line line;
  private final LiniyaServer.Surroundings surroundings;
  private final Configuration configuration;
  private final ServerSettings settings;
  private final Time time = new SystemTime();
  private final SecureRandom random = new SecureRandom();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<AutoCloseable> parts = new ArrayList<>();

  /** The parts that a running server is asked about, and all that must be closed, in order. */
  record Wired(
      ActiveCalls active,
      Admission admission,
      SipEndpoint sip,
      ConsoleServer console,
      Editions editions,
      List<AutoCloseable> parts) {
    Wired {
      parts = List.copyOf(parts);
    }
  }

  Wiring(Line line, LiniyaServer.Surroundings surroundings) {
    this.line = line;
    this.surroundings = surroundings;
    this.configuration = line.configuration();
    this.settings = configuration.settings();
  }

  /** What has been started so far; to be closed in the opposite order. */
  List<AutoCloseable> parts() {
    return List.copyOf(parts);
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.add(part);
    return part;
  }

  /** Starts everything; what was started when this throws is in {@link #parts}. */
  Wired run() throws IOException {
    Path data = surroundings.data();
    DataFolder.make(data);
    Editions editions = new Editions(line, surroundings.reader(), time);
    Supplier<Configuration> current = () -> editions.current().line().configuration();
    Store store =
        started(
            Store.open(
                Settings.store(settings, data),
                time,
                data,
                () -> current.get().tickets(),
                Settings.subscriptions(configuration.webhooks())));
    UnfinishedWrites retries = started(UnfinishedWrites.start(time));
    Path recordingsFolder = settings.recordings().folder(data);
    settleCutOffCalls(store, recordingsFolder);
    Recordings recordings = started(Recordings.start(recordingsFolder));
    finishErasures(store, recordings);
    PromptCatalogue prompts =
        new EditionPrompts(
            editions,
            started(SentenceVoices.of(settings.speech().voices(), configuration.lexicon())));
    MediaEngine media = started(media(prompts));
    Recognition recognition = started(Recognition.start(settings.speech().listen(), metrics));

    FrontEnds frontEnds = new FrontEnds(configuration, data, time);
    Dialer dialer = frontEnds.dialer();
    AcdDriver queues = queues(store, dialer);
    WaitBook estimates = new WaitBook(queues, time);
    queues.estimatesBy(estimates::expected);
    EarlierWaits.learn(store.journalLines(), estimates, time.now());
    ActiveCalls active = new ActiveCalls(settings.limits().calls());
    RunningDeskCalls runningDeskCalls = new RunningDeskCalls();
    DeskCalls.Ports deskPorts =
        deskPorts(store, queues, dialer, prompts, active, runningDeskCalls, current);
    DeskCalls deskCalls =
        new DeskCalls(
            () -> Settings.dialPlan(current.get()), deskPorts, active, runningDeskCalls, random);
    HttpServices services = started(new HttpServices(configuration.services(), System::nanoTime));
    Identification identification =
        Identification.start(configuration.identity(), services, time, metrics);
    Function<Edition, Ports> ports =
        edition ->
            new Ports(
                store.tickets(),
                store.ticketDesk(),
                store.journal(),
                store.calls(),
                store.callbacks(),
                retries,
                queues,
                estimates,
                dialer,
                deskCalls,
                edition.line().prompts(),
                recordings,
                Settings.calendars(edition.line().configuration().calendars()),
                services,
                identification.verification(),
                recognition.recognizer(),
                time);
    RunningParts running =
        new RunningParts(surroundings.passwords(), configuration, queues, frontEnds, metrics);
    Admission admission =
        new Admission(Settings.admission(settings.limits()), time, new SecureRandom());
    FrontEnds.Needs needs =
        new FrontEnds.Needs(
            store,
            new LegMedia(new EngineStreams(media), store.journal(), time, metrics),
            callDesk(editions, ports, active),
            deskCalls,
            queues,
            running,
            prompts,
            admission);
    SipEndpoint sip = frontEnds.openSip(needs, this::started);
    MediaLateness lateness = new MediaLateness(media::takeLatestLateness);
    started(LoadWatch.start(admission, lateness.reader(), sip::backlog));
    Optional<AsteriskWatch> asterisk = frontEnds.openAsterisk(needs, this::started);
    editions.follow(running);
    sip.farewell();
    queues.start();
    started(queues);

    started(EscalationClock.start(store.ticketDesk(), time));
    RetentionSweep retention = retention(store, recordings);
    started(
        RetentionClock.start(retention, settings.retention().at(), ZoneId.systemDefault(), time));
    CallbackList callbacks = callbacks(store, editions, ports, active);
    Webhooks webhooks =
        started(Webhooks.start(configuration.webhooks(), store.outbox(), time, metrics));

    LineMetrics.bind(metrics, active, queues, lateness.reader());
    EstimateMetrics.bind(metrics, estimates);
    ServiceMetrics.bind(metrics, services);
    LoadMetrics.bind(metrics, admission, sip);
    TrunkMetrics.bind(metrics, sip.trunks());
    asterisk.ifPresent(watch -> AsteriskMetrics.bind(metrics, watch));
    ConsoleServer console =
        started(
            console(
                store,
                queues,
                recordings,
                sip,
                retention,
                webhooks,
                new LineHealth(
                    store,
                    active,
                    webhooks,
                    services,
                    identification,
                    new AsteriskHealth(asterisk, () -> current.get().trunks().takeCalls())),
                editions,
                callbacks,
                new TalkOrders(deskPorts, active, random)));
    new RunningAddress(settings.http().bind(), console.port()).write(data);
    frontEnds.awaitAsterisk();
    LOG.atInfo()
        .addKeyValue("sip", settings.sip().bind() + ":" + sip.port())
        .addKeyValue("http", settings.http().bind() + ":" + console.port())
        .log("the line is open");
    return new Wired(active, admission, sip, console, editions, parts);
  }

  private DeskCalls.Ports deskPorts(
      Store store,
      AcdDriver queues,
      Dialer dialer,
      PromptCatalogue prompts,
      ActiveCalls active,
      RunningDeskCalls running,
      Supplier<Configuration> current) {
    Conferences conferences =
        new Conferences(
            queues, active, running::talking, () -> current.get().starCodes().conference());
    return new DeskCalls.Ports(
        queues,
        dialer,
        store.journal(),
        prompts,
        new DeskOrders(queues, store.ticketDesk(), queues::lastTicket, conferences::join, time),
        conferences,
        new Supervisors(
            queues, active, store.audit(), operator -> current.get().isSupervisor(operator), time),
        time);
  }

  private CallbackList callbacks(
      Store store, Editions editions, Function<Edition, Ports> ports, ActiveCalls active) {
    if (settings.callbacks().isEmpty()) {
      return CallbackClock.idle(store.callbacks());
    }
    return started(
        CallbackClock.start(
            new CallbackParts(
                settings.callbacks().get(),
                editions,
                ports,
                Settings.flowLimits(settings.limits()),
                active,
                random,
                metrics)));
  }

  private void settleCutOffCalls(Store store, Path recordings) throws IOException {
    Recovery.Report report =
        CutOffCalls.settle(
            line,
            store,
            recordings,
            settings
                .asterisk()
                .map(asterisk -> surroundings.data().resolve(asterisk.recordings().ours())),
            time);
    if (report.cutOff() > 0) {
      LOG.atWarn()
          .addKeyValue("cutOff", report.cutOff())
          .addKeyValue("owed", report.owed())
          .log("settled the calls that the last stop cut off");
    }
  }

  private MediaEngine media(PromptCatalogue prompts) throws IOException {
    return new MediaEngine(
        settings.rtp().addresses(),
        new PortRange(settings.rtp().firstPort(), settings.rtp().lastPort()),
        MediaEngine.usualLoops(),
        prompts);
  }

  private AcdDriver queues(Store store, Dialer dialer) {
    AcdRecord.Run run =
        new AcdRecord.Run(
            Long.toString(time.now().toEpochMilli(), Character.MAX_RADIX),
            Settings.QUEUES,
            time.now());
    store.acdRecord().began(run);
    return new AcdDriver(
        new Acd(run.epoch(), run.settings()),
        store.acdRecord(),
        dialer,
        store.journal(),
        store.operators(),
        time,
        new MissedCallsAlert(metrics),
        configuration.skillGroups(),
        configuration.operatorProfiles());
  }

  /** A crash may have come between the erasure of a person and that of their recordings. */
  private static void finishErasures(Store store, Recordings recordings) {
    try {
      int deleted = ErasedRecordings.delete(store.persons(), recordings);
      if (deleted > 0) {
        LOG.atInfo().addKeyValue("recordings", deleted).log("recordings of erased persons deleted");
      }
    } catch (IOException e) {
      LOG.atError().setCause(e).log("recordings of erased persons cannot be deleted");
    }
  }

  private CallDesk callDesk(Editions editions, Function<Edition, Ports> ports, ActiveCalls active) {
    return new CallDesk(editions, ports, Settings.flowLimits(settings.limits()), active, random);
  }

  private ConsoleServer console(
      Store store,
      AcdDriver queues,
      Recordings recordings,
      SipEndpoint sip,
      RetentionSweep retention,
      Webhooks webhooks,
      LineHealth health,
      Editions editions,
      CallbackList callbacks,
      TalkDesk talks)
      throws IOException {
    return new ConsoleServer(
        new ConsoleSettings(
            settings.http().bind(),
            settings.http().port(),
            ZoneId.systemDefault(),
            surroundings.users(),
            () -> editions.current().line().configuration().tickets()),
        new ConsolePorts(
            store.tickets(),
            store.ticketDesk(),
            store.audit(),
            store.calls(),
            store.journal(),
            queues,
            recordings,
            sip.ladders(),
            sip.messageLog(),
            health,
            metrics,
            sip.trunks(),
            time,
            store.contacts(),
            new LiveCopy(store, Settings.store(settings, surroundings.data()), surroundings.data()),
            new PersonPorts(
                store.applicants(), store.persons(), store.callbacks(), store.keyRotation()),
            store.ticketHolds(),
            retention::preview,
            store.outbox(),
            webhooks,
            store.ticketExport(),
            editions,
            new ReportPorts(
                store.journalLines(),
                store.operatorStates(),
                () -> editions.current().line().configuration().settings().targets()),
            callbacks,
            talks,
            store.acdRecord()));
  }

  private RetentionSweep retention(Store store, Recordings recordings) {
    return new RetentionSweep(
        store.retention(), recordings, store.audit(), settings.retention(), time);
  }
}
