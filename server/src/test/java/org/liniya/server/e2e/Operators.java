package org.liniya.server.e2e;

import java.time.Duration;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneSettings;

/** The operators' telephones. Stateless. */
final class Operators {
  private static final Duration SOON = Duration.ofSeconds(30);

  private Operators() {}

  /** The telephone of an operator that sends a tone of 1000 Hz. */
  static PhoneSettings settings(RunningServer server, String id) {
    return PhoneSettings.operator(id, server.registrar(), server.password(id));
  }

  /**
   * Starts a telephone and waits until its operator is ready; not for when somebody waits: then it
   * rings at once.
   */
  static Baresip ready(RunningServer server, String id) {
    return ready(server, settings(server, id));
  }

  /** Starts a telephone and waits until its operator is ready. */
  static Baresip ready(RunningServer server, PhoneSettings settings) {
    Baresip phone = registered(settings);
    server.awaitOperator(settings.user(), "ready", SOON);
    return phone;
  }

  /** Starts a telephone and waits until the server has accepted it. */
  static Baresip registered(PhoneSettings settings) {
    Baresip phone = Baresip.start(settings);
    phone.awaitRegistered(SOON);
    return phone;
  }
}
