package org.liniya.port;

import java.time.Instant;
import java.util.List;
import org.liniya.call.OperatorId;

/**
 * Where operators' telephones can be reached, kept through restarts. Thread-safe; blocks a bounded
 * time.
 */
public interface RegistrationStore {

  /** Adds or replaces the binding with the same operator and contact. */
  void save(Binding binding);

  void remove(OperatorId operator, String contact);

  List<Binding> all();

  /**
   * One registered contact (RFC 3261 section 10.3).
   *
   * @param contact the contact URI as given
   * @param target where requests really go: {@code udp:127.0.0.1:5070}, learnt from the request's
   *     source
   * @param path the proxies between, as Route values in the order in which they are passed (RFC
   *     3327); empty when the telephone is reached at {@code target}
   */
  record Binding(
      OperatorId operator,
      String contact,
      String target,
      Instant expires,
      String callId,
      long cseq,
      String userAgent,
      List<String> path) {

    public Binding {
      path = List.copyOf(path);
    }

    /** A telephone with no proxy between. */
    public Binding(
        OperatorId operator,
        String contact,
        String target,
        Instant expires,
        String callId,
        long cseq,
        String userAgent) {
      this(operator, contact, target, expires, callId, cseq, userAgent, List.of());
    }
  }
}
