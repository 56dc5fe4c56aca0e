package org.liniya.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.sip.wire.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a provider's name leads. The name server is asked now and then by a patient thread, never
 * when a call is waiting; while it does not answer, the last known addresses hold. Thread-safe.
 */
final class TrunkAddress {

  private static final Logger LOG = LoggerFactory.getLogger(TrunkAddress.class);
  private static final Duration AGAIN = Duration.ofMinutes(5);
  private static final Duration AGAIN_UNKNOWN = Duration.ofSeconds(15);
  private static final int MOST = 16;

  private final TrunkPlace place;
  private final LegTools tools;
  private final Mailbox patient;
  private Timers.Timer next = () -> {};
  private volatile List<InetAddress> addresses;

  /**
   * @param patient whose threads may block on a name server
   */
  TrunkAddress(TrunkPlace place, LegTools tools, Executor patient) {
    this.place = place;
    this.tools = tools;
    this.patient = new Mailbox(patient);
    this.addresses = place.literal().map(List::of).orElse(List.of());
  }

  TrunkPlace place() {
    return place;
  }

  /** Begins to look the name up; an address in figures needs none of it. */
  void start() {
    if (place.literal().isEmpty()) {
      patient.post(this::lookUp);
    }
  }

  /** The last known addresses go on to hold. */
  void stop() {
    patient.post(() -> next.cancel());
  }

  private void lookUp() {
    try {
      addresses = Arrays.stream(InetAddress.getAllByName(place.host())).limit(MOST).toList();
    } catch (UnknownHostException e) {
      LOG.atWarn().addKeyValue("host", place.host()).log("the name of a trunk is not known");
    }
    Duration wait = addresses.isEmpty() ? AGAIN_UNKNOWN : AGAIN;
    next = tools.timers().after(wait, patient, this::lookUp);
  }

  /**
   * Where to send to; empty while the name is not known. Over TLS it is the name itself, since the
   * certificate at the other end has to bear it (RFC 5922 section 7.1).
   */
  Optional<Target> target() {
    if (place.transport().equals("tls")) {
      return Optional.of(new Target("tls", place.host(), place.port()));
    }
    return addresses.stream()
        .findFirst()
        .map(address -> new Target(place.transport(), address.getHostAddress(), place.port()));
  }

  /** All addresses that the name has now. */
  Set<InetAddress> addresses() {
    return Set.copyOf(addresses);
  }
}
