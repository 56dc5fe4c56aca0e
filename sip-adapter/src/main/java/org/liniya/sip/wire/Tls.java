package org.liniya.sip.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.3 and 1.2 with our certificate, which may be exchanged while connections are up: they go on
 * with the old one, new ones get the new one. Thread-safe.
 */
public final class Tls {

  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final TlsSettings settings;
  private volatile TlsIdentity identity;
  private List<FileTime> seen;

  private Tls(TlsSettings settings, TlsIdentity identity, List<FileTime> seen) {
    this.settings = settings;
    this.identity = identity;
    this.seen = seen;
  }

  /** Reads the files. */
  static Tls open(TlsSettings settings) throws TlsFault {
    List<FileTime> times = times(settings);
    Tls tls = new Tls(settings, TlsIdentity.read(settings), times);
    tls.warnOfExpiry();
    return tls;
  }

  /** What is wrong with the files; empty when they can be used. */
  public static Optional<TlsFault> check(TlsSettings settings) {
    try {
      TlsIdentity.read(settings);
      return Optional.empty();
    } catch (TlsFault fault) {
      return Optional.of(fault);
    }
  }

  TlsSettings settings() {
    return settings;
  }

  /** For a connection that came in. */
  SSLEngine server() {
    SSLEngine engine = identity.context().createSSLEngine();
    engine.setUseClientMode(false);
    return limited(engine, settings.clientCertificates() == TlsSettings.ClientCertificates.ASKED);
  }

  /** For a connection to {@code host}, which its certificate will have to name. */
  SSLEngine client(String host, int port) {
    SSLEngine engine = identity.context().createSSLEngine(host, port);
    engine.setUseClientMode(true);
    return limited(engine, false);
  }

  private static SSLEngine limited(SSLEngine engine, boolean askClient) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setWantClientAuth(askClient);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Takes up the files when one of them has changed since they were last looked at. */
  synchronized void look() {
    List<FileTime> now = times(settings);
    if (!now.equals(seen)) {
      seen = now;
      reload();
    }
  }

  /**
   * Takes up the files; when they cannot be used, what there was goes on.
   *
   * @return what is wrong with the new files
   */
  synchronized Optional<TlsFault> reload() {
    try {
      TlsIdentity read = TlsIdentity.read(settings);
      if (read.expires().isBefore(Instant.now())) {
        throw new TlsFault(settings.certificate() + " has expired", "Put a valid one there");
      }
      identity = read;
      LOG.atInfo().addKeyValue("expires", read.expires()).log("TLS certificate taken up");
      warnOfExpiry();
      return Optional.empty();
    } catch (TlsFault fault) {
      LOG.atWarn()
          .addKeyValue("reason", fault.problem())
          .addKeyValue("cure", fault.cure())
          .log("TLS certificate not taken up, the old one goes on");
      return Optional.of(fault);
    }
  }

  private void warnOfExpiry() {
    if (identity.expires().isBefore(Instant.now().plusSeconds(7 * 86_400))) {
      LOG.atWarn()
          .addKeyValue("expires", identity.expires())
          .log("the TLS certificate expires within a week or has expired");
    }
  }

  private static List<FileTime> times(TlsSettings settings) {
    List<FileTime> times = new ArrayList<>();
    Stream.concat(Stream.of(settings.certificate(), settings.key()), settings.trusted().stream())
        .forEach(file -> times.add(time(file)));
    return times;
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // it is away: reading it will say so
    }
  }
}
