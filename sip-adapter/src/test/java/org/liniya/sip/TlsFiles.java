package org.liniya.sip;

import java.time.Duration;
import java.util.Optional;
import org.liniya.sip.wire.TlsSettings;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.testkit.tls.Certificates;

/** Certificates of a test as the wire's settings. */
public final class TlsFiles {

  private TlsFiles() {}

  /** The files of {@code name}; the authority is trusted. */
  public static TlsSettings of(Certificates from, String name, ClientCertificates asked) {
    return new TlsSettings(
        from.certificate(name),
        from.key(name),
        asked,
        Optional.of(from.authority()),
        Duration.ofHours(1));
  }
}
