package org.liniya.server.demo;

/** Something that the demo had to see did not happen; the message is the last line of the demo. */
final class DemoFailure extends Exception {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
