package org.liniya.sip.wire;

/** Tells dialogs that are from tags that anyone can make up. Asked on jain-sip's threads. */
@FunctionalInterface
public interface KnownDialogs {

  /**
   * Whether there is such a dialog; must be quick.
   *
   * @param tag the one that we gave
   */
  boolean knows(String callId, String tag);
}
