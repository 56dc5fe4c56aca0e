package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.liniya.asterisk.AsteriskFrontEnd;
import org.liniya.asterisk.AsteriskPorts;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.call.Signalled;
import org.liniya.port.Dialer;
import org.liniya.port.FrontDesk;
import org.liniya.port.Ladders;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorSecrets;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.Time;
import org.liniya.server.config.AsteriskSettings;
import org.liniya.server.config.Configuration;
import org.liniya.sip.Admission;
import org.liniya.sip.SipEndpoint;
import org.liniya.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front ends of the line: our own SIP, and one behind an Asterisk where the configuration has
 * it. Opened once, by the main thread; who dials before that waits for it. Thread-safe.
 */
final class FrontEnds {

  private static final Logger LOG = LoggerFactory.getLogger(FrontEnds.class);

  /** An Asterisk that is there was reached in 0.3 to 0.9 s in busy runs of the tests. */
  private static final Duration ASTERISK = Duration.ofSeconds(5);

  private final Configuration configuration;
  private final Map<OperatorId, String> telephones;
  private final Path data;
  private final Time time;
  private final CompletableFuture<SipEndpoint> sip = new CompletableFuture<>();
  private final CompletableFuture<AsteriskFrontEnd> asterisk = new CompletableFuture<>();

  /**
   * Opens nothing yet.
   *
   * @param data the data folder
   */
  FrontEnds(Configuration configuration, Path data, Time time) {
    this.configuration = configuration;
    this.telephones = configuration.asteriskTelephones();
    this.data = data;
    this.time = time;
  }

  /** What they need of the rest. */
  record Needs(
      Store store,
      LegMedia media,
      FrontDesk desk,
      OperatorDesk operatorDesk,
      AcdDriver queues,
      OperatorSecrets secrets,
      PromptCatalogue prompts,
      Admission admission) {}

  /** Dials at the front end that has the telephone. */
  Dialer dialer() {
    return new OperatorsDialer(sip::join, asterisk::join, telephones::containsKey, tie(), time);
  }

  private Optional<Tie> tie() {
    return configuration
        .settings()
        .asterisk()
        .flatMap(AsteriskSettings::tie)
        .map(tie -> new TieOverTrunk(tie.trunk(), sip::join, asterisk::join));
  }

  /**
   * Our own SIP.
   *
   * @param started gets what must be closed
   * @throws IOException when an address or port cannot be had
   */
  SipEndpoint openSip(Needs needs, Consumer<AutoCloseable> started) throws IOException {
    SipEndpoint endpoint =
        new SipEndpoint(
            Settings.sip(configuration.settings(), configuration.trunks()),
            needs.media(),
            needs.desk(),
            needs.operatorDesk(),
            needs.queues(),
            needs.secrets(),
            needs.store().registrations(),
            needs.store().dialogs(),
            (call, ladder) -> keep(needs.store(), call, ladder),
            needs.admission(),
            time);
    started.accept(endpoint);
    sip.complete(endpoint);
    return endpoint;
  }

  /**
   * The front end behind an Asterisk; empty where there is none.
   *
   * @param started gets what must be closed
   * @throws IOException when an address, a port or a shared folder cannot be had
   */
  Optional<AsteriskWatch> openAsterisk(Needs needs, Consumer<AutoCloseable> started)
      throws IOException {
    Optional<AsteriskSettings> written = configuration.settings().asterisk();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    AsteriskFrontEnd frontEnd =
        AsteriskFrontEnd.start(
            AsteriskParts.settings(written.get(), telephones, data),
            new AsteriskPorts(
                needs.desk(), needs.operatorDesk(), needs.queues(), needs.prompts(), time));
    started.accept(frontEnd);
    asterisk.complete(frontEnd);
    return Optional.of(new AsteriskWatch(frontEnd::connected, frontEnd::lost, frontEnd::legs));
  }

  /**
   * Gives an Asterisk that is there the time to say so: without its manager its callers are turned
   * away, and a line that says it is open is dialled at once. Does not wait where there is none.
   */
  void awaitAsterisk() {
    AsteriskFrontEnd frontEnd = asterisk.getNow(null);
    try {
      if (frontEnd != null && !frontEnd.awaitConnected(ASTERISK)) {
        LOG.atWarn()
            .log(
                "the manager of Asterisk is not there after {} s: the line opens without it, and"
                    + " callers through Asterisk are turned away until it is",
                ASTERISK.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Our own SIP, once it is open. */
  SipEndpoint sip() {
    return sip.join();
  }

  /** Asterisk is told once which endpoints are watched. */
  List<String> hindrances(Configuration newer) {
    return telephones.equals(newer.asteriskTelephones())
        ? List.of()
        : List.of(
            "'asterisk-endpoint' of operators changed since the start; restart the server for it");
  }

  /** New calls come to the flows of this configuration. */
  void replaceNumbers(Configuration newer) {
    sip().replaceTrunks(newer.trunks().trunks(), newer.trunks().numbers());
    newer
        .settings()
        .asterisk()
        .ifPresent(settings -> asterisk.join().replaceNumbers(settings.numbers()));
  }

  private void keep(Store store, CallId call, Ladders.Ladder ladder) {
    store
        .journal()
        .mention(
            call,
            time.now(),
            new JournalEvent.LegSignalled(
                ladder.leg().value(),
                ladder.party(),
                ladder.messages().stream().map(Signalled::line).toList(),
                ladder.omitted()));
  }
}
