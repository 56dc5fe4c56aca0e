package org.liniya.sdp;

import java.util.Locale;

/** Which way media flows, as the writer of a description sees it (RFC 8866 section 6.7). */
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /** The attribute's name. */
  public String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same as the other side must say it (RFC 3264 section 6.1). */
  public Direction reversed() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }

  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  public boolean receives() {
    return this == SENDRECV || this == RECVONLY;
  }
}
