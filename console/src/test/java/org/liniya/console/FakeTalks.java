package org.liniya.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.liniya.call.OperatorId;
import org.liniya.call.Supervision;
import org.liniya.port.TalkDesk;

/** Notes what is asked of it, and answers as a test says. Thread-safe. */
final class FakeTalks implements TalkDesk {
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  volatile Outcome outcome = new Outcome.Rings(FakePorts.call(1));
  volatile boolean three = true;

  @Override
  public Outcome supervise(
      String user, OperatorId operator, OperatorId telephone, Supervision mode) {
    asked.add(String.join(" ", user, operator.value(), telephone.value(), mode.word()));
    return outcome;
  }

  @Override
  public boolean confer(OperatorId operator) {
    asked.add("confer " + operator.value());
    return three;
  }
}
