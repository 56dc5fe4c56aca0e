package org.liniya.sip.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Our certificate, and whom we trust. Immutable.
 *
 * @param certificate PEM: ours first, then those between it and a known authority
 * @param key PEM: PKCS#8, without a password
 * @param trusted PEM: authorities whose certificates we believe, of clients and of servers; without
 *     it clients prove nothing and servers are checked against those of the JDK
 * @param reload how often the files are looked at; a changed one is taken up without a restart
 */
public record TlsSettings(
    Path certificate,
    Path key,
    ClientCertificates clientCertificates,
    Optional<Path> trusted,
    Duration reload) {

  /** Whether those who connect to us have to say who they are. */
  public enum ClientCertificates {
    /** They are not asked. */
    NONE,
    /** They are asked; without one they are let in nameless, with a bad one they are not. */
    ASKED
  }
}
