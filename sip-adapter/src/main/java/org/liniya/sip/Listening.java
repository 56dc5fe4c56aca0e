package org.liniya.sip;

import java.util.List;
import java.util.Optional;
import org.liniya.sip.wire.Advertised;
import org.liniya.sip.wire.ConnectionLimits;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.TlsSettings;

/**
 * What there is to listening beside the one address. Immutable.
 *
 * @param advertised what others are told instead of that address
 * @param points further addresses
 * @param tls our certificate, needed for TLS in either direction
 */
public record Listening(
    Optional<Advertised> advertised,
    List<ListenPoint> points,
    Optional<TlsSettings> tls,
    ConnectionLimits connections) {

  /** Nothing. */
  public static final Listening NOTHING_MORE =
      new Listening(Optional.empty(), List.of(), Optional.empty(), ConnectionLimits.STANDARD);

  public Listening {
    points = List.copyOf(points);
  }
}
