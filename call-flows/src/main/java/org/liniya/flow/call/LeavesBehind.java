package org.liniya.flow.call;

import org.liniya.call.EndCause;
import org.liniya.call.LegId;
import org.liniya.port.Transfer;

/**
 * The wish of an operator who is gone: that the caller goes on with whom the operator had
 * consulted. Nobody is to be told. Immutable.
 *
 * @param consultation our leg to the operator in it
 */
record LeavesBehind(LegId consultation) implements Transfer {

  @Override
  public Target target() {
    return new Target.Consulted(consultation);
  }

  @Override
  public void ringing() {}

  @Override
  public void done() {}

  @Override
  public void failed(EndCause cause) {}
}
