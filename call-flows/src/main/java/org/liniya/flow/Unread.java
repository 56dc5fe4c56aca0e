package org.liniya.flow;

import org.liniya.flow.step.Action;
import org.liniya.flow.step.HangUp;

/** Stands for a step that could not be read; a flow with one is never run. */
final class Unread {

  /** Recognised by identity, so that the checks say nothing about what follows from it. */
  static final Action ACTION = new HangUp();

  private Unread() {}
}
