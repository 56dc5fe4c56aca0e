package org.liniya.server.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.port.OperatorSecrets;
import org.liniya.server.config.Configuration;

/**
 * The parts of a running server that a reload changes beside what new calls get: queues and
 * operators, then, once new calls get the edition, numbers and trunks. Called under the lock of
 * {@link Editions}; the passwords may be asked for by any thread.
 */
final class RunningParts implements Editions.Follower, OperatorSecrets {

  private final LiniyaServer.Passwords passwords;
  private final AcdDriver queues;
  private final MeterRegistry metrics;
  private final FrontEnds frontEnds;
  private volatile OperatorSecrets secrets;

  /**
   * For the operators of the first configuration.
   *
   * @throws IOException when their passwords cannot be had
   */
  RunningParts(
      LiniyaServer.Passwords passwords,
      Configuration first,
      AcdDriver queues,
      FrontEnds frontEnds,
      MeterRegistry metrics)
      throws IOException {
    this.passwords = passwords;
    this.queues = queues;
    this.frontEnds = frontEnds;
    this.metrics = metrics;
    this.secrets = passwords.of(first.operators());
  }

  @Override
  public List<String> hindrances(Line line) {
    return frontEnds.hindrances(line.configuration());
  }

  @Override
  public void before(Line line) throws IOException {
    Configuration configuration = line.configuration();
    secrets = passwords.of(configuration.operators());
    queues.configure(configuration.skillGroups(), configuration.operatorProfiles());
  }

  @Override
  public void after(Line line) {
    frontEnds.replaceNumbers(line.configuration());
    TrunkMetrics.bind(metrics, frontEnds.sip().trunks());
  }

  @Override
  public Optional<Secret> password(OperatorId operator) {
    return secrets.password(operator);
  }
}
