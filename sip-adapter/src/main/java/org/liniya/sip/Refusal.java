package org.liniya.sip;

import java.util.Locale;

/** Why a new caller was kept out. */
public enum Refusal {
  /** The server is about to stop. */
  DRAINING,
  /** Packets of sound leave too late. */
  LATE_SOUND,
  MEMORY,
  /** Requests wait too long before they are looked at. */
  BACKLOG,
  CALLS,
  CALLS_PER_SOURCE,
  TRUNK_CALLS,
  NEW_CALLS,
  NEW_CALLS_PER_SOURCE,
  TRUNK_NEW_CALLS,
  /** No port for sound was left. */
  MEDIA_PORTS;

  /** As metrics and logs write it, such as {@code calls-per-source}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
