package org.liniya.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One {@code m=} line with what belongs to it (RFC 8866 section 5.14). Immutable.
 *
 * @param port 0 when the line is refused or not used
 * @param formats payload types as written
 * @param connection its own {@code c=} address, if it has one
 */
public record MediaDescription(
    String kind,
    int port,
    String protocol,
    List<String> formats,
    Optional<String> connection,
    List<Attribute> attributes) {

  public MediaDescription {
    formats = List.copyOf(formats);
    attributes = List.copyOf(attributes);
  }

  /** The same line, refused (RFC 3264 section 6). */
  public MediaDescription refused() {
    return new MediaDescription(kind, 0, protocol, formats, Optional.empty(), List.of());
  }

  /** The same line with further attributes at its end. */
  MediaDescription with(List<Attribute> more) {
    List<Attribute> all = new ArrayList<>(attributes);
    all.addAll(more);
    return new MediaDescription(kind, port, protocol, formats, connection, all);
  }

  /** The value of the first attribute of a name. */
  public Optional<String> attribute(String name) {
    return Attributes.first(attributes, name);
  }
}
