package org.liniya.port;

import org.liniya.call.OperatorId;

/**
 * Told by a front end when operators' telephones come and go. Called on the front end's threads;
 * returns at once.
 */
public interface OperatorLines {

  /** The operator has at least one registered telephone. May be said again. */
  void registered(OperatorId operator);

  /** The last registration is gone: removed or expired. */
  void unregistered(OperatorId operator);
}
