package org.liniya.sip.wire;

/**
 * The host that the running thread dials, and that a TLS certificate has to name. Without it
 * nothing is dialled: dialling blocks, so it is done in {@link Lanes} only, and an answer to a
 * connection that is gone is not worth a new one.
 */
final class Dialled {

  static final ScopedValue<String> HOST = ScopedValue.newInstance();

  private Dialled() {}
}
