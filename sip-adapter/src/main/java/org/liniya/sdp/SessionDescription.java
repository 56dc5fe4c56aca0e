package org.liniya.sdp;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A whole description (RFC 8866), as far as calls need it. Immutable.
 *
 * @param connection the session's {@code c=} address, for media without one of their own
 * @param attributes of the session
 */
public record SessionDescription(
    Origin origin,
    Optional<String> connection,
    List<Attribute> attributes,
    List<MediaDescription> media) {

  public SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  /**
   * This description as the successor of one sent before in the same dialog: the version goes up by
   * one if anything changed, and stays otherwise (RFC 3264 section 8).
   */
  public SessionDescription following(SessionDescription previous) {
    SessionDescription unchanged = withOrigin(previous.origin);
    return unchanged.equals(previous)
        ? unchanged
        : withOrigin(
            new Origin(
                previous.origin.user(),
                previous.origin.sessionId(),
                new BigInteger(previous.origin.version()).add(BigInteger.ONE).toString(),
                previous.origin.address()));
  }

  private SessionDescription withOrigin(Origin other) {
    return new SessionDescription(other, connection, attributes, media);
  }

  /** The body as it goes over the wire, with CRLF. */
  public String toText() {
    return SdpWriter.write(this);
  }
}
